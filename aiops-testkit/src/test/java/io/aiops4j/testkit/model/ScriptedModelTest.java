package io.aiops4j.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.llm.ModelRequest;
import io.aiops4j.api.llm.ModelUnavailableException;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {
  private static final ModelRequest REQUEST = ModelRequest.builder("Say yes.", "Now.").build();

  @Test
  void followsItsScriptAndRemembersWhatItWasAsked() {
    ScriptedModel model =
        ScriptedModel.builder().reply("yes").garbage().answer(r -> r.prompt()).build();

    assertThat(model.reply(REQUEST).text()).isEqualTo("yes");
    assertThat(model.reply(REQUEST).text()).isEqualTo(ScriptedModel.GARBAGE);
    assertThat(model.reply(REQUEST).text()).isEqualTo("Now.");
    assertThat(model.requests()).containsExactly(REQUEST, REQUEST, REQUEST);
  }

  @Test
  void saysWhetherARetryMayHelp() {
    ScriptedModel model = ScriptedModel.builder().timeOut().refusal().reply("yes").build();

    assertUnavailable(model, true);
    assertUnavailable(model, false);
    assertThat(model.reply(REQUEST).text()).isEqualTo("yes");
    assertUnavailable(model, false);
  }

  @Test
  void repeatsItsLastLineForever() {
    ScriptedModel model = ScriptedModel.builder().reply("no").reply("yes").forever().build();

    assertThat(model.reply(REQUEST).text()).isEqualTo("no");
    assertThat(model.reply(REQUEST).text()).isEqualTo("yes");
    assertThat(model.reply(REQUEST).text()).isEqualTo("yes");
  }

  private static void assertUnavailable(ScriptedModel model, boolean retryable) {
    assertThatThrownBy(() -> model.reply(REQUEST))
        .isInstanceOfSatisfying(
            ModelUnavailableException.class, e -> assertThat(e.retryable()).isEqualTo(retryable));
  }
}
