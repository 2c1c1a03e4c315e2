/**
 * The safety kernel: nothing is done unless {@link io.aiops4j.api.safety.ActionGate} allowed
 * exactly that, just now, and wrote down the intent first.
 *
 * <p>The package is closed: the jar is sealed, and an {@link io.aiops4j.api.safety.ApprovedAction}
 * can only be made with a private part of the gate, whatever package a caller claims to be in.
 * Policies themselves live in aiops-guardrails and with users.
 */
@NullMarked
package io.aiops4j.api.safety;

import org.jspecify.annotations.NullMarked;
