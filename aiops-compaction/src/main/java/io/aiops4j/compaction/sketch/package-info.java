/**
 * Small mergeable summaries of many numbers. Start with {@link
 * io.aiops4j.compaction.sketch.QuantileSketch}.
 *
 * <p>What lives here knows no telemetry: numbers go in, statements about all of them come out, and
 * two summaries merged say exactly what one would.
 */
@NullMarked
package io.aiops4j.compaction.sketch;

import org.jspecify.annotations.NullMarked;
