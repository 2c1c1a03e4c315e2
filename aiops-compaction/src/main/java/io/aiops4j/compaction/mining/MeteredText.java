package io.aiops4j.compaction.mining;

import org.jspecify.annotations.Nullable;

/**
 * A text that may be looked at only so often: what keeps a regular expression that backtracks
 * without end from taking a thread with it. The budget is counted in characters read, not in time,
 * so that the same line always ends the same way.
 */
final class MeteredText implements CharSequence {
  /** Thrown when the budget is spent. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spent() {
      super("A regular expression read a line too often", null, false, false);
    }
  }

  private static final int LEAST = 1_000_000;
  private static final int PER_CHARACTER = 200;

  private final String text;
  private long left;

  MeteredText(String text) {
    this.text = text;
    this.left = LEAST + (long) PER_CHARACTER * text.length();
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new Spent();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return text;
  }
}
