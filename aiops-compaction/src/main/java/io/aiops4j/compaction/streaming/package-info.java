/**
 * Anomalies of millions of series as their samples arrive, at a constant cost a sample.
 *
 * <p>Start with {@link io.aiops4j.compaction.streaming.SeriesBank}: columns of state, one slot a
 * series, and the events that it opens. Below it are the two memories, {@link
 * io.aiops4j.compaction.streaming.SlidingMoments} (the last samples, exactly) and {@link
 * io.aiops4j.compaction.streaming.FadingMoments} (all samples, the older the fainter); in front of
 * it {@link io.aiops4j.compaction.streaming.LabelIndex} finds the slot of a series and {@link
 * io.aiops4j.compaction.streaming.Reorderer} puts late samples in order. What a slot means over
 * months (jobs, replaced pods) is no matter of this package but of {@code baseline}.
 */
@NullMarked
package io.aiops4j.compaction.streaming;

import org.jspecify.annotations.NullMarked;
