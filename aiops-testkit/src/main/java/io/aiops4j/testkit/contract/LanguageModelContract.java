package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops4j.api.llm.LanguageModel;
import io.aiops4j.api.llm.ModelReply;
import io.aiops4j.api.llm.ModelRequest;
import io.aiops4j.api.llm.ModelUnavailableException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link LanguageModel} must hold. Extend it to test yours. */
public abstract class LanguageModelContract {
  /** For subclasses. */
  protected LanguageModelContract() {}

  /** {@return a model that answers} */
  protected abstract LanguageModel newModel();

  /** {@return a model that cannot answer now, if there is a way to make one; empty by default} */
  protected Optional<LanguageModel> newUnavailableModel() {
    return Optional.empty();
  }

  /** A reply says what, by whom, and what it cost. */
  @Test
  public void repliesAndSaysWhoAndHowMuch() {
    ModelReply reply = newModel().reply(request().build());
    assertThat(reply).isNotNull();
    assertThat(reply.model()).isNotBlank();
    assertThat(reply.usage().input()).as("tokens read").isPositive();
  }

  /** A reply keeps the bound it was given. */
  @Test
  public void keepsTheBoundOfOutputTokens() {
    ModelReply reply = newModel().reply(request().maxOutputTokens(5).build());
    assertThat(reply.usage().output()).isLessThanOrEqualTo(5);
  }

  /** Several agents ask at the same time. */
  @Test
  public void repliesOnManyThreads() {
    LanguageModel model = newModel();
    List<Callable<ModelReply>> askers =
        Collections.nCopies(3, () -> model.reply(request().build()));
    assertThat(Threads.together(askers)).doesNotContainNull();
  }

  /** Who interrupts a caller still finds it interrupted. */
  @Test
  public void keepsTheInterruptFlag() {
    LanguageModel model = newModel();
    Thread.currentThread().interrupt();
    try {
      model.reply(request().build());
    } catch (ModelUnavailableException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
    }
  }

  /** What cannot answer says so in the one way the loop understands. */
  @Test
  public void saysThatItCannotAnswer() {
    Optional<LanguageModel> model = newUnavailableModel();
    assumeTrue(model.isPresent(), "no model that cannot answer");
    try {
      ModelReply reply = model.orElseThrow().reply(request().build());
      throw new AssertionError("it should not answer, but says: " + reply.text());
    } catch (ModelUnavailableException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static ModelRequest.Builder request() {
    return ModelRequest.builder("Answer in one word.", "Which colour has the sky at noon?")
        .maxOutputTokens(50)
        .deadline(Duration.ofSeconds(30));
  }
}
