package io.aiops4j.api.llm;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What a model is asked. Immutable. */
public final class ModelRequest {
  private final String instructions;
  private final String prompt;
  private final String jsonSchema;
  private final int maxOutputTokens;
  private final long seed;
  private final Duration deadline;

  private ModelRequest(Builder builder) {
    this.instructions = builder.instructions;
    this.prompt = builder.prompt;
    this.jsonSchema = builder.jsonSchema;
    this.maxOutputTokens = builder.maxOutputTokens;
    this.seed = builder.seed;
    this.deadline = builder.deadline;
  }

  /**
   * {@return a builder of a request for free text of at most 2,000 tokens within a minute}
   *
   * @param instructions what the model is to do; trusted
   * @param prompt what it is to do it with; may hold untrusted text
   */
  public static Builder builder(String instructions, String prompt) {
    return new Builder(instructions, prompt);
  }

  /** {@return what the model is to do} */
  public String instructions() {
    return instructions;
  }

  /** {@return what it is to do it with} */
  public String prompt() {
    return prompt;
  }

  /** {@return the JSON schema of the wanted reply; empty for free text} */
  public String jsonSchema() {
    return jsonSchema;
  }

  /** {@return how many tokens the reply may have} */
  public int maxOutputTokens() {
    return maxOutputTokens;
  }

  /** {@return the seed, for models that take one} */
  public long seed() {
    return seed;
  }

  /** {@return how long the whole reply may take} */
  public Duration deadline() {
    return deadline;
  }

  /** Collects the options of a request. Not thread-safe. */
  public static final class Builder {
    private final String instructions;
    private final String prompt;
    private String jsonSchema = "";
    private int maxOutputTokens = 2_000;
    private long seed;
    private Duration deadline = Duration.ofMinutes(1);

    private Builder(String instructions, String prompt) {
      this.instructions = requireNonNull(instructions, "instructions");
      this.prompt = requireNonNull(prompt, "prompt");
    }

    /**
     * Asks for JSON; free text by default.
     *
     * @param jsonSchema of the wanted reply
     * @return this builder
     */
    public Builder jsonSchema(String jsonSchema) {
      this.jsonSchema = requireNonNull(jsonSchema, "jsonSchema");
      return this;
    }

    /**
     * Bounds the reply; 2,000 tokens by default.
     *
     * @param maxOutputTokens at least 1
     * @return this builder
     */
    public Builder maxOutputTokens(int maxOutputTokens) {
      this.maxOutputTokens = maxOutputTokens;
      return this;
    }

    /**
     * Sets the seed; 0 by default.
     *
     * @param seed for models that take one
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Sets the deadline; a minute by default.
     *
     * @param deadline of the whole reply, above zero
     * @return this builder
     */
    public Builder deadline(Duration deadline) {
      this.deadline = requireNonNull(deadline, "deadline");
      return this;
    }

    /**
     * {@return the request}
     *
     * @throws IllegalArgumentException if a bound is not above zero
     */
    public ModelRequest build() {
      if (maxOutputTokens < 1 || deadline.isNegative() || deadline.isZero()) {
        throw new IllegalArgumentException(
            "maxOutputTokens is "
                + maxOutputTokens
                + " and deadline "
                + deadline
                + "; both must be above zero");
      }
      return new ModelRequest(this);
    }
  }
}
