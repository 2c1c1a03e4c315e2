package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.stats.SampleRules;
import java.util.Arrays;

/**
 * Mean and sample deviation of the last samples of each series, exact whatever left the window.
 *
 * <p>A sample costs O(1) and no allocation; a series costs four bytes a sample of the window and 29
 * bytes of state: 269 bytes at 60 samples. Samples are held as floats relative to an anchor of
 * their own series, so 24 bits resolve how a series varies and not how large it is. A window is the
 * last samples, not the last scrapes: a gap shortens nothing. Not thread-safe.
 */
public final class SlidingMoments implements Moments {
  /*
   * Sliding Welford in doubles. Its one weakness is cancellation: when a large sample leaves, what
   * remains of the sum of squares is rounding error of the large one. So the sum is computed anew
   * from the ring where it is 2^7 to 2^9 times smaller than it was since it last was exact (a
   * sample of a hundred sigma left), and every eighth window in any case: 480 roundings of the
   * largest sum are 5e-11 of the smallest. How large it was is held as half of its exponent.
   *
   * The rings of a run of neighbours lie row by row, so that a scrape writes one row as long as all
   * are in step. A slot that missed a scrape writes the row before, and a line of memory of its
   * own. So whenever a run was scraped once a row, such windows are turned into step again. A window
   * may begin in any row, and all sums go from its beginning: where it lies shows in no number.
   *
   * Where the mean has wandered far from the anchor, in terms of the deviation, floats would no
   * longer resolve the samples: the anchor follows, at most once a window. It starts at the first
   * sample, or at a later one that is dwarfed by it.
   */
  private static final int FALL = 4;
  private static final int TURNS = 8;
  private static final double WANDERED = 1e8;
  private static final double DWARFED = 1e3;

  private final int window;
  private final double share;
  private final int[] apart = new int[Columns.RUN];
  private final int[] stale = new int[Columns.RUN];
  private final float[] turned;
  private float[][] rings = new float[0][];
  private double[] anchor = new double[0];
  private double[] mean = new double[0];
  private double[] squares = new double[0];

  /** Of each run, how often it was scraped since its windows were turned into step. */
  private byte[] scrapes = new byte[0];

  /** The row in which the window begins; -1 while it is not full, and begins in row 0. */
  private byte[] begin = new byte[0];

  /** The row that the next sample goes to. */
  private byte[] next = new byte[0];

  private byte[] count = new byte[0];

  /** How many windows ago the sums were computed anew. */
  private byte[] turns = new byte[0];

