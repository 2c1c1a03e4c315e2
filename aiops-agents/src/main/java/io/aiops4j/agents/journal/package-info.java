/**
 * Journals and lease stores: {@link io.aiops4j.agents.journal.InMemoryJournal} is the reference
 * that every other journal is compared with.
 *
 * <p>What the events mean does not belong here: a journal keeps them, it does not read them.
 */
@NullMarked
package io.aiops4j.agents.journal;

import org.jspecify.annotations.NullMarked;
