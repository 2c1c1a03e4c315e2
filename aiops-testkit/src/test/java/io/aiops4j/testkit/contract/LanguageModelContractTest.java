package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.llm.LanguageModel;
import io.aiops4j.api.llm.ModelReply;
import io.aiops4j.api.llm.TokenUsage;
import io.aiops4j.testkit.model.ScriptedModel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageModelContractTest extends LanguageModelContract {
  @Override
  protected LanguageModel newModel() {
    return ScriptedModel.builder().reply("It is blue, as everybody can see.").forever().build();
  }

  @Override
  protected Optional<LanguageModel> newUnavailableModel() {
    return Optional.of(ScriptedModel.builder().timeOut().build());
  }

  @Test
  void rejectsAModelThatDoesNotSayWhoItIs() {
    assertRejects(
        of(request -> new ModelReply("blue", "", new TokenUsage(9, 1)))
            ::repliesAndSaysWhoAndHowMuch);
    assertRejects(
        of(request -> new ModelReply("blue", "m", new TokenUsage(0, 1)))
            ::repliesAndSaysWhoAndHowMuch);
  }

  @Test
  void rejectsAModelThatKeepsNoBound() {
    assertRejects(
        of(request -> new ModelReply("blue", "m", new TokenUsage(9, 4_000)))
            ::keepsTheBoundOfOutputTokens);
  }

  @Test
  void rejectsAModelThatSwallowsAnInterrupt() {
    assertRejects(
        of(
                request -> {
                  Thread.interrupted();
                  return new ModelReply("blue", "m", new TokenUsage(9, 1));
                })
            ::keepsTheInterruptFlag);
  }

  @Test
  void rejectsAModelThatMakesAnAnswerUpWhenItHasNone() {
    assertRejects(
        of(request -> new ModelReply("", "m", new TokenUsage(9, 0)))::saysThatItCannotAnswer);
  }

  private static LanguageModelContract of(LanguageModel model) {
    return new LanguageModelContract() {
      @Override
      protected LanguageModel newModel() {
        return model;
      }

      @Override
      protected Optional<LanguageModel> newUnavailableModel() {
        return Optional.of(model);
      }
    };
  }
}
