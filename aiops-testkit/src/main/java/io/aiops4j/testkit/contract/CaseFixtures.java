package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Case files for the contracts of agents: one with evidence, one in which nothing can be seen. */
final class CaseFixtures {
  private static final Instant NOON = SafetyFixtures.NOON;
  private static final Instant ONSET = NOON.minusSeconds(600);

  private CaseFixtures() {}

  /** {@return a hot GPU, seen in its metrics, its node's log and its job} */
  static CaseFile seen() {
    Evidence hot =
        evidence(Modality.METRICS, SafetyFixtures.GPU, "metric.shift", 11, FaultType.HARDWARE);
    Evidence log =
        evidence(Modality.LOGS, SafetyFixtures.NODE, "log.signature", 8, FaultType.HARDWARE);
    Evidence slow =
        evidence(
            Modality.METRICS,
            Component.of(ComponentKind.JOB, "train-7"),
            "metric.shift",
            5,
            FaultType.UNKNOWN);
    return file(SafetyFixtures.digest(hot, log, slow), SafetyFixtures.topology());
  }

  /** {@return a case file without evidence, whose sources could not be read} */
  static CaseFile blind() {
    TimeRange range = new TimeRange(ONSET, NOON);
    List<Coverage.Missing> missing = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      missing.add(new Coverage.Missing(modality, "everything", "the backend does not answer"));
    }
    Coverage coverage = Coverage.partial(TelemetryQuery.builder(range, NOON).build(), 0, missing);
    return file(new EvidenceDigest(List.of(), List.of(), coverage), SafetyFixtures.topology());
  }

  private static CaseFile file(EvidenceDigest digest, Topology topology) {
    return CaseFile.builder(SafetyFixtures.INCIDENT, NOON, digest, topology).build();
  }

  /** {@return the file with a detection that cites everything} */
  static CaseFile detected(CaseFile file) {
    Detection present = new Detection.Present(ONSET, new TreeSet<>(List.of(SafetyFixtures.GPU)));
    return file.toBuilder().detection(opinion(file, present)).build();
  }

  /** {@return the file with a detection and a localization} */
  static CaseFile localized(CaseFile file) {
    return detected(file).toBuilder().localization(opinion(file, SafetyFixtures.GPU)).build();
  }

  /** {@return the file with all three opinions} */
  static CaseFile diagnosed(CaseFile file) {
    return diagnosed(file, diagnosis(file, "gpu-thermal-throttle"));
  }

  static CaseFile diagnosed(CaseFile file, Diagnosis diagnosis) {
    Analysis analysis =
        new Analysis(
            opinion(file, diagnosis.system()),
            opinion(file, diagnosis.faultType()),
            opinion(file, diagnosis));
    return localized(file).toBuilder().analysis(analysis).build();
  }

  static Diagnosis diagnosis(CaseFile file, String incidentClass) {
    List<String> ids = ids(file);
    Component gpu = SafetyFixtures.GPU;
    return ids.isEmpty()
        ? new Diagnosis.Hypothesis(gpu, FaultType.HARDWARE, incidentClass, "it is hot")
        : new Diagnosis.Finding(gpu, FaultType.HARDWARE, incidentClass, "it is hot", ids);
  }

  private static <T> Opinion<T> opinion(CaseFile file, T answer) {
    Ranked<T> ranked = new Ranked<>(answer, 0.8, ids(file), "peers that show the same");
    return new Opinion<>("fixture", List.of(ranked), "as the contract has it");
  }

  static List<String> ids(CaseFile file) {
    return file.digest().items().stream().map(Evidence::id).toList();
  }

  private static Evidence evidence(
      Modality modality, Component component, String kind, double strength, FaultType type) {
    TimeRange range = new TimeRange(ONSET, NOON);
    return Evidence.builder(modality, component, kind, range)
        .speaksFor(type)
        .magnitude(12, "sigma")
        .shape(Shape.LEVEL_SHIFT)
        .strength(strength)
        .trust(modality == Modality.LOGS ? TrustClass.KERNEL : TrustClass.NODE_AGENT)
        .statement("thermal slowdown: " + component + " shows " + kind)
        .query(TelemetryQuery.builder(range, NOON).build())
        .build();
  }

  /** Every id that an opinion cites is in the digest. */
  static void assertCitesWhatExists(CaseFile file, Opinion<?> opinion) {
    for (Ranked<?> ranked : opinion.ranking()) {
      assertCitesWhatExists(file, ranked.evidenceIds());
      if (ranked.answer() instanceof Diagnosis diagnosis) {
        assertCitesWhatExists(file, diagnosis.evidenceIds());
      }
    }
  }

  static void assertCitesWhatExists(CaseFile file, List<String> cited) {
    assertThat(ids(file)).as("the ids of the digest").containsAll(cited);
  }

  /** Best first. */
  static void assertRanked(Opinion<?> opinion) {
    for (int i = 1; i < opinion.ranking().size(); i++) {
      assertThat(opinion.ranking().get(i).confidence())
          .as("confidence of answer %s of %s", i, opinion.agent())
          .isLessThanOrEqualTo(opinion.ranking().get(i - 1).confidence());
    }
  }
}
