package io.aiops4j.api.llm;

/**
 * How many tokens a reply took.
 *
 * @param input tokens read, 0 or more
 * @param output tokens written, 0 or more
 */
public record TokenUsage(long input, long output) {
  /** Checks the numbers. */
  public TokenUsage {
    if (input < 0 || output < 0) {
      throw new IllegalArgumentException(
          "Token counts are " + input + " and " + output + "; they cannot be negative");
    }
  }

  /**
   * {@return both together}
   *
   * @param other further usage
   */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(input + other.input, output + other.output);
  }
}
