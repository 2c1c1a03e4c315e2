package io.aiops4j.compaction.changes;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

  /**
   * {@return the same evidence, with changes ranked by whether they could have produced the rest}
   *
   * <p>A change counts by half for how rarely its component changes so near to the onset, and for
   * the rest by how much better placed the component is than others to be behind the trouble: the
   * trouble is on it, on what stands on it, on what calls it or on a piece of it, and began after
   * the change. The attribute {@code touches} says how many components in trouble these are.
   * Without trouble, or without a topology that holds it, nothing changes. Ids stay the same.
   *
   * @param all evidence of all modalities
   * @param window with the topology
   */
  public static List<Evidence> weighed(List<Evidence> all, CompactionWindow window) {
    SymptomReach reach = new SymptomReach(all, window.topology());
    if (reach.isEmpty() || all.stream().noneMatch(ChangeCompactor::isChange)) {
      return all;
    }
    return all.stream().map(item -> isChange(item) ? weighed(item, reach) : item).toList();
  }

  private static Evidence weighed(Evidence change, SymptomReach reach) {
    Component changed = change.component();
    Instant time = change.range().from();
    double placed = reach.strength(changed, time);
    Map<String, String> attributes = new TreeMap<>(change.attributes());
    attributes.put("touches", Integer.toString(reach.touched(changed, time)));
    return Evidence.builder(change.modality(), changed, change.kind(), change.range())
        .speaksFor(change.speaksFor())
        .strength(Math.min(ChangeEvidence.MOST_STRENGTH, change.strength() / 2 + placed))
        .magnitude(change.magnitude(), change.unit())
        .shape(change.shape())
        .trust(change.trust())
        .statement(change.statement())
        .query(change.query())
        .attributes(attributes)
        .build();
  }

  private static boolean isChange(Evidence item) {
    return item.modality() == Modality.CHANGES;
  }

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
