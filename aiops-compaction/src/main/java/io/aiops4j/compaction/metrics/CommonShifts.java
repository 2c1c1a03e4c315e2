package io.aiops4j.compaction.metrics;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shifts of one metric that most parts of a job, a node or a service show at one time, to one side:
 * one fact of the whole, not as many as there are parts.
 *
 * <p>When a job ends or changes its phase, a hundred devices fall idle; told one by one they would
 * fill the digest. A part that is also unlike its peers stays a fact of its own.
 */
final class CommonShifts {
  /** Share of the parts that must show it. */
  private static final double MOST_PARTS = 0.75;

  /** How many intervals onsets may lie apart from their median. */
  private static final int APART = 2;

  private final MetricFacts facts;
  private final Predicate<Subject> isUnlike;

  /**
   * @param isUnlike whether a series is unlike its peers
   */
  CommonShifts(MetricFacts facts, Predicate<Subject> isUnlike) {
    this.facts = facts;
    this.isUnlike = isUnlike;
  }

  /**
   * Takes common shifts out of the shifts and tells each as one.
   *
   * @param shifts by series; what is told is removed
   */
  List<Evidence> of(Peers peers, Map<Subject, Shift> shifts) {
    List<Evidence> evidence = new ArrayList<>();
    for (Peers.Alike alike : peers.all()) {
      for (boolean upwards : new boolean[] {true, false}) {
        List<Shift> together = together(alike, upwards, shifts);
        if (together.size() >= PeerGroup.LEAST) {
          evidence.add(evidence(alike, together));
          together.forEach(shift -> shifts.remove(shift.series()));
        }
      }
    }
    return evidence;
  }

  private List<Shift> together(Peers.Alike alike, boolean upwards, Map<Subject, Shift> shifts) {
    List<Shift> all = new ArrayList<>();
    for (Subject series : alike.series()) {
      @Nullable Shift shift = shifts.get(series);
      if (shift != null && shift.upwards() == upwards) {
        all.add(shift);
      }
    }
    double needed = Math.max(PeerGroup.LEAST, MOST_PARTS * alike.series().size());
    if (all.size() < needed) {
      return List.of();
    }
    double onset = Samples.median(all.stream().mapToDouble(Shift::onsetMillis).toArray());
    all.removeIf(
        shift ->
            Math.abs(shift.onsetMillis() - onset)
                > APART * shift.series().reduced().intervalMillis());
    if (all.size() < needed) {
      return List.of();
    }
    all.removeIf(shift -> isUnlike.test(shift.series()));
    return all;
  }

  private Evidence evidence(Peers.Alike alike, List<Shift> together) {
    Component whole = alike.group().whole();
    Shift strongest =
        together.stream()
            .min(
                Comparator.comparingDouble(Shift::strength)
                    .reversed()
                    .thenComparing(shift -> shift.series().component()))
            .orElseThrow();
    Subject series = strongest.series();
    boolean upwards = strongest.upwards();
    double before = median(together.stream().mapToDouble(shift -> shift.usual().mean()).toArray());
    double now = median(together.stream().mapToDouble(Shift::level).toArray());
    double sigmas = median(together.stream().mapToDouble(Shift::sigmas).toArray());
    long onset = together.stream().mapToLong(Shift::onsetMillis).min().orElseThrow();
    String parts = together.size() + " of " + alike.series().size();
    Shape shape = strongest.shape();
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("metric", series.name());
    attributes.put("direction", upwards ? "up" : "down");
    attributes.put("before", Canonical.number(before));
    attributes.put("now", Canonical.number(now));
    attributes.put("parts", parts);
    attributes.put("partKind", series.component().kind().toString());
    Instant from = Instant.ofEpochMilli(onset);
    Instant to = facts.window().observed().to();
    Evidence.Builder evidence =
        Evidence.builder(
                Modality.METRICS,
                whole,
                ShiftLook.KIND,
                new TimeRange(from.isAfter(to) ? to : from, to))
            .speaksFor(strongest.speaksFor())
            .strength(strongest.strength())
            .magnitude(upwards ? sigmas : -sigmas, "sigma")
            .shape(shape)
            .trust(trust(together))
            .query(query(together))
            .attributes(attributes)
            .statement(
                series.name()
                    + (upwards ? " rose" : " fell")
                    + " together on "
                    + parts
                    + " "
                    + series.component().kind()
                    + " parts of "
                    + whole.name()
                    + ": median "
                    + Canonical.number(now)
                    + (series.reduced().isCounted() ? " a sample" : "")
                    + " from "
                    + Canonical.number(before)
                    + " ("
                    + Canonical.number(sigmas)
                    + " sigma, "
                    + ShiftLook.words(shape)
                    + ") at "
                    + from);
    // One signal stands for all: that of the part that shows it most.
    strongest.signal(facts).ifPresent(evidence::signal);
    return evidence.build();
  }

  private TelemetryQuery query(List<Shift> together) {
    Set<Component> parts = new TreeSet<>();
    together.forEach(shift -> parts.add(shift.series().component()));
    TimeRange asked = new TimeRange(facts.referenceRange().from(), facts.window().observed().to());
    return TelemetryQuery.builder(asked, facts.window().asOf())
        .modalities(Set.of(Modality.METRICS))
        .components(parts)
        .build();
  }

  private static TrustClass trust(List<Shift> together) {
    TrustClass lowest = TrustClass.KERNEL;
    for (Shift shift : together) {
      lowest = lowest.lowest(shift.series().trust());
    }
    return lowest;
  }

  private static double median(double[] values) {
    return Samples.median(values);
  }
}