  /** The {@link #height} of the largest sum of squares since it was computed anew. */
  private byte[] highest = new byte[0];

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
    this.turned = new float[window];
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
    int runs = Columns.runs(wanted);
    int before = rings.length;
    rings = Arrays.copyOf(rings, runs);
    for (int i = before; i < runs; i++) {
      rings[i] = new float[Columns.RUN * window];
    }
    int old = mean.length;
    anchor = Arrays.copyOf(anchor, wanted);
    mean = Arrays.copyOf(mean, wanted);
    squares = Arrays.copyOf(squares, wanted);
    scrapes = Arrays.copyOf(scrapes, runs);
    begin = Arrays.copyOf(begin, wanted);
    Arrays.fill(begin, old, wanted, (byte) -1);
    next = Arrays.copyOf(next, wanted);
    count = Arrays.copyOf(count, wanted);
    turns = Arrays.copyOf(turns, wanted);
    highest = Arrays.copyOf(highest, wanted);
  }

  @Override
  public void add(int slot, double value) {
    int n = count[slot];
    if (n != window) {
      fill(slot, value, n);
      return;
    }
    float[] ring = rings[slot / Columns.RUN];
    int at = next[slot];
    int cell = at * Columns.RUN + slot % Columns.RUN;
    float in = (float) (value - anchor[slot]);
    float out = ring[cell];
    ring[cell] = in;
    double before = mean[slot];
    double change = (double) in - out;
    double after = before + change * share;
    double sum = squares[slot] + change * ((in - after) + (out - before));
    mean[slot] = after;
    squares[slot] = sum;
    int following = at + 1 < window ? at + 1 : 0;
    next[slot] = (byte) following;
    refresh(slot, following);
  }

  @Override
  public void addRun(int from, double[] values, byte[] skipped, int n) {
    align(from, n);
    // Local names and lists of the rare, because calls would make the compiler read fields again.
    float[] ring = rings[from / Columns.RUN];
    double[] anchor = this.anchor;
    double[] mean = this.mean;
    double[] squares = this.squares;
    byte[] begin = this.begin;
    byte[] highest = this.highest;
    byte[] next = this.next;
    int[] apart = this.apart;
    int[] stale = this.stale;
    double share = this.share;
    int window = this.window;
    int column = from % Columns.RUN;
    int aside = 0;
    int inexact = 0;
    for (int i = 0; i < n; i++) {
      if (skipped[i] != 0) {
        continue;
      }
      int slot = from + i;
      int first = begin[slot];
      if (first < 0) {
        apart[aside++] = i;
        continue;
      }
      int at = next[slot];
      int cell = at * Columns.RUN + column + i;
      int following = at + 1 < window ? at + 1 : 0;
      next[slot] = (byte) following;
      double before = mean[slot];
      float in = (float) (values[i] - anchor[slot]);
      float out = ring[cell];
      ring[cell] = in;
      double change = (double) in - out;
      double after = before + change * share;
      double sum = squares[slot] + change * ((in - after) + (out - before));
      mean[slot] = after;
      squares[slot] = sum;
      if (first == following | (highest[slot] - height(sum) & -FALL) != 0) {
        stale[inexact++] = slot;
      }
    }
    for (int i = 0; i < inexact; i++) {
      refresh(stale[i], next[stale[i]]);
    }
    for (int i = 0; i < aside; i++) {
      add(from + apart[i], values[apart[i]]);
    }
  }

  /** After a sample, before that of the row {@code following}: exact numbers where it is time. */
  private void refresh(int slot, int following) {
    if (begin[slot] == following) {
      turn(slot);
    } else {
      watchCancellation(slot);
    }
  }

  /** Computes a sum of squares anew if too little of it is left. */
  private void watchCancellation(int slot) {
    int height = height(squares[slot]);
    if (height > highest[slot]) {
      highest[slot] = (byte) height;
    } else if (height <= highest[slot] - FALL) {
      recompute(slot);
    }
  }

  /** Half the binary exponent of the size of a sum; the same for all sums near 0. */
  private static int height(double sum) {
    return Math.max(Byte.MIN_VALUE, Math.getExponent(sum) >> 1);
  }

  /** The cell of a sample of the window, counted from its beginning. */
  private int cell(int slot, int at) {
    int row = Math.max(0, begin[slot]) + at;
    return (row < window ? row : row - window) * Columns.RUN + slot % Columns.RUN;
  }

  /** Before a scrape: if it is one of a whole run then, now and then, its windows get into step. */
  private void align(int from, int n) {
    int run = from / Columns.RUN;
    if (!Columns.isRun(from, n, mean.length) || scrapes[run]++ < window) {
      return;
    }
    scrapes[run] = 1;
    for (int slot = from; slot < from + n; slot++) {
      if (begin[slot] >= 0 && next[slot] != 0) {
        toFirstRow(slot);
      }
    }
  }

  /** Turns the window of a slot, so that the next sample goes to the first row. */
  private void toFirstRow(int slot) {
    float[] ring = rings[slot / Columns.RUN];
    for (int i = 0, cell = cell(slot, 0); i < window; i++, cell = below(cell, ring)) {
      turned[i] = ring[cell];
    }
    int first = begin[slot] - next[slot];
    begin[slot] = (byte) (first < 0 ? first + window : first);
    next[slot] = 0;
    for (int i = 0, cell = cell(slot, 0); i < window; i++, cell = below(cell, ring)) {
      ring[cell] = turned[i];
    }
  }

  @Override
  public void measureRun(
      int from, double[] values, int n, int least, double[] distances, double[] variances) {
    double[] anchor = this.anchor;
    double[] mean = this.mean;
    double[] squares = this.squares;
    byte[] count = this.count;
    int window = this.window;
    double full = 1.0 / (window - 1);
    for (int i = 0; i < n; i++) {
      distances[i] = values[i] - anchor[from + i] - mean[from + i];
    }
    for (int i = 0; i < n; i++) {
      int samples = count[from + i];
      double divisor = samples == window ? full : 1.0 / (samples - 1);
      variances[i] = samples >= least ? squares[from + i] * divisor : Double.NaN;
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
    rings[slot / Columns.RUN][cell(slot, before)] = in;
    next[slot] = (byte) (n < window ? n : 0);
    count[slot] = (byte) n;
    double distance = in - mean[slot];
    mean[slot] += distance / n;
    squares[slot] += distance * (in - mean[slot]);
    if (n == window) {
      begin[slot] = 0;
      settle(slot);
    }
  }

  /** Once a window: the anchor where the samples are and, now and then, exact numbers. */
  private void turn(int slot) {
    if (++turns[slot] == TURNS || hasWandered(slot)) {
      settle(slot);
    } else {
      watchCancellation(slot);
    }
  }

  private void settle(int slot) {
    recompute(slot);
    turns[slot] = 0;
    if (hasWandered(slot)) {
      double to = anchor[slot] + mean[slot];
      // Differences of floats are floats: where the sources measured in floats, nothing is rounded.
      moveAnchor(slot, Math.abs((float) to - to) <= deviation(slot) ? (float) to : to);
    }
  }

  private boolean hasWandered(int slot) {
    return mean[slot] * mean[slot] * window > WANDERED * squares[slot];
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
    float[] ring = rings[slot / Columns.RUN];
    int n = count[slot];
    int cell = cell(slot, 0);
    // Two sums of each kind, so that an addition need not wait for the one before it.
    double rest = 0;
    double about = 0;
    int i = 0;
    double otherRest = 0;
    double otherAbout = 0;
    for (; i + 1 < n; i += 2) {
      double distance = ring[cell] - centre;
      cell = below(cell, ring);
      double other = ring[cell] - centre;
      cell = below(cell, ring);
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
    highest[slot] = (byte) height(squares[slot]);
    return moved <= 1e-3 * about;
  }

  /** The cell of the row below, which is the first one under the last one. */
  private static int below(int cell, float[] ring) {
    int below = cell + Columns.RUN;
    return below < ring.length ? below : below - ring.length;
  }

  private void moveAnchor(int slot, double to) {
    double from = anchor[slot];
    float[] ring = rings[slot / Columns.RUN];
    for (int i = 0, cell = cell(slot, 0); i < count[slot]; i++, cell = below(cell, ring)) {
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
    double least = sigmas * floor;
    double factor = sigmas * sigmas / (window - 1);
    int found = 0;
    for (int start = 0, end; start < values.length; start = end) {
      int slot = from + start;
      end = Math.min(values.length, start + Columns.RUN - (slot & Columns.RUN - 1));
      found = sweep(values, start, slot, end - start, factor, least, beyond, found);
    }
    return found;
  }

  /** Takes a scrape of neighbours of a run: {@link #add} inlined. Returns how many are reported. */
  private int sweep(
      double[] values,
      int start,
      int from,
      int n,
      double factor,
      double least,
      int[] beyond,
      int foundBefore) {
    align(from, n);
    float[] ring = rings[from / Columns.RUN];
    double[] anchor = this.anchor;
    double[] mean = this.mean;
    double[] squares = this.squares;
    byte[] begin = this.begin;
    byte[] highest = this.highest;
    byte[] next = this.next;
    int[] apart = this.apart;
    int[] stale = this.stale;
    double share = this.share;
    int window = this.window;
    int column = from % Columns.RUN;
    int aside = 0;
    int inexact = 0;
    int found = foundBefore;
    for (int i = 0; i < n; i++) {
      int slot = from + i;
      double value = values[start + i];
      if (!(Math.abs(value) < Admission.CERTAIN) && Admission.isMissing(value)) {
        continue;
      }
      int first = begin[slot];
      if (first < 0) {
        apart[aside++] = i;
        continue;
      }
      int at = next[slot];
      int cell = at * Columns.RUN + column + i;
      int following = at + 1 < window ? at + 1 : 0;
      next[slot] = (byte) following;
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
      if (first == following | (highest[slot] - height(sum) & -FALL) != 0) {
        stale[inexact++] = slot;
      }
    }
    for (int i = 0; i < inexact; i++) {
      refresh(stale[i], next[stale[i]]);
    }
    for (int i = 0; i < aside; i++) {
      add(from + apart[i], values[start + apart[i]]);
    }
    return found;
  }

  @Override
  public void counts(int from, int n, int[] counts) {
    for (int i = 0; i < n; i++) {
      counts[i] = count[from + i];
    }
  }

  @Override
  public double distance(int slot, double value) {
    return value - anchor[slot] - mean[slot];
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
    int first = n < window ? 0 : behind(slot);
    double[] samples = new double[n];
    float[] ring = rings[slot / Columns.RUN];
    for (int i = 0; i < n; i++) {
      int at = first + i;
      samples[i] = anchor[slot] + ring[cell(slot, at < window ? at : at - window)];
    }
    return samples;
  }

  /** Where the next sample goes, counted from the beginning of the window. */
  private int behind(int slot) {
    int at = next[slot] - Math.max(0, begin[slot]);
    return at < 0 ? at + window : at;
  }

  @Override
  public void reset(int slot) {
    anchor[slot] = 0;
    mean[slot] = 0;
    squares[slot] = 0;
    begin[slot] = -1;
    next[slot] = 0;
    count[slot] = 0;
    turns[slot] = 0;
    highest[slot] = 0;
  }

  @Override
  public void write(int slot, StateWriter out) {
    // From the beginning of the window, which is the order of every later sum.
    int n = count[slot];
    float[] ring = rings[slot / Columns.RUN];
    out.count(window).count(n).count(behind(slot)).real(anchor[slot]);
    for (int i = 0; i < n; i++) {
      out.real(ring[cell(slot, i)]);
    }
    out.real(mean[slot]).real(Math.max(0, squares[slot])).count(turns[slot]).number(highest[slot]);
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
    float[] ring = rings[slot / Columns.RUN];
    begin[slot] = (byte) (n < window ? -1 : 0);
    for (int i = 0; i < n; i++) {
      ring[cell(slot, i)] = Admission.single(in);
    }
    next[slot] = (byte) at;
    count[slot] = (byte) n;
    mean[slot] = Admission.finite(in);
    squares[slot] = Admission.spread(in);
    int turned = in.smallCount();
    long height = in.number();
    if (turned >= TURNS || height != (byte) height) {
      throw in.invalid("no window is " + turned + " turns old and as high as " + height);
    }
    turns[slot] = (byte) turned;
    highest[slot] = (byte) height;
  }
}
