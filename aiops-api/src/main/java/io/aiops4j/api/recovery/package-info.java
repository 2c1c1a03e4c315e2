/**
 * Whether an incident is over, judged from telemetry alone: {@link
 * io.aiops4j.api.recovery.RecoveryVerifier}.
 */
@NullMarked
package io.aiops4j.api.recovery;

import org.jspecify.annotations.NullMarked;
