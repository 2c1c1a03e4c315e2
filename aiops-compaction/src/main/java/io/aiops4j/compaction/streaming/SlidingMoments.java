package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.stats.SampleRules;
import java.util.Arrays;

/**
 * Mean and sample deviation of the last samples of each series, exact whatever left the window.
 *
 * <p>A sample costs O(1) and no allocation; a series costs four bytes a sample of the window and 26
 * bytes of state: 267 bytes at 60 samples. Samples are held as floats relative to an anchor of
 * their own series, so 24 bits resolve how a series varies and not how large it is. A window is the
 * last samples, not the last scrapes: a gap shortens nothing. Not thread-safe.
 */
public final class SlidingMoments implements Moments {
  /*
   * Sliding Welford in doubles. Its one weakness is cancellation: when a large sample leaves, what
   * remains of the sum of squares is rounding error of the large one. So the sum is computed anew
   * from the ring whenever one step takes a seventh of it away (a sample of 3 sigma leaves), and
   * once a window in any case: in between it falls by 0.85^60 at most, so that 60 roundings of the
   * largest sum are 1e-10 of the smallest.
   *
   * The ring lies in blocks, time-major: a scrape of a whole block writes one row of it. A row has
   * a few cells more than the block, or all rows of one slot would share their cache sets.
   *
   * Where the mean has wandered far from the anchor, in terms of the deviation, floats would no
   * longer resolve the samples: the anchor follows, at most once a window. It starts at the first
   * sample, or at a later one that is dwarfed by it.
   */
  private static final int SHIFT = 12;
  private static final int BLOCK = 1 << SHIFT;
  private static final int ROW = BLOCK + 16;
  private static final double FALL = 0.85;
  private static final double WANDERED = 1e8;
  private static final double DWARFED = 1e3;

  private final int window;
  private final double share;
  private final int[] oneSlot = new int[1];
  private final double[] oneValue = new double[1];
  private float[][] rings = new float[0][];
  private double[] anchor = new double[0];
  private double[] mean = new double[0];
  private double[] squares = new double[0];
  private byte[] next = new byte[0];
  private byte[] count = new byte[0];

  /**
   * Makes the windows.
   *
   * @param slots how many series to make room for
   * @param window how many samples, 2 to 120
   */
  public SlidingMoments(int slots, int window) {
    if (window < 2 || window > 120) {
      throw new IllegalArgumentException(
          "A window of " + window + " samples is not supported; choose 2 to 120");
    }
    this.window = window;
    this.share = 1.0 / window;
    ensure(slots);
  }

  @Override
  public int slots() {
    return mean.length;
  }

  @Override
  public void ensure(int slots) {
    if (slots <= mean.length) {
      return;
    }
    int wanted = Columns.grown(mean.length, slots);
    int blocks = (wanted + BLOCK - 1) >>> SHIFT;
    int before = rings.length;
    rings = Arrays.copyOf(rings, Math.max(blocks, before));
    for (int i = before; i < blocks; i++) {
      rings[i] = new float[ROW * window];
    }
    anchor = Arrays.copyOf(anchor, wanted);
    mean = Arrays.copyOf(mean, wanted);
    squares = Arrays.copyOf(squares, wanted);
    next = Arrays.copyOf(next, wanted);
    count = Arrays.copyOf(count, wanted);
  }

  @Override
  public void add(int slot, double value) {
    oneSlot[0] = slot;
    oneValue[0] = value;
    addAll(oneSlot, oneValue, 1);
  }

  @Override
  public void addAll(int[] slots, double[] values, int n) {
    // Local names, because the rare calls below would make the compiler read every field again.
    float[][] rings = this.rings;
    double[] anchor = this.anchor;
    double[] mean = this.mean;
    double[] squares = this.squares;
    byte[] next = this.next;
    byte[] count = this.count;
    int window = this.window;
    double share = this.share;
    for (int i = 0; i < n; i++) {
      int slot = slots[i];
      double value = values[i];
      if (count[slot] != window) {
        fill(slot, value, count[slot]);
        continue;
      }
      int at = next[slot];
      float[] ring = rings[slot >>> SHIFT];
      int cell = at * ROW + (slot & BLOCK - 1);
      float in = (float) (value - anchor[slot]);
      float out = ring[cell];
      ring[cell] = in;
      double before = mean[slot];
      double sumBefore = squares[slot];
      double change = (double) in - out;
      double after = before + change * share;
      double sum = sumBefore + change * ((in - after) + (out - before));
      mean[slot] = after;
      squares[slot] = sum;
      if (++at < window) {
        next[slot] = (byte) at;
        if (sum < FALL * sumBefore) {
          recompute(slot);
        }
      } else {
        next[slot] = 0;
        settle(slot);
      }
    }
  }

