package io.aiops4j.compaction.sketch;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * Quantiles of many numbers, within 1 % of the value, in little memory.
 *
 * <p>Up to {@value #EXACT} values are kept as they are and answered exactly (linear between
 * neighbours). Beyond, they are counted in logarithmic buckets, and a quantile is the value at its
 * rank within {@value #RELATIVE_ACCURACY} relative; the smallest and the largest value stay exact.
 * At most 2048 buckets a sign are told apart, which is a range of 1 to 4 billion: of values spread
 * wider, those nearest to zero count as the smallest magnitude that is told apart, so that low
 * quantiles may come out too far from zero, and high ones stay right.
 *
 * <p>Any numbers: zero and numbers nearer to it than the smallest normal double count as zero,
 * negative ones have buckets of their own, and what is not finite is passed over.
 *
 * <p>Merging is exact: a sketch depends on the values alone, not on their order or on how they were
 * split over sketches, and so does its state, byte for byte. Adding costs no allocation once the
 * range has been seen, and about 5 ns; memory 8 bytes for each bucket between the lowest and the
 * highest in use. Not thread-safe.
 *
 * <p>After C. Masson, J. E. Rim, H. K. Lee: DDSketch, VLDB 2019; with buckets that are linear
 * within an octave, which needs no logarithm and twice the buckets.
 */
public final class QuantileSketch {
  /** Up to so many values are kept exactly. */
  public static final int EXACT = 64;

  /** The largest relative error of a quantile of more values: half a bucket. */
  public static final double RELATIVE_ACCURACY = 0.01;

  private static final String KIND = "quantile-sketch";
  private static final int VERSION = 1;
  private static final double SMALLEST = Double.MIN_NORMAL;

  private double[] exact = new double[4];
  private int kept;
  private boolean dense;
  private Buckets positive = new Buckets();
  private Buckets negative = new Buckets();
  private long zeros;
  private long count;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /** Makes an empty sketch. */
  public QuantileSketch() {}

  /**
   * Counts a value.
   *
   * @param value any; passed over if it is not finite
   */
  public void add(double value) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      return;
    }
    // One zero: -0.0 would be another content with the same value.
    double finite = value + 0.0;
    count++;
    least = finite < least ? finite : least;
    most = finite > most ? finite : most;
    if (dense) {
      bucket(finite);
    } else {
      keep(finite);
    }
  }

  /**
   * Takes over what another sketch counted.
   *
   * @param other unchanged
   */
  public void merge(QuantileSketch other) {
    requireNonNull(other, "other");
    count += other.count;
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
    if (!other.dense) {
      // A copy: the other may be this one.
      for (double value : Arrays.copyOf(other.exact, other.kept)) {
        if (dense) {
          bucket(value);
        } else {
          keep(value);
        }
      }
      return;
    }
    spill();
    positive.addAll(other.positive);
    negative.addAll(other.negative);
    zeros += other.zeros;
  }

  /** {@return how many values were counted} */
  public long count() {
    return count;
  }

  /** {@return whether every value is kept, so that quantiles are exact} */
  public boolean isExact() {
    return !dense;
  }

  /**
   * {@return the value below which a share of all values lies}
   *
   * @param quantile 0 to 1; 0.5 is the median
   * @throws IllegalStateException if nothing was counted
   */
  public double quantile(double quantile) {
    if (!(quantile >= 0 && quantile <= 1)) {
      throw new IllegalArgumentException(
          "Quantile " + Canonical.number(quantile) + " does not lie in 0 to 1");
    }
    if (count == 0) {
      throw new IllegalStateException("An empty sketch has no quantile; ask count() first");
    }
    double position = quantile * (count - 1);
    if (!dense) {
      double[] sorted = sorted();
      int below = (int) position;
      int above = Math.min(below + 1, kept - 1);
      return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
    long rank = (long) (position + 0.5);
    if (rank == 0 || rank >= count - 1) {
      return rank == 0 ? least : most;
    }
    return Math.max(least, Math.min(most, atRank(rank)));
  }

  /**
   * Writes what was counted as a part of a larger state.
   *
   * @param writer to write to
   */
  public void writeTo(StateWriter writer) {
    writer.flag(dense);
    if (!dense) {
      writer.count(kept);
      for (double value : sorted()) {
        writer.real(value);
      }
      return;
    }
    writer.real(least).real(most).count(zeros);
    positive.write(writer);
    negative.write(writer);
  }

  /**
   * {@return the sketch that was written as a part of a larger state}
   *
   * @param reader to read from
   */
  public static QuantileSketch readFrom(StateReader reader) {
    QuantileSketch sketch = new QuantileSketch();
    if (!reader.flag()) {
      int values = reader.parts(8);
      for (int i = 0; i < values; i++) {
        double value = reader.real();
        if (values > EXACT || !Double.isFinite(value)) {
          throw reader.invalid("a sketch keeps " + values + " values, or one that is not finite");
        }
        sketch.add(value);
      }
      return sketch;
    }
    sketch.dense = true;
    sketch.least = reader.real();
    sketch.most = reader.real();
    sketch.zeros = reader.count();
    sketch.positive = Buckets.read(reader);
    sketch.negative = Buckets.read(reader);
    sketch.count = sketch.zeros + sketch.positive.total() + sketch.negative.total();
    boolean ordered =
        sketch.least <= sketch.most
            && Double.isFinite(sketch.least)
            && Double.isFinite(sketch.most);
    if (sketch.count <= EXACT || !ordered) {
      throw reader.invalid("a sketch of " + sketch.count + " values has no such range");
    }
    return sketch;
  }

  /** {@return the sketch in bytes: the same for the same values, however they were split} */
  public byte[] state() {
    StateWriter writer = new StateWriter(KIND, VERSION);
    writeTo(writer);
    return writer.toBytes();
  }

  /**
   * {@return the sketch whose state this is}
   *
   * @param state what {@link #state()} gave
   * @throws io.aiops4j.compaction.state.InvalidStateException if it is none
   */
  public static QuantileSketch restore(byte[] state) {
    StateReader reader = StateReader.of(state, KIND, VERSION);
    QuantileSketch sketch = readFrom(reader);
    reader.end();
    return sketch;
  }

  private void keep(double value) {
    if (kept == EXACT) {
      spill();
      bucket(value);
      return;
    }
    if (kept == exact.length) {
      exact = Arrays.copyOf(exact, Math.min(EXACT, 2 * kept));
    }
    exact[kept++] = value;
  }

  private void spill() {
    if (!dense) {
      dense = true;
      for (int i = 0; i < kept; i++) {
        bucket(exact[i]);
      }
      exact = new double[0];
      kept = 0;
    }
  }

  private void bucket(double value) {
    if (value >= SMALLEST) {
      positive.add(value);
    } else if (value <= -SMALLEST) {
      negative.add(-value);
    } else {
      zeros++;
    }
  }

  private double[] sorted() {
    double[] sorted = Arrays.copyOf(exact, kept);
    Arrays.sort(sorted);
    return sorted;
  }

  private double atRank(long rank) {
    if (rank < negative.total()) {
      return -negative.atRank(negative.total() - 1 - rank);
    }
    long above = rank - negative.total();
    return above < zeros ? 0 : positive.atRank(above - zeros);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantileSketch that
        && that.count == count
        && that.dense == dense
        && that.zeros == zeros
        && that.positive.equals(positive)
        && that.negative.equals(negative)
        && (count == 0 || that.least == least && that.most == most)
        && Arrays.equals(that.sorted(), sorted());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count) * 31 + Double.hashCode(most + 0.0);
  }

  @Override
  public String toString() {
    return count == 0
        ? "no values"
        : count
            + " values from "
            + Canonical.number(least)
            + " to "
            + Canonical.number(most)
            + ", median "
            + Canonical.number(quantile(0.5));
  }
}
