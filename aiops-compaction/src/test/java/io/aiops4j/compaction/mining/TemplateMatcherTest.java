package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateMatcherTest {
  @Test
  void aRestMatchesAnyNumberOfPieces() {
    TemplateMatcher matcher = TemplateMatcher.of("<**> link down <**>");
    assertThat(matcher.matches("link down")).isTrue();
    assertThat(matcher.matches("mlx5: the link down again now")).isTrue();
    assertThat(matcher.matches("the link down.")).isTrue();
    assertThat(matcher.matches("link is down")).isFalse();
  }

  @Test
  void aWildcardMatchesOnePieceWithItsBlank() {
    TemplateMatcher matcher = TemplateMatcher.of("user=<*> left");
    assertThat(matcher.matches("user=ann left")).isTrue();
    assertThat(matcher.matches("user=12.5 left")).isTrue();
    assertThat(matcher.matches("user= ann left")).isFalse();
    assertThat(matcher.matches("user=ann bob left")).isFalse();
  }

  @Test
  void masksMatchWhatTheyMask() {
    TemplateMatcher matcher = TemplateMatcher.of("GPU <NUM> at <PCI> is lost.");
    assertThat(matcher.matches("GPU 3 at 0000:ab:00.0 is lost.")).isTrue();
    assertThat(matcher.matches("GPU x at 0000:ab:00.0 is lost.")).isFalse();
  }

  @Test
  void secretsMatchAsTheyAreShown() {
    assertThat(TemplateMatcher.of("got token=[redacted:secret] ok").matches("got token=abc1 ok"))
        .isTrue();
    assertThat(TemplateMatcher.of("got token=<*> ok").matches("got token=abc1 ok")).isTrue();
  }

  @Test
  void namesTheWordsThatEveryMatchHas() {
    assertThat(TemplateMatcher.of("<**> GPU <NUM> fell off eth0, <*>").words())
        .containsExactly("GPU", "fell", "off");
  }
}
