package io.aiops4j.compaction.baseline;

/**
 * How far out a series is.
 *
 * @param key the series
 * @param sigmas the size of the last sample's deviation, 0 or more
 */
public record Deviation(SeriesKey key, double sigmas) implements Comparable<Deviation> {
  /** The largest first; equal ones by name. */
  @Override
  public int compareTo(Deviation other) {
    int bySize = Double.compare(other.sigmas, sigmas);
    return bySize != 0 ? bySize : key.compareTo(other.key);
  }
}
