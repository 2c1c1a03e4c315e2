/**
 * Keeps secrets out of what is shown, journaled or sent to a model: {@link
 * io.aiops4j.compaction.redaction.Redactor}.
 */
@NullMarked
package io.aiops4j.compaction.redaction;

import org.jspecify.annotations.NullMarked;