  @Override
  public void measure(
      int[] slots, double[] values, int n, int least, double[] distances, double[] variances) {
    double[] anchor = this.anchor;
    double[] mean = this.mean;
    double[] squares = this.squares;
    byte[] count = this.count;
    double full = 1.0 / (window - 1);
    for (int i = 0; i < n; i++) {
      int slot = slots[i];
      int samples = count[slot];
      distances[i] = values[i] - anchor[slot] - mean[slot];
      double divisor = samples == window ? full : 1.0 / (samples - 1);
      variances[i] = samples >= least ? squares[slot] * divisor : Double.NaN;
    }
  }

  private void fill(int slot, double value, int before) {
    if (before == 0) {
      anchor[slot] = value;
    } else if (Math.abs(anchor[slot]) > DWARFED * Math.abs(value)) {
      moveAnchor(slot, value);
    }
    int n = before + 1;
    float in = (float) (value - anchor[slot]);
    int at = next[slot];
    rings[slot >>> SHIFT][at * ROW + (slot & BLOCK - 1)] = in;
    next[slot] = (byte) (at + 1 == window ? 0 : at + 1);
    count[slot] = (byte) n;
    double distance = in - mean[slot];
    mean[slot] += distance / n;
    squares[slot] += distance * (in - mean[slot]);
    if (n == window) {
      settle(slot);
    }
  }

  /** Once a window: exact numbers, and the anchor where the samples are. */
  private void settle(int slot) {
    recompute(slot);
    if (mean[slot] * mean[slot] * window > WANDERED * squares[slot]) {
      double to = anchor[slot] + mean[slot];
      // Differences of floats are floats: where the sources measured in floats, nothing is rounded.
      moveAnchor(slot, Math.abs((float) to - to) <= deviation(slot) ? (float) to : to);
    }
  }

  /** Mean and sum of squares from the samples themselves. */
  private void recompute(int slot) {
    // About the old mean one pass suffices, unless that is itself far off; then once more.
    if (!recomputeAbout(slot, mean[slot])) {
      recomputeAbout(slot, mean[slot]);
    }
  }

  /** Whether the centre was near enough to the mean for the last digits of the sum of squares. */
  private boolean recomputeAbout(int slot, double centre) {
    float[] ring = rings[slot >>> SHIFT];
    int n = count[slot];
    int cell = slot & BLOCK - 1;
    // Two sums of each kind, so that an addition need not wait for the one before it.
    double rest = 0;
    double about = 0;
    int i = 0;
    double otherRest = 0;
    double otherAbout = 0;
    for (; i + 1 < n; i += 2, cell += 2 * ROW) {
      double distance = ring[cell] - centre;
      double other = ring[cell + ROW] - centre;
      rest += distance;
      otherRest += other;
      about += distance * distance;
      otherAbout += other * other;
    }
    if (i < n) {
      double distance = ring[cell] - centre;
      rest += distance;
      about += distance * distance;
    }
    rest += otherRest;
    about += otherAbout;
    double moved = rest * rest / n;
    mean[slot] = centre + rest / n;
    squares[slot] = Math.max(0, about - moved);
    return moved <= 1e-3 * about;
  }

  private void moveAnchor(int slot, double to) {
    double from = anchor[slot];
    float[] ring = rings[slot >>> SHIFT];
    for (int i = 0, cell = slot & BLOCK - 1; i < count[slot]; i++, cell += ROW) {
      ring[cell] = (float) (from + ring[cell] - to);
    }
    anchor[slot] = to;
    recompute(slot);
  }

  /**
   * Takes one scrape: a sample of each series, judged by its window before it enters it.
   *
   * <p>This is the level channel alone, for those who open events themselves: it lets anomalies
   * into their own baseline.
   *
   * @param values the value of slot {@code from + i} at index {@code i}; what is no sample (see
   *     {@link SampleRules#isMissing}) is left out
   * @param from the first slot
   * @param sigmas beyond how many deviations a sample is reported
   * @param floor the least deviation, in the unit of the values
   * @param beyond receives the reported slots, ascending; as long as {@code values}
   * @return how many were reported; nothing is before a window is full
   */
  public int scrape(double[] values, int from, double sigmas, double floor, int[] beyond) {
    int found = 0;
    int i = 0;
    while (i < values.length) {
      int slot = from + i;
      int end = Math.min(values.length, i + BLOCK - (slot & BLOCK - 1));
      found = scrapeBlock(values, i, end, from, sigmas, floor, beyond, found);
      i = end;
    }
    return found;
  }

