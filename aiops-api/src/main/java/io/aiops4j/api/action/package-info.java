/**
 * What can be done about an incident: typed actions, plans made of them, and the {@link
 * io.aiops4j.api.action.Actuator} that carries them out.
 *
 * <p>Whether something may be done is decided in {@code safety}.
 */
@NullMarked
package io.aiops4j.api.action;

import org.jspecify.annotations.NullMarked;
