package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.signals.CallQuery;
import io.aiops4j.compaction.sketch.QuantileSketch;
import io.aiops4j.compaction.stats.Samples;
import java.util.Collections;
import java.util.Optional;

/**
 * Signals that show recovery of the calls of one type, in minutes, with what was normal frozen.
 *
 * <p>A band is what the reference itself would mostly show, and never what the incident shows:
 * where the two cannot be told apart there is no signal.
 */
final class SpanSignals {
  private static final double MEDIAN_TO_P95 = 1.645;
  private static final double EXIT_SIGMAS = 3;

  /** The least part of a value that counts as its scale. */
  private static final double LEAST_SCALE = 0.01;

  private final Names names;
  private final Optional<TimeRange> before;
  private final double minutesBefore;

  SpanSignals(CompactionWindow window, Names names) {
    this.names = names;
    this.before =
        window.reference().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new TimeRange(
                    window.reference().get(0).from(),
                    window.reference().get(window.reference().size() - 1).to()));
    this.minutesBefore =
        window.reference().stream().mapToDouble(r -> r.length().toMillis() / 60_000.0).sum();
  }

  /**
   * {@return the 95th percentile of each minute, healthy up to the 99th of the reference; empty if
   * what is seen now would be healthy}
   *
   * @param type whose calls
   * @param usual durations before, in ms
   * @param now durations now, in ms
   */
  Optional<PinnedSignal> p95(int type, QuantileSketch usual, QuantileSketch now) {
    if (before.isEmpty() || usual.count() < SlowCalls.LEAST_CALLS || now.count() == 0) {
      return Optional.empty();
    }
    double mean = usual.quantile(0.95);
    double healthy = usual.quantile(0.99);
    if (now.quantile(0.95) <= healthy) {
      return Optional.empty();
    }
    double scale = (mean - usual.quantile(0.5)) / MEDIAN_TO_P95;
    double sigma = Math.max(Double.MIN_NORMAL, Math.max(scale, LEAST_SCALE * Math.abs(mean)));
    return Optional.of(
        signal(type, Reducer.SPAN_P95, Band.atMost(healthy), mean, sigma, usual.count()));
  }

  /**
   * {@return the share of failed calls in each minute, healthy up to what chance makes of the
   * reference's share; empty if what is seen now would be healthy}
   *
   * @param type whose calls
   * @param failedBefore calls that failed before
   * @param callsBefore of so many
   * @param failed calls that fail now
   * @param calls of so many
   */
  Optional<PinnedSignal> errorShare(
      int type, long failedBefore, long callsBefore, long failed, long calls) {
    if (before.isEmpty() || callsBefore == 0 || calls == 0) {
      return Optional.empty();
    }
    double share = failedBefore / (double) callsBefore;
    double guess = (failedBefore + 0.5) / (callsBefore + 1.0);
    double inMinute = Math.max(1, callsBefore / Math.max(1, minutesBefore));
    double sigma = StrictMath.sqrt(guess * (1 - guess) / inMinute);
    double healthy = Math.min(guess + EXIT_SIGMAS * sigma, (share + failed / (double) calls) / 2);
    if (failed / (double) calls <= healthy) {
      return Optional.empty();
    }
    return Optional.of(
        signal(type, Reducer.SPAN_ERROR_SHARE, Band.atMost(healthy), share, sigma, callsBefore));
  }

  /**
   * {@return the number of calls in each minute, healthy from half of the usual on; empty if there
   * were too few to miss}
   *
   * @param type of which there are no calls now
   * @param callsBefore in the reference
   */
  Optional<PinnedSignal> count(int type, long callsBefore) {
    double mean = callsBefore / Math.max(1, minutesBefore);
    if (before.isEmpty() || mean < EXIT_SIGMAS) {
      return Optional.empty();
    }
    double sigma = StrictMath.sqrt(mean);
    return Optional.of(
        signal(type, Reducer.SPAN_COUNT, Band.atLeast(mean / 2), mean, sigma, callsBefore));
  }

  /**
   * {@return the share of a caller's spans in each minute that make a call, healthy on the usual
   * side of what chance makes of the reference's share; empty if what is seen now would be healthy}
   *
   * @param query whose calls of whom
   * @param shownBefore spans that made the call before
   * @param couldBefore of so many
   * @param shown spans that make it now
   * @param could of so many
   * @param kappa how many spans of reference a share is worth at most, see {@link FlowDrift}
   */
  Optional<PinnedSignal> callShare(
      SignalQuery query, long shownBefore, long couldBefore, long shown, long could, double kappa) {
    if (before.isEmpty() || couldBefore == 0 || could == 0) {
      return Optional.empty();
    }
    double usual = shownBefore / (double) couldBefore;
    double now = shown / (double) could;
    double guess = (shownBefore + 0.5) / (couldBefore + 1.0);
    double inMinute = Math.max(1, Math.min(kappa, couldBefore / Math.max(1, minutesBefore)));
    double sigma = StrictMath.sqrt(guess * (1 - guess) / inMinute);
    double middle = (usual + now) / 2;
    Band healthy =
        now < usual
            ? Band.atLeast(Math.max(guess - EXIT_SIGMAS * sigma, middle))
            : Band.atMost(Math.min(guess + EXIT_SIGMAS * sigma, middle));
    return healthy.contains(now)
        ? Optional.empty()
        : Optional.of(signal(query, Reducer.SPAN_CALL_SHARE, healthy, usual, sigma, couldBefore));
  }

  /**
   * {@return the median gap of an edge in each minute, healthy up to half way of its shift; empty
   * without reference}
   *
   * @param edge who calls whom
   * @param usualMillis median gap before
   * @param madMillis its median absolute deviation
   * @param halfWayMillis where the reference ends and the incident begins
   * @param samples calls in the reference
   */
  Optional<PinnedSignal> gap(
      Edge edge, double usualMillis, double madMillis, double halfWayMillis, long samples) {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    double scale = Samples.MAD_TO_SIGMA * madMillis;
    double sigma =
        Math.max(Double.MIN_NORMAL, Math.max(scale, LEAST_SCALE * Math.abs(usualMillis)));
    SignalQuery query = CallQuery.of(edge.caller(), "", edge.callee(), "");
    return Optional.of(
        signal(
            query, Reducer.SPAN_GAP_P50, Band.atMost(halfWayMillis), usualMillis, sigma, samples));
  }

  private PinnedSignal signal(
      int type, Reducer reducer, Band healthy, double mean, double sigma, long samples) {
    SignalQuery query =
        new SignalQuery(
            Modality.TRACES,
            names.component(type),
            names.operation(type),
            Collections.emptySortedMap());
    return signal(query, reducer, healthy, mean, sigma, samples);
  }

  private PinnedSignal signal(
      SignalQuery query, Reducer reducer, Band healthy, double mean, double sigma, long samples) {
    return new PinnedSignal(
        query,
        reducer,
        healthy,
        before.map(range -> new FrozenBaseline(mean, sigma, samples, range)));
  }
}
