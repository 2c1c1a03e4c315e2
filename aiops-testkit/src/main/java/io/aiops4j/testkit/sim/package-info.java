/**
 * A small GPU fleet in virtual time: components with a hidden state that only faults and actions
 * change, and telemetry that is a noisy function of that state.
 *
 * <p>Start at {@link io.aiops4j.testkit.sim.SimCluster}; faults are in {@code
 * io.aiops4j.testkit.faults}, and your own implement {@link io.aiops4j.testkit.sim.SimFault}. The
 * truth and the ledger of effects are for assertions: no agent may see them.
 */
@NullMarked
package io.aiops4j.testkit.sim;

import org.jspecify.annotations.NullMarked;
