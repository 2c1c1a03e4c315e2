package io.aiops4j.compaction.redaction;

/** Cuts texts that others chose to a length that can be shown. Pure functions, O(length). */
public final class Cut {
  private Cut() {}

  /**
   * {@return the text, or as much of its head as fits; never half of a character}
   *
   * @param text any
   * @param longest how many {@code char}s may stay, at least 0; a pair of surrogates stays whole,
   *     so it may be one less
   */
  public static String head(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean inPair =
        longest > 0
            && Character.isHighSurrogate(text.charAt(longest - 1))
            && Character.isLowSurrogate(text.charAt(longest));
    return text.substring(0, inPair ? longest - 1 : longest);
  }

  /**
   * {@return the text, or its head with an ellipsis behind it that says so}
   *
   * @param text any
   * @param longest how many {@code char}s the result may have, at least 1
   */
  public static String shown(String text, int longest) {
    return text.length() <= longest ? text : head(text, longest - 1) + "…";
  }
}
