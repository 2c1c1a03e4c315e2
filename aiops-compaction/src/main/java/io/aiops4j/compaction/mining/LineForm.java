package io.aiops4j.compaction.mining;

/** The lines of one masked text, or of the wildcards that many of them were folded into. */
final class LineForm {
  final int number;
  final String text;
  long lines;
  long firstMillis = Long.MAX_VALUE;
  long lastMillis = Long.MIN_VALUE;

  /** One line, redacted: of those that were kept, the first by time and then by text. */
  String example;

  /**
   * Whether other forms were folded into it, so that other lines than those of this very text may
   * belong to it. What a line brings of wildcards in its own text does not make it one.
   */
  boolean folded;

  /** The template's number and text as they were found last; 0 and empty before. */
  int template;

  String templateText = "";

  LineForm(int number, String text, String example) {
    this.number = number;
    this.text = text;
    this.example = example;
  }

  void see(long millis) {
    lines++;
    firstMillis = Math.min(firstMillis, millis);
    lastMillis = Math.max(lastMillis, millis);
  }

  /** Takes in what another form saw. */
  void take(LineForm that) {
    if (that.firstMillis < firstMillis
        || that.firstMillis == firstMillis && that.example.compareTo(example) < 0) {
      example = that.example;
    }
    lines += that.lines;
    firstMillis = Math.min(firstMillis, that.firstMillis);
    lastMillis = Math.max(lastMillis, that.lastMillis);
  }

  /** Whether a text has wildcards. */
  static boolean isWide(String text) {
    return text.contains(TemplateMatcher.ANY) || text.contains(TemplateMatcher.REST);
  }
}
