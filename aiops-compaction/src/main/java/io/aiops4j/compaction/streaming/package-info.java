/**
 * Anomalies of millions of series as their samples arrive, at a constant cost a sample.
 *
 * <p>Start with {@link io.aiops4j.compaction.streaming.Moments}, which has two memories: {@link
 * io.aiops4j.compaction.streaming.SlidingMoments} (the last samples, exactly) and {@link
 * io.aiops4j.compaction.streaming.FadingMoments} (all samples, the older the fainter).
 */
@NullMarked
package io.aiops4j.compaction.streaming;

import org.jspecify.annotations.NullMarked;
