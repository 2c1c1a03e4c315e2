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
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.state.WindowState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects changes, each once. */
final class ChangeAccumulator implements Accumulator {
  static final Duration BEFORE = Duration.ofMinutes(30);

  private static final String STATE = "changes";
  private static final int STATE_VERSION = 1;

  private final CompactionWindow window;
  private final TimeRange near;
  private final ChangeSet nearby;
  private final ChangeSet earlier;

  ChangeAccumulator(CompactionWindow window) {
    this.window = window;
    this.near = new TimeRange(window.observed().from().minus(BEFORE), window.observed().to());
    this.nearby = new ChangeSet(window.observed().from());
    this.earlier = new ChangeSet(window.observed().from());
  }

  static ChangeAccumulator restored(CompactionWindow window, byte[] state) {
    StateReader reader = WindowState.reader(state, STATE, STATE_VERSION, window);
    ChangeAccumulator restored = new ChangeAccumulator(window);
    restored.nearby.read(reader);
    restored.earlier.read(reader);
    reader.end();
    restored.nearby.changes().forEach(each -> check(restored.isNear(each), each, reader));
    restored.earlier.changes().forEach(each -> check(restored.isEarlier(each), each, reader));
    return restored;
  }

  private static void check(boolean fits, ChangeEvent change, StateReader reader) {
    if (!fits) {
      throw reader.invalid("a change of " + change.time() + " is outside the window");
    }
  }

  private boolean isNear(ChangeEvent change) {
    return !change.time().isAfter(window.asOf()) && near.contains(change.time());
  }

  private boolean isEarlier(ChangeEvent change) {
    return !change.time().isAfter(window.asOf())
        && !near.contains(change.time())
        && window.referenceIndex(change.time()) >= 0;
  }

  @Override
  public boolean change(ChangeEvent change) {
    if (isNear(change)) {
      nearby.add(change);
    } else if (isEarlier(change)) {
      earlier.add(change);
    }
    return true;
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof ChangeAccumulator that) || !WindowState.same(that.window, window)) {
      throw new IllegalArgumentException(
          "Cannot merge " + other + " into changes; merge one compactor's accumulators only");
    }
    nearby.addAll(that.nearby);
    earlier.addAll(that.earlier);
  }

  @Override
  public byte[] state() {
    StateWriter writer = WindowState.writer(STATE, STATE_VERSION, window);
    nearby.write(writer);
    earlier.write(writer);
    return writer.toBytes();
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    ChangeEvidence channel = new ChangeEvidence(window, earlier.changes());
    List<Evidence> evidence = new ArrayList<>();
    nearby.changes().forEach(change -> evidence.add(channel.of(change)));
    List<EvidenceDigest.Omission> omitted =
        nearby.isCut() || earlier.isCut()
            ? List.of(
                new EvidenceDigest.Omission(
                    "change", 1, "more than " + ChangeSet.MOST + " changes: the farthest are left"))
            : List.of();
    return Digests.rank(evidence, omitted, budget, coverage);
  }
}
