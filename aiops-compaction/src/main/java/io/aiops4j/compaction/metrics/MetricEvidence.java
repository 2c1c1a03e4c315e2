package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Runs the three looks at each series: level, state, silence. */
final class MetricEvidence {
  static final int LEAST_REFERENCE = 8;

  private final MetricFacts facts;
  private final ShiftLook shifts;
  private final StateLook states;
  private final SilenceLook silences;
  private final List<Evidence> evidence = new ArrayList<>();
  private final TreeMap<String, EvidenceDigest.Omission> omitted = new TreeMap<>();

  MetricEvidence(CompactionWindow window, Coverage coverage, Set<Component> endedJobs) {
    this.facts = new MetricFacts(window);
    this.shifts = new ShiftLook(facts);
    this.states = new StateLook(facts);
    this.silences = new SilenceLook(facts, coverage, endedJobs);
  }

  void add(Collection<SeriesStore> all) {
    boolean answers = silences.sourceAnswers(all);
    for (SeriesStore series : all) {
      ReducedSeries reduced = ReducedSeries.of(series, facts.window());
      if (reduced.reference().length < LEAST_REFERENCE) {
        if (reduced.observed().length > 0) {
          omit(
              "metric.shift",
              1,
              "fewer than " + LEAST_REFERENCE + " reference samples: nothing to compare with");
        }
      } else {
        if (series.kind() == MetricKind.STATE_CODE) {
          states.of(series, reduced, evidence);
        } else {
          shifts.of(series, reduced, all.size(), evidence);
        }
        if (answers) {
          silences.of(series, reduced);
        }
      }
      if (series.dropped() > 0) {
        omit(
            "metric.shift",
            (int) Math.min(1_000_000, series.dropped()),
            "samples beyond the bound");
      }
    }
    silences.report(evidence);
    if (!answers && !all.isEmpty()) {
      omit(
          "metric.vanished", 1, "no metric came for the observed range: cannot tell what vanished");
    }
    int unseen = silences.unseen();
    if (unseen > 0) {
      omit("metric.vanished", unseen, "silent, but their source could not be read in full");
    }
  }

  void omit(String what, int count, String why) {
    omitted.merge(
        what + why,
        new EvidenceDigest.Omission(what, count, why),
        (a, b) -> new EvidenceDigest.Omission(what, a.count() + b.count(), why));
  }

  List<Evidence> evidence() {
    return evidence;
  }

  List<EvidenceDigest.Omission> omitted() {
    return List.copyOf(omitted.values());
  }
}
