package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.PinnedSignal;
import java.util.List;
import java.util.Optional;

/**
 * A series that left its usual range.
 *
 * @param series which
 * @param usual what was usual
 * @param strongest its strongest excursion
 * @param side all excursions to the same side, in the order of time
 * @param strength after the cost of looking at many series, at least 0
 */
record Shift(Subject series, Usual usual, Weighed strongest, List<Weighed> side, double strength) {
  /** Beyond this many sigma more is not said: it would only mean that sigma was floored. */
  static final double MOST_SIGMAS = 1_000;

  /**
   * One excursion.
   *
   * @param excursion where
   * @param level of its values
   * @param strength of the level
   */
  record Weighed(Excursion excursion, double level, double strength) {}

  boolean upwards() {
    return strongest.excursion().upwards();
  }

  double level() {
    return strongest.level();
  }

  /** How far the level is from usual, positive. */
  double sigmas() {
    return Math.min(MOST_SIGMAS, Math.abs(usual.sigmas(level())));
  }

  long onsetMillis() {
    return series.reduced().times()[side.get(0).excursion().from()];
  }

  Shape shape() {
    return Shapes.of(series.reduced(), strongest.excursion());
  }

  FaultType speaksFor() {
    return series.meaning().speaksFor(upwards());
  }

  /** The furthest value of all excursions to that side. */
  double peak() {
    double peak = level();
    for (Weighed each : side) {
      for (double value : each.excursion().of(series.reduced().observed())) {
        peak = upwards() ? Math.max(peak, value) : Math.min(peak, value);
      }
    }
    return peak;
  }

  /**
   * What shows recovery. None where the direction is not bad in itself (less memory in use, fewer
   * errors), or where the metric follows the work: its return proves nothing.
   */
  Optional<PinnedSignal> signal(MetricFacts facts) {
    MetricMeaning meaning = series.meaning();
    boolean bothSides = meaning.badWhen() == MetricMeaning.Direction.EITHER;
    boolean bad = bothSides || speaksFor() != FaultType.UNKNOWN;
    if (!bad || meaning.followsWork()) {
      return Optional.empty();
    }
    ReducedSeries reduced = series.reduced();
    return Optional.of(
        facts.signal(
            series,
            reduced.reducer(),
            usual.healthy(upwards(), bothSides, level(), reduced.isCounted()),
            Optional.of(usual.frozen(facts.referenceRange()))));
  }
}
