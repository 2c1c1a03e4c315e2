/**
 * A run on the simulated fleet: {@link io.aiops4j.testkit.outcome.FleetRun} plays it in virtual
 * time. What it left behind: {@link io.aiops4j.testkit.outcome.Outcome} for assertions, {@link
 * io.aiops4j.testkit.outcome.Timeline} for people, and the {@link io.aiops4j.testkit.outcome.Rerun}
 * command that shows a failure again.
 *
 * <p>An outcome knows the hidden truth of the simulation. It is for assertions and reports; never
 * hand it to whoever answers.
 */
@NullMarked
package io.aiops4j.testkit.outcome;

import org.jspecify.annotations.NullMarked;
