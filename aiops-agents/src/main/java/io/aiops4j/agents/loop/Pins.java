package io.aiops4j.agents.loop;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the signals that recovery will be judged by: the strongest of what the platform saw, and
 * a few of what the workload says. The engine pins them; no agent and no plan can take one away.
 */
final class Pins {
  /** Below this an item of evidence is a blip that chance explains once a day. */
  private static final double MIN_STRENGTH = 4;

  private static final Set<Reducer> EVENTS = Set.of(Reducer.LOG_COUNT, Reducer.INCREASE);

  private static final int MAX_PLATFORM = 12;
  private static final int MAX_WORKLOAD = 4;

  private Pins() {}

  /**
   * {@return whether the signals could show recovery: the silence of events alone cannot, since
   * what happened once may just not happen again}
   */
  static boolean canShowRecovery(List<PinnedSignal> signals) {
    return signals.stream().anyMatch(signal -> !EVENTS.contains(signal.reducer()));
  }

  static List<PinnedSignal> choose(EvidenceDigest digest) {
    Map<String, PinnedSignal> chosen = new LinkedHashMap<>();
    add(chosen, digest, true, MAX_PLATFORM);
    add(chosen, digest, false, MAX_WORKLOAD);
    return List.copyOf(chosen.values());
  }

  private static void add(
      Map<String, PinnedSignal> chosen, EvidenceDigest digest, boolean platform, int most) {
    digest.items().stream()
        .filter(item -> item.trust().isPlatform() == platform)
        .filter(item -> item.strength() >= MIN_STRENGTH && item.signal().isPresent())
        .map(Evidence::signal)
        .map(java.util.Optional::orElseThrow)
        .limit(most)
        .forEach(signal -> chosen.putIfAbsent(signal.id(), signal));
  }
}
