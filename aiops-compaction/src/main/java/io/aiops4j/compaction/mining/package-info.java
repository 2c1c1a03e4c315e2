/**
 * Streaming miners of log templates, and the small parts they are made of.
 *
 * <p>{@link io.aiops4j.compaction.mining.TokenLine} holds the tokens of one line, {@link
 * io.aiops4j.compaction.mining.TokenDictionary} makes them numbers. What a template means as
 * evidence is the business of {@code io.aiops4j.compaction.logs}; nothing here knows of it.
 */
@NullMarked
package io.aiops4j.compaction.mining;

import org.jspecify.annotations.NullMarked;
