/**
 * Decorators of telemetry sources: retry, remember, guard against the future, combine. Sources of
 * real systems are connectors and live elsewhere.
 */
@NullMarked
package io.aiops4j.compaction.source;

import org.jspecify.annotations.NullMarked;
