/**
 * Metric series to evidence.
 *
 * <p>Start at {@link io.aiops4j.compaction.metrics.MetricCompactor}. What a metric's name means
 * stands in one table, {@code MetricMeaning}.
 */
@NullMarked
package io.aiops4j.compaction.metrics;

import org.jspecify.annotations.NullMarked;
