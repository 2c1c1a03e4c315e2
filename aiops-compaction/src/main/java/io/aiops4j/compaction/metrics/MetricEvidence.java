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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs the looks at each series: level, peers, jitter, state, silence. */
final class MetricEvidence {
  static final int LEAST_REFERENCE = 8;

  private final MetricFacts facts;
  private final StateLook states;
  private final SilenceLook silences;
  private final List<Evidence> evidence = new ArrayList<>();
  private final TreeMap<String, EvidenceDigest.Omission> omitted = new TreeMap<>();

  MetricEvidence(CompactionWindow window, Coverage coverage, Set<Component> endedJobs) {
    this.facts = new MetricFacts(window);
    this.states = new StateLook(facts);
    this.silences = new SilenceLook(facts, coverage, endedJobs);
  }

  void add(SeriesCollector collected) {
    List<Subject> all = collected.all().stream().map(facts::subject).toList();
    if (collected.isCut()) {
      omit("metric.shift", 1, "series beyond the first " + SeriesCollector.MOST_SERIES);
    }
    levels(all);
    boolean answers = silences.sourceAnswers(all);
    for (Subject series : all) {
      boolean comparable = series.reduced().reference().length >= LEAST_REFERENCE;
      if (comparable && series.kind() == MetricKind.STATE_CODE) {
        states.of(series, evidence);
      }
      if (comparable && answers) {
        silences.of(series);
      }
      if (!comparable && series.reduced().observed().length > 0) {
        omit(
            "metric.shift",
            1,
            "fewer than " + LEAST_REFERENCE + " reference samples: nothing to compare with");
      }
      if (series.column().isCut()) {
        omit(
            "metric.shift",
            1,
            "series of more than " + SampleColumn.MOST + " samples: only the latest are compared");
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

  /** Levels against the past and against the peers: each series is told once. */
  private void levels(List<Subject> all) {
    ShiftLook look = new ShiftLook(facts, all.size());
    JitterLook jitter = new JitterLook(facts, all.size());
    Peers peers = new Peers(facts.window().topology(), all);
    PeerLook unlike = new PeerLook(facts, peers, all.size());
    Map<Subject, Shift> shifts = new IdentityHashMap<>();
    for (Subject series : all) {
      if (series.kind() != MetricKind.STATE_CODE) {
        boolean comparable = series.reduced().reference().length >= LEAST_REFERENCE;
        Optional<Shift> shift = comparable ? look.of(series) : Optional.empty();
        shift.ifPresent(found -> shifts.put(series, found));
        PeerLook.@Nullable Deviation deviation = unlike.of(series);
        if (shift.isEmpty() && deviation != null) {
          evidence.add(unlike.evidence(deviation));
        } else if (shift.isEmpty() && comparable) {
          jitter.of(series).ifPresent(evidence::add);
        }
      }
    }
    CommonShifts common = new CommonShifts(facts, series -> unlike.of(series) != null);
    evidence.addAll(common.of(peers, shifts));
    for (Subject series : all) {
      @Nullable Shift shift = shifts.get(series);
      if (shift != null) {
        evidence.add(look.evidence(shift, PeerLook.attributes(unlike.of(series))));
      }
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
