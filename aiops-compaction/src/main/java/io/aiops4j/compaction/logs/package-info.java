/**
 * Log templates as evidence: which are new, more frequent than before, or known to mean something.
 *
 * <p>Start at {@link io.aiops4j.compaction.logs.LogCompactor}; {@link
 * io.aiops4j.compaction.logs.LogSignature} names lines whose meaning is known. Templates themselves
 * are found by {@link io.aiops4j.compaction.mining.TemplateMiner}.
 */
@NullMarked
package io.aiops4j.compaction.logs;

import org.jspecify.annotations.NullMarked;
