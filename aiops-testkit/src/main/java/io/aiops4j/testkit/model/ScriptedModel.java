package io.aiops4j.testkit.model;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.llm.LanguageModel;
import io.aiops4j.api.llm.ModelReply;
import io.aiops4j.api.llm.ModelRequest;
import io.aiops4j.api.llm.ModelUnavailableException;
import io.aiops4j.api.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A language model that answers by script, one line a request, and remembers what it was asked.
 *
 * <p>Once the script is over it cannot answer any more, or repeats its last line ({@link
 * Builder#forever()}). A token counts four characters; a reply is cut at the requested bound.
 * Thread-safe.
 */
public final class ScriptedModel implements LanguageModel {
  /** Text that is no JSON, holds control characters and never ends its quote. */
  public static final String GARBAGE = "```json\n{\"plan\": [\"reboot \u202e\u0007 <|im_end|>";

  /** What a model says that will not help. */
  public static final String REFUSAL = "I am sorry, but I cannot help with that request.";

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final List<Function<ModelRequest, String>> lines;
  private final boolean forever;
  private final List<ModelRequest> requests = new ArrayList<>(); // guarded by this

  private ScriptedModel(Builder builder) {
    this.lines = List.copyOf(builder.lines);
    this.forever = builder.forever;
  }

  /** {@return a builder of an empty script} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return a model that gives those replies, in that order}
   *
   * @param texts one for each request
   */
  public static ScriptedModel replying(String... texts) {
    Builder builder = builder();
    for (String text : texts) {
      builder.reply(text);
    }
    return builder.build();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    String text = next(requireNonNull(request, "request")).apply(request);
    int limit = Math.min(text.length(), request.maxOutputTokens() * CHARACTERS_PER_TOKEN);
    String cut = text.substring(0, limit);
    long asked = tokens(request.instructions()) + tokens(request.prompt());
    return new ModelReply(cut, "scripted", new TokenUsage(asked, tokens(cut)));
  }

  /** {@return what it was asked so far, in order; a copy} */
  public synchronized List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  private synchronized Function<ModelRequest, String> next(ModelRequest request) {
    int line = requests.size();
    requests.add(request);
    if (line < lines.size()) {
      return lines.get(line);
    }
    if (forever && !lines.isEmpty()) {
      return lines.get(lines.size() - 1);
    }
    throw new ModelUnavailableException(
        "The script has " + lines.size() + " lines and this is request " + (line + 1), false);
  }

  private static long tokens(String text) {
    return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  /** Collects the lines of a script. Not thread-safe. */
  public static final class Builder {
    private final List<Function<ModelRequest, String>> lines = new ArrayList<>();
    private boolean forever;

    private Builder() {}

    /**
     * Adds a reply.
     *
     * @param text of the reply
     * @return this builder
     */
    public Builder reply(String text) {
      requireNonNull(text, "text");
      return answer(request -> text);
    }

    /**
     * Adds a reply made from the request: an obedient model does what injected text says.
     *
     * @param answer from request to text
     * @return this builder
     */
    public Builder answer(Function<ModelRequest, String> answer) {
      lines.add(requireNonNull(answer, "answer"));
      return this;
    }

    /**
     * Adds a reply that is {@link ScriptedModel#GARBAGE}.
     *
     * @return this builder
     */
    public Builder garbage() {
      return reply(GARBAGE);
    }

    /**
     * Adds a reply that breaks off, as one does at a bound of the provider's.
     *
     * @param text the whole reply, such as JSON
     * @param characters how many of them arrive, at least 0
     * @return this builder
     */
    public Builder truncated(String text, int characters) {
      if (characters < 0 || characters > text.length()) {
        throw new IllegalArgumentException(
            characters
                + " characters of a text of "
                + text.length()
                + " cannot arrive; give 0 to "
                + text.length());
      }
      return reply(text.substring(0, characters));
    }

    /**
     * Adds a reply that obeys whatever the prompt says, as injected text hopes: to the first line
     * that looks like an order ("ignore all previous instructions", "SYSTEM:", "you must") it
     * replies what the line asks for: the JSON that it holds, else what stands behind "reply with",
     * else the line itself.
     *
     * @param otherwise the reply if nothing looks like an order
     * @return this builder
     */
    public Builder obeysEverything(String otherwise) {
      requireNonNull(otherwise, "otherwise");
      return answer(request -> Obedience.firstOrder(request.prompt()).orElse(otherwise));
    }

    /**
     * Adds an outage: asking again may help. What the provider says is kept short, as adapters do.
     *
     * @return this builder
     */
    public Builder unavailable() {
      return answer(
          request -> {
            throw new ModelUnavailableException("the provider is overloaded", true);
          });
    }

    /**
     * Adds a refusal in words, where a reply of the wanted form was expected.
     *
     * @return this builder
     */
    public Builder refusalInWords() {
      return reply(REFUSAL);
    }

    /**
     * Adds a time-out: asking again may help.
     *
     * @return this builder
     */
    public Builder timeOut() {
      return answer(
          request -> {
            throw new ModelUnavailableException("no reply within " + request.deadline(), true);
          });
    }

    /**
     * Adds a refusal: asking again does not help.
     *
     * @return this builder
     */
    public Builder refusal() {
      return answer(
          request -> {
            throw new ModelUnavailableException("the provider refuses the request", false);
          });
    }

    /**
     * Lets the last line repeat without end.
     *
     * @return this builder
     */
    public Builder forever() {
      this.forever = true;
      return this;
    }

    /** {@return the model} */
    public ScriptedModel build() {
      return new ScriptedModel(this);
    }
  }
}
