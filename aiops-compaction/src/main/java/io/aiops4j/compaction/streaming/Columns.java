package io.aiops4j.compaction.streaming;

/** How columns grow: by an eighth, so that memory stays near what is used. */
final class Columns {
  private Columns() {}

  /** The length for at least {@code wanted} slots. */
  static int grown(int length, int wanted) {
    return length == 0 ? wanted : Math.max(wanted, length + (length >>> 3) + 16);
  }
}
