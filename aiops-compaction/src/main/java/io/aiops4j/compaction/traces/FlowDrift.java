package io.aiops4j.compaction.traces;

/**
 * How much the mix of requests drifts in this system, as the worth of one reference sample in
 * traces.
 *
 * <p>Rates between 0.05 and 0.95 move between any two times because users do, not only by chance.
 * The squared normal deviations of all such pairs give the overdispersion; their median is immune
 * to the fault itself, which moves a few. Failures are no mix: they stay out.
 */
final class FlowDrift {
  /** Median of a chi-squared variable with one degree of freedom. */
  private static final double CHI_SQUARED_MEDIAN = 0.4549;

  private static final double LEAST = 5;
  private static final double MOST = 200;

  /** Used when fewer than ten pairs can be compared. */
  private static final double UNKNOWN = 20;

  private FlowDrift() {}

  /** {@return how many traces of reference a rate is worth at most, 5 to 200} */
  static double kappa(FlowCounts counts, int observed) {
    Values deviations = new Values();
    Values sizes = new Values();
    for (int pair = 0; pair < counts.size(); pair++) {
      if (counts.event(pair) == Names.FAILED) {
        continue;
      }
      double n0 = 0;
      double x0 = 0;
      for (int w = 0; w < observed; w++) {
        n0 += counts.spans(pair, w);
        x0 += counts.spans(pair, w) == 0 ? 0 : counts.shownBySpans(pair, w);
      }
      double n1 = counts.spans(pair, observed);
      double x1 = n1 == 0 ? 0 : counts.shownBySpans(pair, observed);
      double pooled = (x0 + x1) / Math.max(1, n0 + n1);
      if (n0 >= 8 && n1 >= 8 && pooled >= 0.05 && pooled <= 0.95) {
        double inverse = 1 / n0 + 1 / n1;
        double difference = x0 / n0 - x1 / n1;
        deviations.add(difference * difference / (pooled * (1 - pooled) * inverse));
        sizes.add(1 / inverse);
      }
    }
    if (deviations.size() < 10) {
      return UNKNOWN;
    }
    double phi = deviations.median() / CHI_SQUARED_MEDIAN;
    return phi <= 1.05 ? MOST : Math.max(LEAST, Math.min(MOST, sizes.median() / (phi - 1)));
  }
}
