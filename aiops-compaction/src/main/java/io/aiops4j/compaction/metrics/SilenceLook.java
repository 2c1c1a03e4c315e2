package io.aiops4j.compaction.metrics;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.SampleColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks for a series that stopped though its source answers: missing telemetry is never health. */
final class SilenceLook {
  static final String KIND = "metric.vanished";

  /** A series is silent after so many of its intervals, and twice its longest hole before. */
  private static final int INTERVALS = 3;

  /** Scrapes are lost together, so that many missing samples are not as many witnesses. */
  private static final double MOST_STRENGTH = 8;

  /** What a silence is worth that is explained: its component was replaced, or its job ended. */
  private static final double EXPLAINED = 0.5;

  /** Most vanished series of one component that are told one by one. */
  private static final int MOST_OF_A_COMPONENT = 3;

  private record Silent(Subject series, long lastMillis) {}

  private final MetricFacts facts;
  private final Coverage coverage;
  private final SortedSet<Component> ended;
  private final long end;
  private final SortedMap<Component, List<Silent>> silent = new TreeMap<>();
  private int unseen;

  SilenceLook(MetricFacts facts, Coverage coverage, Set<Component> endedJobs) {
    this.facts = facts;
    this.ended = new TreeSet<>();
    endedJobs.forEach(job -> ended.addAll(facts.window().topology().occupants(job)));
    this.coverage = coverage;
    long until = coverage.completeUntil().toEpochMilli();
    // Coverage joined with that of the reference is complete up to the reference's end only.
    boolean saysIt = until > facts.window().observed().from().toEpochMilli();
    this.end = saysIt ? Math.min(facts.observedEnd(), until) : facts.observedEnd();
  }

  /** Whether anything came for the observed range. */
  boolean sourceAnswers(Collection<Subject> all) {
    long from = facts.window().observed().from().toEpochMilli();
    return all.stream()
        .map(Subject::column)
        .anyMatch(column -> column.size() > 0 && column.time(column.size() - 1) >= from);
  }

  void of(Subject series) {
    ReducedSeries reduced = series.reduced();
    SampleColumn column = series.column();
    long last = column.time(column.size() - 1);
    long from = facts.window().observed().from().toEpochMilli();
    long expectedFrom = Math.max(last, from - reduced.intervalMillis());
    long silence = end - expectedFrom;
    if (reduced.intervalMillis() <= 0
        || silence <= INTERVALS * reduced.intervalMillis()
        || silence <= 2 * longestHole(column, from)) {
      return;
    }
    if (coverage.lacks(Modality.METRICS)) {
      unseen++;
    } else {
      silent
          .computeIfAbsent(series.component(), key -> new ArrayList<>())
          .add(new Silent(series, last));
    }
  }

  /** Within a stretch of the reference; between its ranges nothing was collected. */
  private long longestHole(SampleColumn series, long from) {
    long longest = 0;
    for (int i = 1; i < series.size() && series.time(i) < from; i++) {
      boolean together =
          facts.millis().referenceIndex(series.time(i - 1))
                  == facts.millis().referenceIndex(series.time(i))
              && facts.millis().referenceIndex(series.time(i)) >= 0;
      longest = together ? Math.max(longest, series.time(i) - series.time(i - 1)) : longest;
    }
    return longest;
  }

  int unseen() {
    return unseen;
  }

  void report(List<Evidence> out) {
    silent.forEach(
        (component, all) ->
            all.stream()
                .limit(MOST_OF_A_COMPONENT)
                .forEach(each -> out.add(evidence(each, all.size()))));
  }

  private Evidence evidence(Silent each, int together) {
    Subject series = each.series();
    ReducedSeries reduced = series.reduced();
    long from = facts.window().observed().from().toEpochMilli();
    long onset = Math.max(from, each.lastMillis() + reduced.intervalMillis());
    double missing = (end - Math.max(each.lastMillis(), from)) / (double) reduced.intervalMillis();
    // Never missed in n samples: one may be missed by chance once in 2 (n + 1).
    double one = StrictMath.log10(2 * (reduced.reference().length + 1.0));
    String reason = reason(series.component());
    double strength = reason.isEmpty() ? Math.min(MOST_STRENGTH, one + missing / 4) : EXPLAINED;
    double seconds = (end - onset) / 1_000.0;
    return facts
        .evidence(
            series,
            KIND,
            onset,
            Map.of(
                "silentFor",
                Canonical.number(seconds) + " s",
                "seriesTogether",
                Integer.toString(together)))
        .speaksFor(FaultType.UNKNOWN)
        .strength(strength)
        .magnitude(seconds, "s")
        .shape(Shape.VANISHED)
        .statement(
            series.named()
                + " went silent for "
                + Canonical.number(seconds)
                + " s though its source answers"
                + (together > 1 ? ", with " + (together - 1) + " more series of it" : "")
                + reason
                + "; before, a sample came every "
                + Canonical.number(reduced.intervalMillis() / 1_000.0)
                + " s")
        .signal(signal(series))
        .build();
  }

  private String reason(Component component) {
    if (ended.contains(component)) {
      return "; its job ended";
    }
    boolean replaced = facts.window().topology().successor(component).isPresent();
    return replaced ? "; the component was replaced" : "";
  }

  private PinnedSignal signal(Subject series) {
    ReducedSeries reduced = series.reduced();
    Usual usual = Usual.of(reduced.reference(), 1);
    boolean code = series.kind() == MetricKind.STATE_CODE;
    Reducer reducer = code ? Reducer.VALUE : reduced.reducer();
    Band band;
    if (series.meaning().followsWork()) {
      // It must be seen again; how busy the device then is says nothing.
      band = new Band(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    } else if (code) {
      band = new Band(usual.lowest(), usual.highest());
    } else {
      band = usual.healthy(true, true, Double.POSITIVE_INFINITY, reduced.isCounted());
    }
    return facts.signal(series, reducer, band, Optional.of(usual.frozen(facts.referenceRange())));
  }
}
