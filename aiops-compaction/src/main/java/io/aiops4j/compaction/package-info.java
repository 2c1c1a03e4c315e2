/**
 * Telemetry to evidence that fits a budget.
 *
 * <p>Start at {@link io.aiops4j.compaction.Compactors}; {@link io.aiops4j.compaction.Digests} ranks
 * and cuts. One package for each kind of telemetry; {@code signals} reads pinned signals again,
 * {@code source} decorates telemetry sources, {@code redaction} keeps secrets out. What to conclude
 * from evidence does not belong here.
 */
@NullMarked
package io.aiops4j.compaction;

import org.jspecify.annotations.NullMarked;
