package io.aiops4j.compaction.logs;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lines by minute. Beyond {@value #MOST} minutes the earliest are kept, whatever order lines come
 * in, and the lines of the others are counted without their minute. Not thread-safe.
 */
final class Minutes {
  static final int MOST = 20_000;

  private final TreeMap<Long, Integer> counts = new TreeMap<>();
  private long beyond;

  void add(long minute, int lines) {
    counts.merge(minute, lines, Integer::sum);
    if (counts.size() > MOST) {
      beyond += counts.pollLastEntry().getValue();
    }
  }

  void merge(Minutes other) {
    other.counts.forEach(this::add);
    beyond += other.beyond;
  }

  /** {@return the lines of each minute that is kept} */
  SortedMap<Long, Integer> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** {@return all lines, those beyond the bound too} */
  long lines() {
    return beyond + counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** {@return the lines whose minute is not kept} */
  long beyond() {
    return beyond;
  }

  void write(StateWriter out) {
    out.count(beyond).count(counts.size());
    counts.forEach((minute, count) -> out.number(minute).count(count));
  }

  static Minutes read(StateReader in) {
    Minutes read = new Minutes();
    read.beyond = in.count();
    for (int n = in.parts(2); n > 0; n--) {
      read.add(in.number(), in.smallCount());
    }
    return read;
  }
}
