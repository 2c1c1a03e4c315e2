package io.aiops4j.compaction.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of observed samples beyond the usual on one side.
 *
 * @param upwards which side
 * @param from index of its first unusual sample: the onset
 * @param to index after its last sample beyond the exit
 * @param closed whether the series came back and stayed
 */
record Excursion(boolean upwards, int from, int to, boolean closed) {
  /** Unusual samples of so many in a row open an excursion, usual ones in a row close it. */
  private static final int OF = 3;

  private static final int PERSISTENT = 2;

  /**
   * All excursions of one side, in the order of time.
   *
   * @param needed how many of {@value #OF} samples must be unusual: 1 or {@value #PERSISTENT}
   */
  static List<Excursion> of(double[] sigmas, boolean upwards, int needed) {
    List<Excursion> found = new ArrayList<>();
    int open = -1;
    int last = -1;
    for (int i = 0; i < sigmas.length; i++) {
      double out = upwards ? sigmas[i] : -sigmas[i];
      if (open < 0) {
        open = opened(sigmas, i, upwards, needed);
        last = open < 0 ? -1 : i;
      } else if (out > Usual.EXIT_SIGMAS) {
        last = i;
      } else if (i - last >= OF) {
        found.add(new Excursion(upwards, open, last + 1, true));
        open = -1;
      }
    }
    if (open >= 0) {
      found.add(new Excursion(upwards, open, last + 1, false));
    }
    return found;
  }

  /** How many unusual samples open an excursion of a series. */
  static int needed(boolean referenceIsConstant, int observedSamples) {
    return referenceIsConstant || observedSamples < PERSISTENT ? 1 : PERSISTENT;
  }

  private static int opened(double[] sigmas, int i, boolean upwards, int needed) {
    int first = -1;
    int unusual = 0;
    for (int j = Math.max(0, i - OF + 1); j <= i; j++) {
      if ((upwards ? sigmas[j] : -sigmas[j]) > Usual.ENTRY_SIGMAS) {
        first = first < 0 ? j : first;
        unusual++;
      }
    }
    return unusual >= needed ? first : -1;
  }

  /** The values of the run. */
  double[] of(double[] observed) {
    return Arrays.copyOfRange(observed, from, to);
  }
}
