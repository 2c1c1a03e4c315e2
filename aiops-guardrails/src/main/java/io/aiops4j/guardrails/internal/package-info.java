/** Reads policy files; nothing here is public. */
@NullMarked
package io.aiops4j.guardrails.internal;

import org.jspecify.annotations.NullMarked;
