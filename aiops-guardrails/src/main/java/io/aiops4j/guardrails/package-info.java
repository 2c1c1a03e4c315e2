/** Policies over plans: what may be done, by whom, and how much of it. */
@NullMarked
package io.aiops4j.guardrails;

import org.jspecify.annotations.NullMarked;
