/**
 * Telemetry that lies or breaks: decorators of any {@link
 * io.aiops4j.api.telemetry.TelemetrySource}, for tests of what a policy or a loop makes of it.
 *
 * <p>Start at {@link io.aiops4j.testkit.telemetry.TelemetryTrouble}. Honest noise is not here: the
 * simulated fleet has it.
 */
@NullMarked
package io.aiops4j.testkit.telemetry;

import org.jspecify.annotations.NullMarked;
