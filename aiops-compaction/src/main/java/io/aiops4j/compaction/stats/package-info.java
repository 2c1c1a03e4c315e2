/**
 * Small-sample statistics of the channels: tail probabilities in one unit ({@code -log10}), order
 * statistics, and the rules of what is a sample. Start with {@link
 * io.aiops4j.compaction.stats.Tails}.
 *
 * <p>The only place that meets commons-math3, which is silent on NaN and infinities: what is not
 * finite is rejected here.
 */
@NullMarked
package io.aiops4j.compaction.stats;

import org.jspecify.annotations.NullMarked;
