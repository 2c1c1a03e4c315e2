package io.aiops4j.agents.localize;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Case files made of a few pieces of evidence. */
public final class Cases {
  private static final Instant NOW = Instant.parse("2026-01-05T10:10:00Z");
  private static final TimeRange RANGE = new TimeRange(NOW.minusSeconds(600), NOW);
  private static final TelemetryQuery QUERY = TelemetryQuery.builder(RANGE, NOW).build();

  private Cases() {}

  public static Evidence evidence(Component component, FaultType type, double strength) {
    return evidence(component, type, strength, Map.of());
  }

  public static Evidence evidence(
      Component component, FaultType type, double strength, Map<String, String> attributes) {
    return Evidence.builder(Modality.METRICS, component, "test." + type.wireName(), RANGE)
        .speaksFor(type)
        .strength(strength)
        .statement(component + " shows " + type + " at " + strength + " " + attributes)
        .query(QUERY)
        .attributes(attributes)
        .build();
  }

  public static Evidence evidence(
      Component component, FaultType type, double strength, TrustClass trust) {
    return Evidence.builder(Modality.METRICS, component, "test." + type.wireName(), RANGE)
        .speaksFor(type)
        .strength(strength)
        .trust(trust)
        .statement(component + " shows " + type + " at " + strength + ", says " + trust)
        .query(QUERY)
        .build();
  }

  /** A case file with a diagnosis, as reviewers see it. */
  public static CaseFile diagnosed(Topology topology, Diagnosis diagnosis, Evidence... evidence) {
    Ranked<Diagnosis> ranked = new Ranked<>(diagnosis, 0.8, diagnosis.evidenceIds(), "");
    Opinion<Diagnosis> opinion = new Opinion<>("test", List.of(ranked), "as the test has it");
    Analysis analysis = new Analysis(Opinion.none("test", ""), Opinion.none("test", ""), opinion);
    return file(topology, evidence).analysis(analysis).build();
  }

  public static CaseFile.Builder file(Topology topology, Evidence... evidence) {
    EvidenceDigest digest =
        new EvidenceDigest(List.of(evidence), List.of(), Coverage.complete(QUERY, 1));
    return CaseFile.builder(new IncidentId("inc-1"), NOW, digest, topology);
  }
}
