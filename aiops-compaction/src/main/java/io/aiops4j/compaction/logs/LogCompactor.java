package io.aiops4j.compaction.logs;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.telemetry.Modality;
import java.util.List;
import java.util.Set;

/**
 * Finds log lines that are new, more frequent than before, or known to mean something.
 *
 * <p>Evidence: {@code log.signature} for lines of the given signatures, always; {@code log.new} for
 * templates that the reference does not have, always; {@code log.burst} for those that it has in
 * one minute only, and for known ones of which there is more than before, the top fifth of their
 * component. Rank is -log10 of the chance of so many minutes with the template (a minute is one
 * witness, however often it repeats), less the log10 of how many components share its words, at
 * most 1, and 1 more for a word or severity of trouble. At most 25 templates of either kind a
 * component; what is held back is among the omissions.
 *
 * <p>Each with the attributes {@code template}, {@code templateId}, {@code count}, {@code
 * referenceCount}, {@code firstSeen}, {@code lastSeen} (of the observed lines), {@code severity},
 * and the first line in its statement; {@code templateBefore} where the observed lines changed the
 * template: what the reference alone calls it; signatures also with {@code signature}, {@code
 * incidentClass}, {@code xid}. Each component's lines are one stream with a miner of its own;
 * accumulators merge in any order, exactly while the templates of a stream fit its bound. Memory
 * O(templates x minutes), bounded. Stateless and thread-safe.
 */
public final class LogCompactor implements Compactor {
  private final List<LogSignature> signatures;

  /** Makes the compactor with the built-in signatures. */
  public LogCompactor() {
    this(LogSignatures.builtIn());
  }

  /**
   * Makes the compactor.
   *
   * @param signatures of lines whose meaning is known; the first that matches names a line
   */
  public LogCompactor(List<LogSignature> signatures) {
    this.signatures = List.copyOf(signatures);
  }

  @Override
  public Set<Modality> modalities() {
    return Set.of(Modality.LOGS);
  }

  @Override
  public Accumulator accumulator(CompactionWindow window) {
    return new LogAccumulator(window, signatures);
  }

  @Override
  public Accumulator restore(CompactionWindow window, byte[] state) {
    return LogAccumulator.restored(window, signatures, state);
  }
}
