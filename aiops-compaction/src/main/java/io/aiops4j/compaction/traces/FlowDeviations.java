package io.aiops4j.compaction.traces;

import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares each (span type, event) with its reference by a beta-binomial predictive tail.
 *
 * <p>The reference may hold leftovers of earlier faults, and behaviour that comes and goes. With
 * three windows or more, those farthest from the weighted median share are dropped (up to 35 % of
 * the weight), and the strength falls with the share of windows that looked like now.
 */
final class FlowDeviations {
  /** Most true rates are 0 or 1, and faults flip them: less than Jeffreys' 0.5. */
  private static final double PRIOR = 0.1;

  private static final double FAR = 0.25;
  private static final double DROPPED_WEIGHT = 0.35;

  private record Part(double share, int traces) {}

  private final FlowCounts counts;
  private final int observed;
  private final double kappa;

  FlowDeviations(FlowCounts counts, int observed) {
    this.counts = counts;
    this.observed = observed;
    this.kappa = FlowDrift.kappa(counts, observed);
  }

  /** {@return the deviation of a pair, of strength 0 if too little was seen} */
  FlowDeviation of(int pair) {
    double[] shown = new double[observed + 1];
    int[] traces = new int[observed + 1];
    for (int w = 0; w <= observed; w++) {
      shown[w] = counts.shown(pair, w);
      traces[w] = counts.traces(pair, w);
    }
    return new FlowDeviation(
        pair, counts.type(pair), counts.event(pair), compare(shown, traces, kappa));
  }

  /** {@return how much traces of reference are worth at most, see {@link FlowDrift}} */
  double kappa() {
    return kappa;
  }

  /**
   * {@return how a share changed from the reference windows to the last, the observed one}
   *
   * @param shown traces that show it, by window
   * @param traces traces that could, by window
   * @param kappa how many traces of reference are worth something at most
   */
  static Change compare(double[] shown, int[] traces, double kappa) {
    int observed = shown.length - 1;
    List<Part> parts = new ArrayList<>();
    for (int w = 0; w < observed; w++) {
      if (traces[w] > 0) {
        parts.add(new Part(shown[w] / traces[w], traces[w]));
      }
    }
    int n1 = traces[observed];
    List<Part> kept = parts.size() >= 3 ? withoutOutliers(parts) : parts;
    int n0 = kept.stream().mapToInt(Part::traces).sum();
    double before = kept.stream().mapToDouble(part -> part.share() * part.traces()).sum();
    long x0 = Math.round(before);
    int x1 = n1 == 0 ? 0 : (int) Math.round(shown[observed]);
    double strength = 0;
    if (n0 >= 3 && n1 >= 2) {
      double a = x0 + PRIOR;
      double b = n0 - x0 + PRIOR;
      double scale = Math.min(1, kappa / (a + b));
      strength = Tails.betaBinomial(x1, n1, a * scale, b * scale);
      if (parts.size() >= 3) {
        double seenBefore = recurring(parts, x0 / (double) n0, x1 / (double) n1);
        strength *= (1 - seenBefore) * (1 - seenBefore);
      }
    }
    return new Change(x0, n0, x1, n1, strength);
  }

  private static List<Part> withoutOutliers(List<Part> parts) {
    double median = weightedMedian(parts);
    List<Part> farthestFirst = new ArrayList<>(parts);
    farthestFirst.sort(
        Comparator.comparingDouble((Part part) -> -Math.abs(part.share() - median))
            .thenComparing(Part::traces)
            .thenComparing(Part::share));
    double droppable = DROPPED_WEIGHT * parts.stream().mapToInt(Part::traces).sum();
    List<Part> kept = new ArrayList<>();
    for (Part part : farthestFirst) {
      if (Math.abs(part.share() - median) > FAR && part.traces() <= droppable) {
        droppable -= part.traces();
      } else {
        kept.add(part);
      }
    }
    return kept;
  }

  private static double weightedMedian(List<Part> parts) {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingDouble(Part::share));
    double half = sorted.stream().mapToInt(Part::traces).sum() / 2.0;
    double passed = 0;
    for (Part part : sorted) {
      passed += part.traces();
      if (passed >= half) {
        return part.share();
      }
    }
    return sorted.get(sorted.size() - 1).share();
  }

  private static double recurring(List<Part> parts, double reference, double now) {
    double near = Math.abs(now - reference) / 2;
    long like = parts.stream().filter(part -> Math.abs(part.share() - now) < near).count();
    return like / (double) parts.size();
  }
}
