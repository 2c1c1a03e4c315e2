/**
 * The one socket for language models. No provider's type appears here, and no tool that writes is
 * ever handed to a model: it proposes, guardrails decide.
 */
@NullMarked
package io.aiops4j.api.llm;

import org.jspecify.annotations.NullMarked;
