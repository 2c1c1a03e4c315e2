/**
 * Log lines to templates and to evidence.
 *
 * <p>Start at {@link io.aiops4j.compaction.logs.LogCompactor}; {@link
 * io.aiops4j.compaction.logs.TemplateMiner} finds templates, {@link
 * io.aiops4j.compaction.logs.TemplateMatcher} finds the lines of one again, {@link
 * io.aiops4j.compaction.logs.LogSignature} names lines whose meaning is known.
 */
@NullMarked
package io.aiops4j.compaction.logs;

import org.jspecify.annotations.NullMarked;
