package io.aiops4j.api.compaction;

/**
 * Says how many tokens of a model a text takes, without asking the model.
 *
 * <p>A pure function, thread-safe: the same text always counts the same, or two looks at the same
 * telemetry would keep different evidence. To be on the safe side it may say more than the model
 * will count, never less. Called once for each piece of evidence, so it should be linear.
 */
@FunctionalInterface
public interface TokenEstimator {
  /**
   * One token for each four bytes of UTF-8, and one: about right for English in the tokenizers of
   * the large models.
   */
  TokenEstimator BYTES = text -> utf8Bytes(text) / 4 + 1;

  /**
   * {@return how many tokens the text takes, at least 0}
   *
   * @param text any, untrusted
   */
  int tokens(String text);

  private static int utf8Bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (pair) {
          bytes += 2; // four bytes in two units
          i++;
        } else if (!Character.isSurrogate(c)) { // half of a pair is written as one '?'
          bytes += c < 0x800 ? 1 : 2;
        }
      }
    }
    return bytes;
  }
}
