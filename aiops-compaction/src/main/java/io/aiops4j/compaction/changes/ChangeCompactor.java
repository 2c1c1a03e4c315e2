package io.aiops4j.compaction.changes;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.telemetry.Modality;
import java.util.Set;

/**
 * Says what was changed in the observed range and the half hour before it, and what the change
 * could disturb.
 *
 * <p>Evidence: {@code change.deploy}, {@code change.config}, {@code change.flag}, {@code
 * change.job-start}, {@code change.job-end}, {@code change.node-lifecycle}, with the attributes
 * {@code changeId}, {@code minutesBefore} (negative: after the range began) and {@code reaches}
 * (how many components stand on the changed one or call it). A change is a reason, not a symptom:
 * its strength is that of its nearness by chance, 2 at most, and no signal can show that it healed.
 * Stateless and thread-safe.
 */
public final class ChangeCompactor implements Compactor {
  /** Makes the compactor. */
  public ChangeCompactor() {}

  @Override
  public Set<Modality> modalities() {
    return Set.of(Modality.CHANGES);
  }

  @Override
  public Accumulator accumulator(CompactionWindow window) {
    return new ChangeAccumulator(window);
  }

  @Override
  public Accumulator restore(CompactionWindow window, byte[] state) {
    return ChangeAccumulator.restored(window, state);
  }
}