  /** The values from {@code start} to {@code end}, which lie in one block: {@link #add} inlined. */
  private int scrapeBlock(
      double[] values,
      int start,
      int end,
      int from,
      double sigmas,
      double floor,
      int[] beyond,
      int foundBefore) {
    float[] ring = rings[from + start >>> SHIFT];
    double[] anchor = this.anchor;
    double[] mean = this.mean;
    double[] squares = this.squares;
    byte[] next = this.next;
    byte[] count = this.count;
    int window = this.window;
    double share = this.share;
    double least = sigmas * floor;
    double factor = sigmas * sigmas / (window - 1);
    int found = foundBefore;
    for (int i = start; i < end; i++) {
      double value = values[i];
      int slot = from + i;
      if (!(Math.abs(value) < Admission.CERTAIN) && Admission.isMissing(value)) {
        continue;
      }
      if (count[slot] != window) {
        fill(slot, value, count[slot]);
        continue;
      }
      int at = next[slot];
      int cell = at * ROW + (slot & BLOCK - 1);
      double before = mean[slot];
      double sumBefore = squares[slot];
      float in = (float) (value - anchor[slot]);
      float out = ring[cell];
      ring[cell] = in;
      double distance = in - before;
      double change = (double) in - out;
      double after = before + change * share;
      double sum = sumBefore + change * ((in - after) + (out - before));
      mean[slot] = after;
      squares[slot] = sum;
      if (distance * distance > factor * sumBefore && Math.abs(distance) > least) {
        beyond[found++] = slot;
      }
      if (++at < window) {
        next[slot] = (byte) at;
        if (sum < FALL * sumBefore) {
          recompute(slot);
        }
      } else {
        next[slot] = 0;
        settle(slot);
      }
    }
    return found;
  }

  @Override
  public int count(int slot) {
    return count[slot];
  }

  @Override
  public double mean(int slot) {
    return anchor[slot] + mean[slot];
  }

  @Override
  public double deviation(int slot) {
    return Math.sqrt(variance(slot));
  }

  @Override
  public double variance(int slot) {
    int n = count[slot];
    return n < 2 ? 0 : Math.max(0, squares[slot]) / (n - 1);
  }

  @Override
  public double weight() {
    return share;
  }

  /** {@return how many samples a window holds} */
  public int window() {
    return window;
  }

  /**
   * {@return the samples of the window, oldest first, as they are held; copied}
   *
   * @param slot the series
   */
  public double[] samples(int slot) {
    int n = count[slot];
    int first = n < window ? 0 : next[slot];
    double[] samples = new double[n];
    float[] ring = rings[slot >>> SHIFT];
    for (int i = 0; i < n; i++) {
      int at = first + i;
      samples[i] =
          anchor[slot] + ring[(at >= window ? at - window : at) * ROW + (slot & BLOCK - 1)];
    }
    return samples;
  }

  @Override
  public void reset(int slot) {
    anchor[slot] = 0;
    mean[slot] = 0;
    squares[slot] = 0;
    next[slot] = 0;
    count[slot] = 0;
  }

  @Override
  public void write(int slot, StateWriter out) {
    // In the order of the ring, which is the order of every later sum.
    int n = count[slot];
    float[] ring = rings[slot >>> SHIFT];
    out.count(window).count(n).count(next[slot]).real(anchor[slot]);
    for (int i = 0; i < n; i++) {
      out.real(ring[i * ROW + (slot & BLOCK - 1)]);
    }
    out.real(mean[slot]).real(squares[slot]);
  }

  @Override
  public void read(int slot, StateReader in) {
    if (in.smallCount() != window) {
      throw in.invalid("its windows have another length than " + window);
    }
    int n = in.parts(8);
    int at = in.smallCount();
    if (n > window || (n < window ? at != n : at >= window)) {
      throw in.invalid("a window holds " + n + " samples and goes on at " + at);
    }
    anchor[slot] = Admission.finite(in);
    float[] ring = rings[slot >>> SHIFT];
    for (int i = 0; i < n; i++) {
      ring[i * ROW + (slot & BLOCK - 1)] = Admission.single(in);
    }
    next[slot] = (byte) at;
    count[slot] = (byte) n;
    mean[slot] = Admission.finite(in);
    squares[slot] = Admission.spread(in);
  }
}
