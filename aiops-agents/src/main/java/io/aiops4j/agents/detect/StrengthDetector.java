package io.aiops4j.agents.detect;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Detector;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sees an incident where evidence is stronger than chance allows.
 *
 * <p>An item of strength {@value #ENTRY} or more opens; everything at least half as strong as the
 * strongest belongs to it, and the onset is the earliest start of these in metrics or logs. Changes
 * alone never open: they are no symptoms. Without strong evidence the answer is absent only if
 * metrics could be read in full, else blind: missing telemetry is never health. Stateless and
 * thread-safe.
 */
public final class StrengthDetector implements Detector {
  /** -log10 of the chance that opens an incident. */
  public static final double ENTRY = 5;

  private static final String NAME = "strength-detector";

  /** Makes the detector. */
  public StrengthDetector() {}

  @Override
  public Opinion<Detection> detect(CaseFile file) {
    List<Evidence> symptoms =
        file.digest().items().stream()
            .filter(item -> item.modality() != Modality.CHANGES)
            .filter(item -> item.strength() >= ENTRY)
            .sorted(Evidence.BY_STRENGTH)
            .toList();
    if (symptoms.isEmpty()) {
      return quiet(file);
    }
    double strongest = symptoms.get(0).strength();
    List<Evidence> belonging =
        symptoms.stream().filter(item -> item.strength() >= strongest / 2).toList();
    // Traces are compared as a whole: only metrics and logs know when it began.
    Instant onset =
        belonging.stream()
            .filter(item -> item.modality() != Modality.TRACES)
            .map(item -> item.range().from())
            .min(Instant::compareTo)
            .orElseGet(() -> belonging.get(0).range().from());
    SortedSet<Component> affected = new TreeSet<>();
    belonging.forEach(item -> affected.add(item.component()));
    Ranked<Detection> present =
        new Ranked<>(
            new Detection.Present(onset, affected),
            Math.min(1, strongest / Evidence.MAX_STRENGTH),
            belonging.stream().map(Evidence::id).toList(),
            "all of these signals back within their bands without any action");
    return new Opinion<>(
        NAME,
        List.of(present),
        affected.size()
            + " components show symptoms since "
            + onset
            + "; the strongest ("
            + Canonical.number(strongest)
            + "): "
            + symptoms.get(0).statement());
  }

  private static Opinion<Detection> quiet(CaseFile file) {
    boolean blind =
        file.digest().coverage().records() == 0
            || file.digest().coverage().missing().stream()
                .anyMatch(gap -> gap.modality() != Modality.CHANGES);
    String gaps =
        file.digest().coverage().missing().stream()
            .map(gap -> gap.what() + " (" + gap.why() + ")")
            .findFirst()
            .orElse("no telemetry came at all");
    Detection detection =
        blind
            ? new Detection.Blind(gaps)
            : new Detection.Absent("no evidence is stronger than chance allows");
    String statement =
        blind
            ? "cannot tell: " + gaps
            : "telemetry was there and shows nothing stronger than chance allows";
    return new Opinion<>(
        NAME,
        List.of(new Ranked<>(detection, 0.5, List.of(), "evidence of strength " + ENTRY)),
        statement);
  }
}
