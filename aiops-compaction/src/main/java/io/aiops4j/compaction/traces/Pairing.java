package io.aiops4j.compaction.traces;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** Combines two series whose samples are taken at almost the same times. */
final class Pairing {
  /** Samples belong together if they are at most this far apart. */
  private static final long APART_MILLIS = 30_000;

  private Pairing() {}

  /**
   * {@return the combined values at the times of the first series that have a partner; what is not
   * finite is left out}
   */
  static SortedMap<Long, Double> combine(
      SortedMap<Long, Double> first,
      SortedMap<Long, Double> second,
      DoubleBinaryOperator operator) {
    TreeMap<Long, Double> partners = new TreeMap<>(second);
    SortedMap<Long, Double> combined = new TreeMap<>();
    first.forEach(
        (time, value) -> {
          Map.Entry<Long, Double> before = partners.floorEntry(time);
          Map.Entry<Long, Double> after = partners.ceilingEntry(time);
          boolean later =
              before == null || after != null && after.getKey() - time < time - before.getKey();
          Map.Entry<Long, Double> nearest = later ? after : before;
          if (nearest != null && Math.abs(nearest.getKey() - time) <= APART_MILLIS) {
            double both = operator.applyAsDouble(value, nearest.getValue());
            if (Double.isFinite(both)) {
              combined.put(time, both);
            }
          }
        });
    return combined;
  }
}
