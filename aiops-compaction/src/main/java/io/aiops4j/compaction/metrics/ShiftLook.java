package io.aiops4j.compaction.metrics;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.compaction.metrics.Shift.Weighed;
import io.aiops4j.compaction.stats.Samples;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Half the cost of looking at many series; the full one would assume that they are unrelated. */
  private static final double SEARCH_COST = 0.5;

  private final MetricFacts facts;
  private final double cost;

  /**
   * @param searched how many series are looked at
   */
  ShiftLook(MetricFacts facts, int searched) {
    this.facts = facts;
    this.cost = cost(searched);
  }

  static double cost(int searched) {
    return SEARCH_COST * StrictMath.log10(Math.max(1, searched));
  }

  Optional<Shift> of(Subject series) {
    ReducedSeries reduced = series.reduced();
    double[] observed = reduced.observed();
    if (observed.length == 0 || Usual.isQuiet(reduced.reference(), observed)) {
      return Optional.empty();
    }
    Usual usual = Usual.of(reduced.reference(), Samples.largestMagnitude(observed));
    double[] sigmas = new double[observed.length];
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = usual.sigmas(observed[i]);
    }
    int needed = Excursion.needed(usual.isConstant(), observed.length);
    List<Weighed> found = new ArrayList<>();
    for (boolean upwards : new boolean[] {true, false}) {
      for (Excursion excursion : Excursion.of(sigmas, upwards, needed)) {
        found.add(weighed(reduced, usual, excursion));
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Weighed strongest = found.get(0);
    for (Weighed each : found) {
      strongest = each.strength() > strongest.strength() ? each : strongest;
    }
    boolean upwards = strongest.excursion().upwards();
    List<Weighed> side =
        found.stream().filter(each -> each.excursion().upwards() == upwards).toList();
    double strength = Math.max(0, strongest.strength() - cost);
    return Optional.of(new Shift(series, usual, strongest, side, strength));
  }

  private static Weighed weighed(ReducedSeries reduced, Usual usual, Excursion excursion) {
    double[] run = excursion.of(reduced.observed());
    // Events come one by one: their median is zero where they are few.
    double level = reduced.isCounted() ? Samples.mean(run) : Samples.median(run);
    double strength = usual.strength(level);
    if (usual.isConstant()) {
      int hits = 0;
      for (double value : run) {
        hits += usual.sigmas(value) != 0 ? 1 : 0;
      }
      strength = Math.max(strength, StateLook.chance(hits, reduced));
    }
    return new Weighed(excursion, level, strength);
  }

  /**
   * @param more attributes beside those of every shift
   */
  Evidence evidence(Shift shift, Map<String, String> more) {
    Subject series = shift.series();
    Map<String, String> attributes = new TreeMap<>(more);
    attributes.put("direction", shift.upwards() ? "up" : "down");
    attributes.put("before", Canonical.number(shift.usual().mean()));
    attributes.put("now", Canonical.number(shift.level()));
    attributes.put("peak", Canonical.number(shift.peak()));
    attributes.put("excursions", Integer.toString(shift.side().size()));
    FaultType speaksFor = shift.speaksFor();
    if (speaksFor != FaultType.UNKNOWN && !series.meaning().incidentClass().isEmpty()) {
      attributes.put("incidentClass", series.meaning().incidentClass());
    }
    Shape shape = shift.shape();
    Evidence.Builder evidence =
        facts
            .evidence(series, KIND, shift.onsetMillis(), attributes)
            .speaksFor(speaksFor)
            .strength(shift.strength())
            .magnitude(shift.upwards() ? shift.sigmas() : -shift.sigmas(), "sigma")
            .shape(shape)
            .statement(statement(shift, shape));
    shift.signal(facts).ifPresent(evidence::signal);
    return evidence.build();
  }

  private static String statement(Shift shift, Shape shape) {
    Subject series = shift.series();
    String unit = series.series().unit().isEmpty() ? "" : " " + series.series().unit();
    String perStep = series.reduced().isCounted() ? " a sample" : "";
    int excursions = shift.side().size();
    return series.named()
        + (shift.upwards() ? " rose to " : " fell to ")
        + Canonical.number(shift.level())
        + unit
        + perStep
        + " from "
        + Canonical.number(shift.usual().mean())
        + " ("
        + Canonical.number(shift.sigmas())
        + " sigma, "
        + words(shape)
        + (excursions > 1 ? ", " + excursions + " times" : "")
        + (series.kind() == MetricKind.GAUGE && !perStep.isEmpty() ? ", its rate" : "")
        + ") at "
        + Instant.ofEpochMilli(shift.onsetMillis());
  }

  static String words(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
