/** Synthetic telemetry for benchmarks: the same seed gives the same records, everywhere. */
@NullMarked
package io.aiops4j.benchmarks.data;

import org.jspecify.annotations.NullMarked;
