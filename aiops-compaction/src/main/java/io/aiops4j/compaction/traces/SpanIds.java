package io.aiops4j.compaction.traces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids of spans as numbers: exact, never a hash.
 *
 * <p>The usual id, 16 lower-case hexadecimal digits, is its own 64 bits. Any other text gets the
 * next free number and is marked, so that the two sorts never meet. A table of trees finds texts,
 * so that ids made to collide cost a logarithm and not a list.
 */
final class SpanIds {
  private static final int HEX_DIGITS = 16;
  private static final byte[] DIGIT = digits();

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private boolean text;

  /** {@return the number of an id; {@link #isText()} says of which sort} */
  long of(String id) {
    if (id.length() == HEX_DIGITS) {
      long bits = 0;
      int bad = 0;
      for (int i = 0; i < HEX_DIGITS; i++) {
        char c = id.charAt(i);
        int digit = c < DIGIT.length ? DIGIT[c] : -1;
        bad |= digit;
        bits = bits << 4 | digit;
      }
      if (bad >= 0) {
        text = false;
        return bits;
      }
    }
    text = true;
    return number(Texts.bounded(id));
  }

  /** {@return whether the last id asked for is a text, and its number none of its own} */
  boolean isText() {
    return text;
  }

  private long number(String id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    numbers.put(id, texts.size());
    texts.add(id);
    return texts.size() - 1L;
  }

  /** {@return the text of a number} */
  String text(long number) {
    return texts.get((int) number);
  }

  /** Compares two ids in an order that does not depend on which came first. */
  int compare(boolean firstIsText, long first, boolean secondIsText, long second) {
    if (firstIsText != secondIsText) {
      return firstIsText ? 1 : -1;
    }
    return firstIsText && first != second
        ? text(first).compareTo(text(second))
        : Long.compareUnsigned(first, second);
  }

  private static byte[] digits() {
    byte[] digits = new byte['f' + 1];
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < 10; i++) {
      digits['0' + i] = (byte) i;
    }
    for (int i = 10; i < 16; i++) {
      digits['a' + i - 10] = (byte) i;
    }
    return digits;
  }
}
