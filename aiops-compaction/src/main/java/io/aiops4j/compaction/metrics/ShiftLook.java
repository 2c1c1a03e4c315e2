package io.aiops4j.compaction.metrics;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.compaction.stats.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks for a series that left its usual range. */
final class ShiftLook {
  static final String KIND = "metric.shift";

  /*
   * One piece of evidence a series, not one an excursion: a flapping series would fill the digest
   * with what is one fact, "it flaps". The strongest excursion speaks, the count of all stands
   * beside it, and the onset is that of the first on its side.
   */

  /** Beyond this many sigma more is not said: it would only mean that sigma was floored. */
  private static final double MOST_SIGMAS = 1_000;

  /** Half the cost of looking at many series; the full one would assume that they are unrelated. */
  private static final double SEARCH_COST = 0.5;

  private record Weighed(Excursion excursion, double level, double strength) {}

  private final MetricFacts facts;

  ShiftLook(MetricFacts facts) {
    this.facts = facts;
  }

  void of(Subject series, int searched, List<Evidence> out) {
    ReducedSeries reduced = series.reduced();
    double[] observed = reduced.observed();
    if (observed.length == 0) {
      return;
    }
    Usual usual = Usual.of(reduced.reference(), Samples.largestMagnitude(observed));
    double[] sigmas = new double[observed.length];
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = usual.sigmas(observed[i]);
    }
    if (Samples.largestMagnitude(sigmas) <= Usual.ENTRY_SIGMAS) {
      return;
    }
    int needed = Excursion.needed(usual.isConstant(), observed.length);
    List<Weighed> found = new ArrayList<>();
    for (boolean upwards : new boolean[] {true, false}) {
      for (Excursion excursion : Excursion.of(sigmas, upwards, needed)) {
        double[] run = excursion.of(observed);
        // Events come one by one: their median is zero where they are few.
        boolean counted = reduced.isCounted();
        double level = counted ? Arrays.stream(run).average().orElse(0) : Samples.median(run);
        double strength = usual.strength(level);
        if (usual.isConstant()) {
          int hits = (int) Arrays.stream(run).filter(value -> usual.sigmas(value) != 0).count();
          strength = Math.max(strength, StateLook.chance(hits, reduced));
        }
        found.add(new Weighed(excursion, level, strength));
      }
    }
    if (found.isEmpty()) {
      return;
    }
    Weighed strongest = found.get(0);
    for (Weighed each : found) {
      strongest = each.strength() > strongest.strength() ? each : strongest;
    }
    out.add(evidence(series, usual, strongest, found, searched));
  }

  private Evidence evidence(
      Subject series, Usual usual, Weighed strongest, List<Weighed> found, int searched) {
    ReducedSeries reduced = series.reduced();
    boolean upwards = strongest.excursion().upwards();
    List<Weighed> side =
        found.stream().filter(each -> each.excursion().upwards() == upwards).toList();
    long onset = reduced.times()[side.get(0).excursion().from()];
    double peak = peak(reduced, side, upwards);
    Shape shape = Shapes.of(reduced, strongest.excursion());
    MetricMeaning meaning = series.meaning();
    double sigmas = Math.min(MOST_SIGMAS, Math.abs(usual.sigmas(strongest.level())));
    double strength = strongest.strength() - SEARCH_COST * StrictMath.log10(searched);
    Map<String, String> attributes =
        new TreeMap<>(
            Map.of(
                "direction", upwards ? "up" : "down",
                "before", Canonical.number(usual.mean()),
                "now", Canonical.number(strongest.level()),
                "peak", Canonical.number(peak),
                "excursions", Integer.toString(side.size())));
    FaultType speaksFor = meaning.speaksFor(upwards);
    if (speaksFor != FaultType.UNKNOWN && !meaning.incidentClass().isEmpty()) {
      attributes.put("incidentClass", meaning.incidentClass());
    }
    Evidence.Builder evidence =
        facts
            .evidence(series, KIND, onset, attributes)
            .speaksFor(speaksFor)
            .strength(Math.max(0, strength))
            .magnitude(upwards ? sigmas : -sigmas, "sigma")
            .shape(shape)
            .statement(statement(series, usual, strongest, shape, onset, side.size()));
    boolean bothSides = meaning.badWhen() == MetricMeaning.Direction.EITHER;
    // Less memory in use, fewer errors: not bad in itself, so its return proves nothing.
    boolean bad = bothSides || speaksFor != FaultType.UNKNOWN;
    if (bad && !meaning.followsWork()) {
      evidence.signal(
          facts.signal(
              series,
              reduced.reducer(),
              usual.healthy(upwards, bothSides, strongest.level(), reduced.isCounted()),
              Optional.of(usual.frozen(facts.referenceRange()))));
    }
    return evidence.build();
  }

  private static double peak(ReducedSeries reduced, List<Weighed> side, boolean upwards) {
    double peak = upwards ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    for (Weighed each : side) {
      for (double value : each.excursion().of(reduced.observed())) {
        peak = upwards ? Math.max(peak, value) : Math.min(peak, value);
      }
    }
    return peak;
  }

  private static String statement(
      Subject series, Usual usual, Weighed strongest, Shape shape, long onset, int excursions) {
    boolean upwards = strongest.excursion().upwards();
    String unit = series.series().unit().isEmpty() ? "" : " " + series.series().unit();
    String perStep = series.reduced().isCounted() ? " a sample" : "";
    return series.named()
        + (upwards ? " rose to " : " fell to ")
        + Canonical.number(strongest.level())
        + unit
        + perStep
        + " from "
        + Canonical.number(usual.mean())
        + " ("
        + Canonical.number(Math.min(MOST_SIGMAS, Math.abs(usual.sigmas(strongest.level()))))
        + " sigma, "
        + shape.name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (excursions > 1 ? ", " + excursions + " times" : "")
        + (series.kind() == MetricKind.GAUGE && !perStep.isEmpty() ? ", its rate" : "")
        + ") at "
        + Instant.ofEpochMilli(onset);
  }
}
