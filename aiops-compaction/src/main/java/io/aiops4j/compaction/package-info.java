/** Telemetry to evidence that fits a budget. */
@NullMarked
package io.aiops4j.compaction;

import org.jspecify.annotations.NullMarked;
