package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the samples of all series. */
final class MetricAccumulator implements Accumulator {
  private static final int MOST_SERIES = 500_000;

  /** How long before the observed range the end of a job still explains that its series stop. */
  private static final Duration ENDED_BEFORE = Duration.ofMinutes(5);

  private final CompactionWindow window;
  private final SortedMap<String, SeriesStore> series = new TreeMap<>();
  private final SortedSet<Component> endedJobs = new TreeSet<>();
  private int beyond;

  MetricAccumulator(CompactionWindow window) {
    this.window = window;
  }

  @Override
  public boolean metric(MetricSeries part) {
    String key = part.key();
    SeriesStore store = series.get(key);
    if (store == null && series.size() >= MOST_SERIES) {
      beyond++;
      return true;
    }
    if (store == null) {
      store = new SeriesStore(part);
      series.put(key, store);
    }
    store.add(part, window);
    return true;
  }

  @Override
  public boolean change(ChangeEvent change) {
    Instant time = change.time();
    boolean recent =
        !time.isBefore(window.observed().from().minus(ENDED_BEFORE))
            && time.isBefore(window.observed().to())
            && !time.isAfter(window.asOf());
    if (recent && change.kind() == ChangeKind.JOB_END && endedJobs.size() < MOST_SERIES) {
      endedJobs.add(change.component());
    }
    return true;
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof MetricAccumulator that) || !that.window.equals(window)) {
      throw new IllegalArgumentException(
          "Cannot merge "
              + other
              + " into metric evidence; merge one compactor's accumulators only");
    }
    that.series.forEach(
        (key, theirs) -> {
          SeriesStore mine = series.putIfAbsent(key, theirs);
          if (mine != null) {
            mine.merge(theirs);
          }
        });
    endedJobs.addAll(that.endedJobs);
    beyond += that.beyond;
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    MetricEvidence channel = new MetricEvidence(window, coverage, endedJobs);
    channel.add(series.values());
    if (beyond > 0) {
      channel.omit("metric.shift", beyond, "more than " + MOST_SERIES + " series");
    }
    return Digests.rank(channel.evidence(), channel.omitted(), budget, coverage);
  }
}
