/**
 * Traces, with the logs and mesh metrics that belong to them, to evidence about the services they
 * cross. Start with {@link io.aiops4j.compaction.traces.TraceCompactor}.
 *
 * <p>One channel a file: what changed in the flow of calls and log statements, which calls arrive
 * late, which calls are lost, which work takes longer. Each says how unlikely its finding is
 * against the reference; none knows a service or a system by name.
 */
@NullMarked
package io.aiops4j.compaction.traces;

import org.jspecify.annotations.NullMarked;
