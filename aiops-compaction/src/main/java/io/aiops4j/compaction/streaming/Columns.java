package io.aiops4j.compaction.streaming;

/** How columns grow: by an eighth, so that memory stays near what is used. */
final class Columns {
  /** So many neighbours are taken together, that all their columns stay in the nearest cache. */
  static final int RUN = 256;

  private Columns() {}

  /** How many runs make up so many slots, the last one shorter than the others. */
  static int runs(int slots) {
    return (slots + RUN - 1) / RUN;
  }

  /** Whether slots are all of a run. */
  static boolean isRun(int from, int n, int slots) {
    return from % RUN == 0 && (n == RUN || from + n == slots);
  }

  /** The length for at least {@code wanted} slots. */
  static int grown(int length, int wanted) {
    return length == 0 ? wanted : Math.max(wanted, length + (length >>> 3) + 16);
  }
}
