package io.aiops4j.compaction.changes;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.Digests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects changes, each once. */
final class ChangeAccumulator implements Accumulator {
  static final Duration BEFORE = Duration.ofMinutes(30);
  private static final int MOST_CHANGES = 20_000;

  private final CompactionWindow window;
  private final TimeRange near;
  private final SortedMap<String, ChangeEvent> nearby = new TreeMap<>();
  private final SortedMap<String, ChangeEvent> earlier = new TreeMap<>();
  private int beyond;

  ChangeAccumulator(CompactionWindow window) {
    this.window = window;
    this.near = new TimeRange(window.observed().from().minus(BEFORE), window.observed().to());
  }

  @Override
  public boolean change(ChangeEvent change) {
    if (!change.time().isAfter(window.asOf())) {
      if (near.contains(change.time())) {
        keep(nearby, change);
      } else if (window.referenceIndex(change.time()) >= 0) {
        keep(earlier, change);
      }
    }
    return true;
  }

  private void keep(SortedMap<String, ChangeEvent> changes, ChangeEvent change) {
    String key = change.time() + " " + change.component() + " " + change.kind() + " " + change.id();
    if (changes.size() >= MOST_CHANGES && !changes.containsKey(key)) {
      beyond++;
    } else {
      changes.putIfAbsent(key, change);
    }
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof ChangeAccumulator that) || !that.window.equals(window)) {
      throw new IllegalArgumentException(
          "Cannot merge " + other + " into changes; merge one compactor's accumulators only");
    }
    that.nearby.values().forEach(change -> keep(nearby, change));
    that.earlier.values().forEach(change -> keep(earlier, change));
    beyond += that.beyond;
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    ChangeEvidence channel = new ChangeEvidence(window, List.copyOf(earlier.values()));
    List<Evidence> evidence = new ArrayList<>();
    nearby.values().forEach(change -> evidence.add(channel.of(change)));
    List<EvidenceDigest.Omission> omitted =
        beyond == 0
            ? List.of()
            : List.of(
                new EvidenceDigest.Omission(
                    "change", beyond, "more than " + MOST_CHANGES + " changes"));
    return Digests.rank(evidence, omitted, budget, coverage);
  }
}
