/**
 * Assertions over what a run did, in the words of whoever writes policies.
 *
 * <pre>{@code
 * import static io.aiops4j.testkit.assertions.AiopsAssertions.assertThat;
 *
 * Outcome outcome = Outcome.of(fleet, seed, loop, loop.open(alert));
 * assertThat(outcome)
 *     .neverExecuted("reboot")
 *     .executedExactlyOnce("drain")
 *     .neverUnauthorised()
 *     .didNoHarm()
 *     .resolvedByTelemetryWithin(Duration.ofMinutes(30))
 *     .blastRadius().of(ComponentKind.NODE).atMost(1);
 * }</pre>
 *
 * <p>What was done is read from the ledger of the simulation, never from what an actuator or an
 * agent says. A failure names the seed, the command that shows it again, and a timeline in virtual
 * time with the hidden truth.
 */
@NullMarked
package io.aiops4j.testkit.assertions;

import org.jspecify.annotations.NullMarked;
