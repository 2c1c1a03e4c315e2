package io.aiops4j.api.llm;

import io.aiops4j.api.Experimental;

/** Answers one prompt. Thread-safe, synchronous, interruptible. */
@Experimental
@FunctionalInterface
public interface LanguageModel {
  /**
   * {@return the reply; its text is untrusted input}
   *
   * @param request instructions, prompt, wanted form and bounds
   * @throws ModelUnavailableException if the model cannot answer now; it says whether a retry may
   *     help
   */
  ModelReply reply(ModelRequest request);
}
