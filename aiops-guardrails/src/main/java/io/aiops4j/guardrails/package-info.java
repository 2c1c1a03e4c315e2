/**
 * Policies over plans: what may be done, to how much at once, how often, when, and on whose word.
 *
 * <p>Start at {@link io.aiops4j.guardrails.Guardrails#standard()}, then add what only you know:
 * {@link io.aiops4j.guardrails.ChangeWindow}, {@link io.aiops4j.guardrails.AllowedActions}, an
 * {@link io.aiops4j.guardrails.AutonomyTable}. Every policy is a pure function of its context; one
 * of your own is a class that extends {@code GuardrailPolicyContract} in its test. What no policy
 * can allow is decided by the kernel in {@code io.aiops4j.api.safety}, not here.
 */
@NullMarked
package io.aiops4j.guardrails;

import org.jspecify.annotations.NullMarked;
