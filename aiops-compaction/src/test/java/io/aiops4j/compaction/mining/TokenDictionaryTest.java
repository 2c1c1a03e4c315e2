package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDictionaryTest {
  private static final long ONE_HASH = 42;
  private static final int LETTERS = 10;

  @Test
  void knowsOnlyWhatIsHeld() {
    var dictionary = new TokenDictionary("<*>");
    var line = line("disk sda <*> failed");

    int sda = dictionary.acquire("sda");

    assertThat(dictionary.find(line, 0)).isEqualTo(TokenDictionary.UNKNOWN);
    assertThat(dictionary.find(line, 1)).isEqualTo(sda);
    assertThat(dictionary.find(line, 2)).isEqualTo(TokenDictionary.WILDCARD);
    assertThat(dictionary.find(line, 3)).isEqualTo(TokenDictionary.UNKNOWN);
  }

  @Test
  void forgetsATokenWithItsLastHolder() {
    var dictionary = new TokenDictionary("<*>");
    int id = dictionary.acquire("sda");
    dictionary.hold(id);

    dictionary.release(id);
    assertThat(dictionary.text(id)).isEqualTo("sda");

    dictionary.release(id);
    assertThat(dictionary.size()).isEqualTo(1);
    assertThat(dictionary.acquire("sdb")).as("the number is used again").isEqualTo(id);
  }

  @Test
  void aLookUpStaysShortWhenTokensWereWrittenToHaveOneHash() {
    var dictionary = new TokenDictionary("<*>");
    int[] ids = new int[50_000];
    for (int i = 0; i < ids.length; i++) {
      byte[] token = token(i);
      ids[i] = dictionary.acquire(token, 0, LETTERS, ONE_HASH);
    }

    assertThat(dictionary.crowded())
        .as("all but a run of slots")
        .isEqualTo(ids.length - TokenDictionary.LONGEST_RUN);
    for (int i = 0; i < ids.length; i++) {
      assertThat(dictionary.find(token(i), 0, LETTERS, ONE_HASH)).isEqualTo(ids[i]);
      if (i % 2 == 0) {
        dictionary.release(ids[i]);
      }
    }
    for (int i = 0; i < ids.length; i++) {
      assertThat(dictionary.find(token(i), 0, LETTERS, ONE_HASH))
          .isEqualTo(i % 2 == 0 ? TokenDictionary.UNKNOWN : ids[i]);
    }
    assertThat(dictionary.size()).isEqualTo(1 + ids.length / 2);
  }

  @Test
  void aLookUpOfATextStaysShortWhenTextsWereWrittenToHaveOneHash() {
    var table = new FormTable();
    List<char[]> texts = ofOneHash(50_000);
    for (int i = 0; i < texts.size(); i++) {
      char[] text = texts.get(i);
      table.put(text, text.length, hash(text), new LineForm(i, new String(text), ""));
    }

    assertThat(table.crowded()).isEqualTo(texts.size() - FormTable.LONGEST_RUN);
    for (char[] text : texts) {
      LineForm form = table.find(text, text.length, hash(text));
      assertThat(form).isNotNull();
      assertThat(form.text).isEqualTo(new String(text));
    }
    char[] another = "another".toCharArray();
    assertThat(table.find(another, another.length, hash(another))).isNull();
  }

  private static int hash(char[] text) {
    return TokenLine.hash(text, 0, text.length);
  }

  private static byte[] token(int number) {
    return ByteWords.of(Integer.toString(1_000_000_000 + number));
  }

  /** Tokens of one length and one hash: each of 16 pairs of characters is one of two equal ones. */
  private static List<char[]> ofOneHash(int count) {
    // The hash of a pair is the first times this plus the second, before its bits are mixed.
    int factor = 0x9E3779B1;
    int more = 1;
    while (Math.abs(more * factor) > 60_000) {
      more++;
    }
    int less = more * factor;
    char first = 0x100;
    char second = (char) (less > 0 ? 0x100 + less : 0x100);
    char otherFirst = (char) (first + more);
    char otherSecond = (char) (second - less);
    List<char[]> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      char[] token = new char[32];
      for (int pair = 0; pair < 16; pair++) {
        boolean isOther = (i >> pair & 1) != 0;
        token[2 * pair] = isOther ? otherFirst : first;
        token[2 * pair + 1] = isOther ? otherSecond : second;
      }
      tokens.add(token);
    }
    int hash = TokenLine.hash(tokens.get(0), 0, 32);
    assertThat(tokens).allMatch(token -> TokenLine.hash(token, 0, 32) == hash);
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsWhatAMapOfCountsHolds(long seed) {
    var random = new Random(seed);
    var dictionary = new TokenDictionary("<*>");
    Map<String, Integer> counts = new HashMap<>();
    List<String> held = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (held.isEmpty() || random.nextInt(100) < 52) {
        String token = Integer.toString(random.nextInt(3_000), 3);
        dictionary.acquire(token);
        counts.merge(token, 1, Integer::sum);
        held.add(token);
      } else {
        String token = held.remove(random.nextInt(held.size()));
        dictionary.release(find(dictionary, token));
        counts.merge(token, -1, (a, b) -> a + b == 0 ? null : a + b);
      }
    }

    assertThat(dictionary.size()).isEqualTo(counts.size() + 1);
    for (int i = 0; i < 3_000; i++) {
      String token = Integer.toString(i, 3);
      int id = find(dictionary, token);
      assertThat(id >= 0).as(token).isEqualTo(counts.containsKey(token));
      assertThat(id < 0 ? token : dictionary.text(id)).isEqualTo(token);
    }
  }

  @Test
  void splitsAtWhatPythonCallsWhiteSpace() {
    TokenLine line = line("\u00a0a\u2003b\u001cc\u0085d\u200be\t\n");

    assertThat(line.size).isEqualTo(4);
    assertThat(line.text(3)).as("a zero-width space is none").isEqualTo("d\u200be");
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void splitsPlainTextAsItSplitsAnyOther(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      int n = random.nextInt(30);
      for (int k = 0; k < n; k++) {
        text.append(random.nextInt(3) == 0 ? ' ' : (char) ('!' + random.nextInt(94)));
      }
      TokenLine line = line(text.toString());
      List<String> tokens = new ArrayList<>();
      for (int k = 0; k < line.size; k++) {
        tokens.add(line.text(k));
      }
      assertThat(tokens)
          .as("'%s'", text)
          .isEqualTo(
              text.toString().isBlank() ? List.of() : List.of(text.toString().strip().split(" +")));
    }
  }

  @Test
  void cutsALineAtItsBounds() {
    var line = new TokenLine(10, 3);
    line.take("a b c d e f g");
    line.split();

    assertThat(line.size).isEqualTo(3);
    line.take("abcdefghijklmnop");
    line.split();
    assertThat(line.text(0)).isEqualTo("abcdefghij");
  }

  @Test
  void aMapOfNumbersForgetsWhatIsRemoved() {
    var map = new IntMap<String>(String[]::new);
    for (int i = 0; i < 500; i++) {
      map.put(i * 7, "v" + i);
    }
    for (int i = 0; i < 500; i += 2) {
      map.remove(i * 7);
    }

    assertThat(map.size()).isEqualTo(250);
    for (int i = 0; i < 500; i++) {
      assertThat(map.get(i * 7)).isEqualTo(i % 2 == 0 ? null : "v" + i);
    }
    assertThat(map.keys()).hasSize(250).startsWith(7, 21).isSorted();
  }

  private static TokenLine line(String text) {
    var line = new TokenLine(1000, 100);
    line.take(text);
    line.split();
    return line;
  }

  private static int find(TokenDictionary dictionary, String token) {
    byte[] bytes = ByteWords.of(token);
    int end = bytes.length - ByteWords.PAD;
    return dictionary.find(bytes, 0, end, ByteWords.hash(bytes, 0, end));
  }
}
