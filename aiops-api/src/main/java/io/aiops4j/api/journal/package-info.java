/**
 * What makes an incident outlive a process: an append-only {@link
 * io.aiops4j.api.journal.IncidentJournal} of {@link io.aiops4j.api.journal.IncidentEvent}s.
 *
 * <p>The events themselves live with the concept they tell of: those of the safety kernel in {@code
 * safety}, the others in {@code incident}.
 */
@NullMarked
package io.aiops4j.api.journal;

import org.jspecify.annotations.NullMarked;
