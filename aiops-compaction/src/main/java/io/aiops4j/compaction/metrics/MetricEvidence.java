package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.SampleColumn;
import io.aiops4j.compaction.stats.SeriesCollector;
import java.util.ArrayList;
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

  void add(SeriesCollector collected) {
    List<Subject> all = collected.all().stream().map(facts::subject).toList();
    boolean answers = silences.sourceAnswers(all);
    for (Subject series : all) {
      ReducedSeries reduced = series.reduced();
      if (reduced.reference().length < LEAST_REFERENCE) {
        if (reduced.observed().length > 0) {
          omit(
              "metric.shift",
              1,
              "fewer than " + LEAST_REFERENCE + " reference samples: nothing to compare with");
        }
      } else {
        if (series.kind() == MetricKind.STATE_CODE) {
          states.of(series, evidence);
        } else {
          shifts.of(series, all.size(), evidence);
        }
        if (answers) {
          silences.of(series);
        }
      }
      if (series.column().isCut()) {
        omit(
            "metric.shift",
            1,
            "series of more than " + SampleColumn.MOST + " samples: only the latest are compared");
      }
    }
    if (collected.isCut()) {
      omit("metric.shift", 1, "series beyond the first " + SeriesCollector.MOST_SERIES);
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

  private void omit(String what, int count, String why) {
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
