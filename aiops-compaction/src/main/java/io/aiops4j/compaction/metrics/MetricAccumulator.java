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
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.state.WindowState;
import io.aiops4j.compaction.stats.SeriesCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/** Collects the samples of all series. */
final class MetricAccumulator implements Accumulator {
  private static final String STATE = "metrics";
  private static final int VERSION = 1;

  private static final int MOST_JOBS = 100_000;

  /** How long before the observed range the end of a job still explains that its series stop. */
  private static final Duration ENDED_BEFORE = Duration.ofMinutes(5);

  private final CompactionWindow window;
  private final SeriesCollector series;
  private final TreeSet<Component> endedJobs = new TreeSet<>();

  MetricAccumulator(CompactionWindow window) {
    this.window = window;
    this.series = new SeriesCollector(window);
  }

  static MetricAccumulator restore(CompactionWindow window, byte[] bytes) {
    StateReader state = WindowState.reader(bytes, STATE, VERSION, window);
    MetricAccumulator accumulator = new MetricAccumulator(window);
    for (int i = state.parts(4); i > 0; i--) {
      accumulator.ended(state.component());
    }
    accumulator.series.read(state);
    state.end();
    return accumulator;
  }

  @Override
  public boolean metric(MetricSeries part) {
    series.add(part);
    return true;
  }

  @Override
  public boolean change(ChangeEvent change) {
    Instant time = change.time();
    boolean recent =
        !time.isBefore(window.observed().from().minus(ENDED_BEFORE))
            && time.isBefore(window.observed().to())
            && !time.isAfter(window.asOf());
    if (recent && change.kind() == ChangeKind.JOB_END) {
      ended(change.component());
    }
    return true;
  }

  /** Of more than the bound the first in order stay, whatever order they come in. */
  private void ended(Component job) {
    endedJobs.add(job);
    if (endedJobs.size() > MOST_JOBS) {
      endedJobs.pollLast();
    }
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof MetricAccumulator that) || !WindowState.same(that.window, window)) {
      throw new IllegalArgumentException(
          "Cannot merge "
              + other
              + " into metric evidence; merge one compactor's accumulators only");
    }
    series.merge(that.series);
    that.endedJobs.forEach(this::ended);
  }

  @Override
  public byte[] state() {
    StateWriter state = WindowState.writer(STATE, VERSION, window);
    state.count(endedJobs.size());
    endedJobs.forEach(state::component);
    series.write(state);
    return state.toBytes();
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    MetricEvidence channel = new MetricEvidence(window, coverage, endedJobs);
    channel.add(series);
    return Digests.rank(channel.evidence(), channel.omitted(), budget, coverage);
  }
}
