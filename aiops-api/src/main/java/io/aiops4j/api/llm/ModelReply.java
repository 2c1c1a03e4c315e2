package io.aiops4j.api.llm;

import static java.util.Objects.requireNonNull;

/**
 * What a model answered. The text is untrusted: parse it, refuse what does not fit.
 *
 * @param text the answer
 * @param model which model answered, as the provider names it
 * @param usage what it cost
 */
public record ModelReply(String text, String model, TokenUsage usage) {
  /** Checks the parts. */
  public ModelReply {
    requireNonNull(text, "text");
    requireNonNull(model, "model");
    requireNonNull(usage, "usage");
  }
}
