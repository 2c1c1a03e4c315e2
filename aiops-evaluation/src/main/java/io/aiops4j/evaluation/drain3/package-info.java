/**
 * Checks the Drain3 mode of the miner against what Drain3 itself answered.
 *
 * <p>Start at {@link io.aiops4j.evaluation.drain3.Drain3Suite}.
 */
@NullMarked
package io.aiops4j.evaluation.drain3;

import org.jspecify.annotations.NullMarked;
