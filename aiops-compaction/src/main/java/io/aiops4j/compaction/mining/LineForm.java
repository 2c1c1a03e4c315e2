package io.aiops4j.compaction.mining;

import org.jspecify.annotations.Nullable;

/**
 * The lines of one masked text, of the texts of one {@link LineShape}, or of the wildcards that
 * many of them were folded into.
 */
final class LineForm {
  final int number;

  /** What its lines share, with {@code <*>} where those of one shape differ. */
  String text;

  /** Where what varies stands in the text: bounds of each place. */
  private int[] holes = {};

  /** How many of these places still hold the one text that all lines have there. */
  private int closed;

  private @Nullable TemplateMatcher matcher;

  /** The form that its lines count for: itself until it is folded into another. */
  LineForm home = this;

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

  /** Says what shape the text has. */
  void setShape(LineShape shape) {
    holes = shape.holes();
    closed = 0;
    for (int i = 0; i < holes.length; i += 2) {
      closed += isOpen(i) ? 0 : 1;
    }
  }

  /** Whether a text of the same shape has nothing that this one does not allow for. */
  boolean covers(char[] line, LineShape shape) {
    if (closed > 0) {
      for (int i = 0; i < holes.length; i += 2) {
        if (!isOpen(i) && !sameHole(i, line, shape)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Allows for what a text of the same shape has. */
  void widen(char[] line, LineShape shape) {
    StringBuilder wide = new StringBuilder(text.length());
    int[] bounds = new int[holes.length];
    int at = 0;
    for (int i = 0; i < holes.length; i += 2) {
      wide.append(text, at, holes[i]);
      bounds[i] = wide.length();
      if (isOpen(i) || sameHole(i, line, shape)) {
        wide.append(text, holes[i], holes[i + 1]);
      } else {
        wide.append(TemplateMatcher.ANY);
        closed--;
      }
      bounds[i + 1] = wide.length();
      at = holes[i + 1];
    }
    text = wide.append(text, at, text.length()).toString();
    holes = bounds;
    matcher = null;
  }

  /** {@return what says whether a line fits the text} */
  TemplateMatcher matcher() {
    if (matcher == null) {
      matcher = TemplateMatcher.of(text);
    }
    return matcher;
  }

  private boolean isOpen(int hole) {
    return holes[hole + 1] - holes[hole] == 3 && text.charAt(holes[hole] + 1) == '*';
  }

  private boolean sameHole(int hole, char[] line, LineShape shape) {
    int from = shape.bound(hole);
    int length = shape.bound(hole + 1) - from;
    if (holes[hole + 1] - holes[hole] != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(holes[hole] + i) != line[from + i]) {
        return false;
      }
    }
    return true;
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
