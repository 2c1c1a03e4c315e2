/**
 * Whether an incident is over: {@link io.aiops4j.agents.confirm.HoldVerifier} reads the pinned
 * signals again and is the only thing that an incident can be resolved by.
 *
 * <p>Nothing here sees what an actuator reported or what an agent thinks, and nothing of the kind
 * belongs here.
 */
@NullMarked
package io.aiops4j.agents.confirm;

import org.jspecify.annotations.NullMarked;
