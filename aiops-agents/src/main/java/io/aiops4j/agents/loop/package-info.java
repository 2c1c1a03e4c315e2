/**
 * The engine of the loop. Start at {@link io.aiops4j.agents.loop.LoopEngine}.
 *
 * <p>{@code Decider} says what to do next (pure), {@code Command} is what it says, {@code
 * Investigator}, {@code Dispatcher} and {@code Confirmer} do it: each makes one kind of outside
 * call and returns the events that tell of it.
 */
@NullMarked
package io.aiops4j.agents.loop;

import org.jspecify.annotations.NullMarked;
