package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes a digest of evidence. */
public final class Digests {
  private Digests() {}

  /**
   * {@return the strongest evidence within the budget, each once}
   *
   * @param evidence in any order
   * @param budget how much to return at most
   * @param coverage carried into the digest
   */
  public static EvidenceDigest rank(
      List<Evidence> evidence, EvidenceBudget budget, Coverage coverage) {
    List<Evidence> kept = new ArrayList<>();
    TreeMap<String, Integer> omitted = new TreeMap<>();
    long tokens = 0;
    for (Evidence item : evidence.stream().distinct().sorted(Evidence.BY_STRENGTH).toList()) {
      tokens += item.statement().length() / 4 + 1;
      if (kept.size() < budget.maxItems() && tokens <= budget.maxTokens()) {
        kept.add(item);
      } else {
        omitted.merge(item.kind(), 1, Integer::sum);
      }
    }
    List<EvidenceDigest.Omission> omissions = new ArrayList<>();
    omitted.forEach(
        (kind, count) ->
            omissions.add(new EvidenceDigest.Omission(kind, count, "beyond the budget")));
    return new EvidenceDigest(kept, omissions, coverage);
  }
}
