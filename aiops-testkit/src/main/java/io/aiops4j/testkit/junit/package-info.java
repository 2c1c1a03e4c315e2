/**
 * JUnit on the simulated fleet: parameters, seeds, and reports of failures.
 *
 * <pre>{@code
 * @FleetTest
 * class DrainPolicyTest {
 *   @Seeds(20)
 *   void drainsTheNodeOfAHotGpu(FleetRun run) {
 *     run.breaks(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), Duration.ofMinutes(80));
 *     run.passes(Duration.ofMinutes(86));
 *     assertThat(run.plays(loopOver(run.fleet()), alert(), Duration.ofHours(3)))
 *         .executedExactlyOnce("drain")
 *         .resolvedByTelemetryWithin(Duration.ofHours(1));
 *   }
 * }
 * }</pre>
 *
 * <p>The system property {@code aiops.seed} replaces the seeds by one, as the command in a failure
 * does. Everything else of the testkit works without this package.
 */
@NullMarked
package io.aiops4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
