package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLineTest {
  /** ASCII of every sort, blanks that few think of, and halves of surrogate pairs. */
  private static final String ALPHABET =
      "abc  ? \t\u0001\u001b\u001d\u007f\u0085\u00a0\u00e9\u07ff\u0800\u2003\uffff\ud83d\ude00";

  private final TokenLine line = new TokenLine(1_000, 100);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheTokensOfAnyTextWithTheirTextAndHash(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String text = text(random, random.nextInt(2) == 0 ? 5 : ALPHABET.length());
      List<String> expected = tokens(text);

      line.take(text);
      line.split();
      check(expected);

      line.take(text.toCharArray(), text.length());
      line.split();
      check(expected);

      line.take(text);
      line.split(new Delimiters(List.of("b", "\u00e9")));
      check(tokens(text.replace('b', ' ').replace('\u00e9', ' ')));
    }
  }

  @Test
  void doesNotTakeHalfOfASurrogatePairForAQuestionMark() {
    line.take("why? \ud83d");
    line.split();

    assertThat(line.text(0)).isEqualTo("why?");
    assertThat(line.text(1)).isEqualTo("\ud83d");
    line.take("?");
    line.split();
    assertThat(line.text(0)).isEqualTo("?");
  }

  private void check(List<String> expected) {
    assertThat(line.size).isEqualTo(expected.size());
    for (int t = 0; t < line.size; t++) {
      assertThat(line.text(t)).isEqualTo(expected.get(t));
      byte[] bytes = ByteWords.of(expected.get(t));
      assertThat(line.hashes[t]).isEqualTo(ByteWords.hash(bytes, 0, bytes.length - ByteWords.PAD));
    }
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    var token = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && !Blanks.isBlank(text.charAt(i))) {
        token.append(text.charAt(i));
      } else if (token.length() > 0) {
        tokens.add(token.toString());
        token.setLength(0);
      }
    }
    return tokens;
  }

  private static String text(Random random, int letters) {
    var text = new StringBuilder();
    for (int n = random.nextInt(40); n > 0; n--) {
      char c = ALPHABET.charAt(random.nextInt(letters));
      text.append(String.valueOf(c).repeat(1 + random.nextInt(random.nextInt(8) + 1)));
    }
    return text.toString();
  }
}
