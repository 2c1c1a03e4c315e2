/**
 * Who thinks about an incident: one {@link io.aiops4j.api.agent.TaskAgent} for each diagnostic
 * task, and {@link io.aiops4j.api.agent.Reviewer}s who challenge them.
 *
 * <p>Agents are split by task, never by modality: each sees the whole {@link
 * io.aiops4j.api.agent.CaseFile}.
 */
@NullMarked
package io.aiops4j.api.agent;

import org.jspecify.annotations.NullMarked;
