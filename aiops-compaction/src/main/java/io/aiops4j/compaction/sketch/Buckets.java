package io.aiops4j.compaction.sketch;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * Counts of magnitudes by bucket, dense between the lowest and the highest bucket in use.
 *
 * <p>A bucket is the exponent and the first six bits of the mantissa of a double, so its number is
 * a shift of the bits: no logarithm, the same on every JDK, and in the order of the magnitudes. An
 * octave has 64 buckets, the widest (1/64 at the foot of the octave) answers within 0.78 %.
 *
 * <p>At most {@value #MOST} buckets below the highest are told apart; what lies lower counts in the
 * lowest of them. Where that boundary lies depends on the highest magnitude alone, so the counts
 * are the same in whatever order magnitudes come or counts are merged.
 */
final class Buckets {
  /** 32 octaves: from a microsecond to more than an hour. */
  static final int MOST = 2048;

  private static final int SHIFT = 46;
  private static final int ROOM = 64;

  private long[] counts = {};
  private int first;
  private int lowest = Integer.MAX_VALUE;
  private int highest = Integer.MIN_VALUE;
  private long total;

  /** {@return the bucket of a finite magnitude above 0} */
  static int of(double magnitude) {
    return (int) (Double.doubleToRawLongBits(magnitude) >>> SHIFT);
  }

  /** {@return the value that is nearest, relatively, to all of a bucket} */
  static double middle(int bucket) {
    double from = Double.longBitsToDouble((long) bucket << SHIFT);
    // The last bucket of all ends at infinity.
    double to = Math.min(Double.MAX_VALUE, Double.longBitsToDouble((bucket + 1L) << SHIFT));
    return from * (to / (from / 2 + to / 2));
  }

  void add(double magnitude) {
    add(of(magnitude), 1);
  }

  private void add(int bucket, long count) {
    if (bucket > highest) {
      rise(bucket);
    }
    int at = Math.max(bucket, highest - MOST + 1);
    if (at < lowest) {
      lowest = at;
      reserve(at, highest);
    }
    counts[at - first] += count;
    total += count;
  }

  void addAll(Buckets other) {
    for (int bucket = other.lowest; bucket <= other.highest; bucket++) {
      long count = other.counts[bucket - other.first];
      if (count > 0) {
        add(bucket, count);
      }
    }
  }

  long total() {
    return total;
  }

  /** {@return the value at a rank from the smallest magnitude on, 0 for the smallest} */
  double atRank(long rank) {
    long passed = 0;
    for (int bucket = lowest; bucket < highest; bucket++) {
      passed += counts[bucket - first];
      if (passed > rank) {
        return middle(bucket);
      }
    }
    return middle(highest);
  }

  /** {@return how many buckets lie between the lowest and the highest in use, both included} */
  int span() {
    return total == 0 ? 0 : highest - lowest + 1;
  }

  void write(StateWriter writer) {
    int used = 0;
    for (int bucket = lowest; bucket <= highest; bucket++) {
      used += counts[bucket - first] > 0 ? 1 : 0;
    }
    writer.count(used);
    int before = 0;
    for (int bucket = lowest; bucket <= highest; bucket++) {
      if (counts[bucket - first] > 0) {
        writer.count(bucket - before).count(counts[bucket - first]);
        before = bucket;
      }
    }
  }

  static Buckets read(StateReader reader) {
    Buckets buckets = new Buckets();
    int used = reader.parts(2);
    long bucket = 0;
    for (int i = 0; i < used; i++) {
      int step = reader.smallCount();
      long count = reader.count();
      bucket += step;
      boolean far = buckets.total > 0 && bucket - buckets.lowest >= MOST;
      boolean again = i > 0 && step == 0;
      boolean none = count == 0 || buckets.total + count < 0;
      if (bucket > of(Double.MAX_VALUE) || far || again || none) {
        throw reader.invalid("bucket " + bucket + " with " + count + " values fits no sketch");
      }
      buckets.add((int) bucket, count);
    }
    return buckets;
  }

  /** Makes a bucket the highest, and takes together what is now too low. */
  private void rise(int bucket) {
    int floor = bucket - MOST + 1;
    if (total == 0) {
      lowest = bucket;
    } else if (lowest < floor) {
      long below = 0;
      for (int low = lowest; low < Math.min(floor, highest + 1); low++) {
        below += counts[low - first];
        counts[low - first] = 0;
      }
      lowest = Math.min(floor, bucket);
      reserve(lowest, bucket);
      counts[lowest - first] += below;
    }
    highest = bucket;
    reserve(lowest, highest);
  }

  private void reserve(int from, int to) {
    if (from >= first && to < first + counts.length) {
      return;
    }
    int room = Math.min(ROOM, MOST - (to - from + 1));
    int start = from - room / 2;
    long[] grown = new long[to - from + 1 + room];
    int copyFrom = Math.max(first, start);
    int copyTo = Math.min(first + counts.length, start + grown.length);
    if (copyFrom < copyTo) {
      System.arraycopy(counts, copyFrom - first, grown, copyFrom - start, copyTo - copyFrom);
    }
    counts = grown;
    first = start;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Buckets that) || that.total != total || that.span() != span()) {
      return false;
    }
    return total == 0
        || lowest == that.lowest
            && Arrays.equals(
                counts,
                lowest - first,
                highest - first + 1,
                that.counts,
                lowest - that.first,
                highest - that.first + 1);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(total) * 31 + lowest;
  }
}
