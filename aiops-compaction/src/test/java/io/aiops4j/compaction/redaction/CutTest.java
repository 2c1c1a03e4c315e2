package io.aiops4j.compaction.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTest {
  private static final String TWO = "\ud83d\ude00\ud83d\ude01";

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(Cut.head(TWO, 4)).isEqualTo(TWO);
    assertThat(Cut.shown(TWO, 4)).isEqualTo(TWO);
    assertThat(Cut.head("", 0)).isEmpty();
  }

  @Test
  void neverCutsACharacterInHalf() {
    assertThat(Cut.head(TWO, 3)).isEqualTo("\ud83d\ude00");
    assertThat(Cut.head(TWO, 2)).isEqualTo("\ud83d\ude00");
    assertThat(Cut.head(TWO, 1)).isEmpty();
    assertThat(Cut.shown("a" + TWO, 3)).isEqualTo("a…");
    assertThat(Cut.head("abc", 2)).isEqualTo("ab");
  }

  @Test
  void halfACharacterThatCameAloneIsCutLikeAnyOther() {
    assertThat(Cut.head("\ud83d\ud83dx", 1)).isEqualTo("\ud83d");
  }
}
