package io.aiops4j.compaction.redaction;

import java.util.List;

/** Finds PEM blocks; one without an end reaches to the end of the text. */
final class PemBlocks {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";

  private PemBlocks() {}

  static void find(String text, List<Redactor.Found> found) {
    int from = text.indexOf(BEGIN);
    while (from >= 0) {
      int end = text.indexOf(END, from + BEGIN.length());
      int close = end < 0 ? -1 : text.indexOf("-----", end + END.length());
      int to = close < 0 ? text.length() : close + 5;
      found.add(new Redactor.Found(from, to, "pem"));
      from = text.indexOf(BEGIN, to);
    }
  }
}
