package io.aiops4j.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Modality;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is planted into the noise of a fleet is in a digest of forty items. */
class PlantedFactsTest {
  @Test
  void plantedFactsAreInTheDigest() {
    assertFound(0, 24);
  }

  @Tag("nightly")
  @Test
  void plantedFactsAreInTheDigestOfThreeHundredFleets() {
    assertFound(1_000, 300);
  }

  private static void assertFound(int firstSeed, int fleets) {
    List<String> missed = new ArrayList<>();
    for (int seed = firstSeed; seed < firstSeed + fleets; seed++) {
      NoisyFleet fleet = new NoisyFleet(seed);
      EvidenceDigest digest = Telemetry.digest(Compactors.standard(), fleet.batch());
      assertThat(digest.items().size()).isLessThanOrEqualTo(40);
      if (digest.items().stream().noneMatch(item -> isShift(item, fleet))) {
        missed.add("shift of seed " + seed);
      }
      if (digest.items().stream().noneMatch(item -> isFatalLine(item, fleet))) {
        missed.add("fatal line of seed " + seed);
      }
      if (digest.items().stream().noneMatch(item -> isLostCall(item, fleet))) {
        missed.add("lost call of seed " + seed);
      }
    }
    assertThat(missed.size())
        .as("missed of %s facts, at most 1 %%: %s", 3 * fleets, missed)
        .isLessThanOrEqualTo(3 * fleets / 100);
  }

  private static boolean isShift(Evidence item, NoisyFleet fleet) {
    return item.modality() == Modality.METRICS
        && item.component().equals(fleet.shifted)
        && item.attributes().getOrDefault("metric", "").equals(fleet.shiftedMetric);
  }

  private static boolean isFatalLine(Evidence item, NoisyFleet fleet) {
    return item.modality() == Modality.LOGS
        && item.component().equals(fleet.fatal)
        && item.statement().contains("storage engine panicked");
  }

  private static boolean isLostCall(Evidence item, NoisyFleet fleet) {
    return item.modality() == Modality.TRACES
        && item.component().equals(fleet.caller)
        && item.statement().contains("call of " + fleet.lost.name() + " ")
        && item.statement().contains("less often");
  }
}
