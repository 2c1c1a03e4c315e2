/**
 * What a system says about itself: metrics, logs, traces and changes, and the {@link
 * io.aiops4j.api.telemetry.TelemetrySource} that reads them.
 *
 * <p>Start at {@link io.aiops4j.api.telemetry.TelemetrySource}. Names follow OpenTelemetry's data
 * model. What is concluded from telemetry does not belong here.
 */
@NullMarked
package io.aiops4j.api.telemetry;

import org.jspecify.annotations.NullMarked;
