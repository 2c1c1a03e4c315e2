package io.aiops4j.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.TokenEstimator;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DigestsTest {
  private static Evidence evidence(String component, double strength, String statement) {
    return evidence(component, strength, statement, FaultType.UNKNOWN, TrustClass.NODE_AGENT);
  }

  private static Evidence evidence(
      String component, double strength, String statement, FaultType type, TrustClass trust) {
    return Evidence.builder(
            Modality.LOGS,
            Component.service(component),
            "log.new",
            new TimeRange(Telemetry.START, Telemetry.minute(1)))
        .strength(strength)
        .speaksFor(type)
        .trust(trust)
        .statement(statement)
        .query(Telemetry.query())
        .build();
  }

  @Test
  void neverExceedsItsBudgetInTenThousandDigests() {
    for (int seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      List<Evidence> all = new ArrayList<>();
      for (int i = random.nextInt(random.nextInt(10) == 0 ? 120 : 30); i > 0; i--) {
        String words = "fact " + i + " é".repeat(random.nextInt(random.nextInt(600) + 1));
        all.add(
            evidence(
                "s" + random.nextInt(12),
                random.nextDouble() * 12,
                words,
                FaultType.values()[random.nextInt(FaultType.values().length)],
                TrustClass.values()[random.nextInt(TrustClass.values().length)]));
      }
      int words = 1 + random.nextInt(5);
      TokenEstimator estimator =
          random.nextBoolean() ? TokenEstimator.BYTES : text -> text.length() / words;
      EvidenceBudget budget =
          new EvidenceBudget(1 + random.nextInt(30), 1 + random.nextInt(2_000), estimator);

      EvidenceDigest digest = Digests.rank(all, budget, Telemetry.complete());

      assertThat(digest.items().size()).as("seed %s", seed).isLessThanOrEqualTo(budget.maxItems());
      assertThat(digest.items().stream().mapToInt(e -> estimator.tokens(e.statement())).sum())
          .as("seed %s", seed)
          .isLessThanOrEqualTo(budget.maxTokens());
      assertThat(digest.items()).isSortedAccordingTo(Evidence.BY_STRENGTH);
      int omitted = digest.omitted().stream().mapToInt(EvidenceDigest.Omission::count).sum();
      assertThat(digest.items().size() + omitted).isEqualTo(all.size());
    }
  }

  @Test
  void anEstimatorOfTheCallerDecidesWhatFits() {
    List<Evidence> all = List.of(evidence("a", 5, "four words of text"), evidence("b", 4, "two"));
    EvidenceBudget words = new EvidenceBudget(10, 4).countedBy(text -> text.split(" ").length);
    assertThat(Digests.rank(all, words, Telemetry.complete()).items()).containsExactly(all.get(0));
  }

  @Test
  void saysTheSameWhateverTheOrder() {
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(evidence("s" + i % 7, i % 5, "fact " + i));
    }
    EvidenceBudget budget = new EvidenceBudget(20, 500);
    EvidenceDigest first = Digests.rank(all, budget, Telemetry.complete());
    Collections.shuffle(all, new Random(1));
    EvidenceDigest second = Digests.rank(all, budget, Telemetry.complete());
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.omitted()).isEqualTo(first.omitted());
  }

  @Test
  void aLoudComponentDoesNotStarveAQuietOne() {
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(evidence("loud", 12, "fact " + i));
    }
    all.add(evidence("quiet", 2, "the cause"));
    EvidenceDigest digest = Digests.rank(all, new EvidenceBudget(10, 1_000), Telemetry.complete());
    assertThat(digest.items()).hasSize(10).anyMatch(e -> e.statement().equals("the cause"));
  }

  @Test
  void manyWeakOdditiesDoNotPushOutWhatCorroborates() {
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(evidence("odd-" + i, 2, "oddity " + i));
    }
    for (int i = 0; i < 4; i++) {
      all.add(evidence("culprit", 9, "witness " + i));
    }
    EvidenceDigest digest = Digests.rank(all, new EvidenceBudget(10, 1_000), Telemetry.complete());
    assertThat(digest.items()).filteredOn(e -> e.statement().startsWith("witness")).hasSize(4);
  }

  @Test
  void causesAndOutcomesSurviveAHundredDevicesThatFellIdle() {
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(evidence("gpu-" + i, 12, "idle " + i)); // speaks for nothing, cannot be pinned
    }
    Evidence cause = evidence("gpu-42", 7, "too hot", FaultType.HARDWARE, TrustClass.NODE_AGENT);
    Evidence outcome =
        Evidence.builder(
                Modality.METRICS,
                Component.service("train-7"),
                "metric.shift",
                new TimeRange(Telemetry.START, Telemetry.minute(1)))
            .strength(6)
            .statement("no step was finished")
            .signal(
                new PinnedSignal(
                    new SignalQuery(
                        Modality.METRICS, Component.service("train-7"), "steps", new TreeMap<>()),
                    Reducer.INCREASE,
                    Band.atLeast(1),
                    Optional.empty()))
            .query(Telemetry.query())
            .build();
    all.add(cause);
    all.add(outcome);

    EvidenceDigest digest = Digests.rank(all, new EvidenceBudget(10, 1_000), Telemetry.complete());

    assertThat(digest.items()).hasSize(10).contains(cause, outcome);
  }

  @Test
  void keepsAFactOnceButNeverTheWorkloadsWordInsteadOfThePlatforms() {
    Evidence platform = evidence("a", 5, "lost", FaultType.HARDWARE, TrustClass.KERNEL);
    Evidence later =
        Evidence.builder(
                Modality.LOGS,
                Component.service("a"),
                "log.new",
                new TimeRange(Telemetry.minute(1), Telemetry.minute(2)))
            .strength(3)
            .trust(TrustClass.KERNEL)
            .statement("lost")
            .query(Telemetry.query())
            .build();
    Evidence claimed =
        Evidence.builder(
                Modality.LOGS,
                Component.service("a"),
                "log.new",
                new TimeRange(Telemetry.minute(2), Telemetry.minute(3)))
            .strength(12)
            .trust(TrustClass.WORKLOAD)
            .statement("lost")
            .query(Telemetry.query())
            .build();
    EvidenceDigest digest =
        Digests.rank(
            List.of(later, platform, claimed), EvidenceBudget.STANDARD, Telemetry.complete());
    assertThat(digest.items()).containsExactly(claimed, platform);
    assertThat(digest.omitted())
        .containsExactly(new EvidenceDigest.Omission("log.new", 1, "the same fact again"));
  }

  private static Evidence xid(
      Modality modality, String kind, double strength, double minute, TrustClass trust) {
    boolean level = modality == Modality.METRICS;
    Component gpu = Component.of(ComponentKind.GPU, "node-7/gpu-3");
    return Evidence.builder(
            modality, gpu, kind, new TimeRange(Telemetry.minute(minute), Telemetry.minute(60)))
        .strength(strength)
        .trust(trust)
        .statement(kind + " shows Xid 79")
        .attributes(Map.of(Evidence.FACT, "xid-79"))
        .signal(
            new PinnedSignal(
                new SignalQuery(modality, gpu, kind, new TreeMap<>()),
                level ? Reducer.VALUE : Reducer.LOG_COUNT,
                Band.atMost(0),
                Optional.empty()))
        .query(Telemetry.query())
        .build();
  }

  @Test
  void oneFactSeenByTwoKindsOfTelemetryIsOneItemThatNamesBoth() {
    Evidence log = xid(Modality.LOGS, "log.signature", 12, 51, TrustClass.KERNEL);
    Evidence metric = xid(Modality.METRICS, "metric.state", 10, 52, TrustClass.NODE_AGENT);
    EvidenceDigest digest =
        Digests.rank(List.of(metric, log), EvidenceBudget.STANDARD, Telemetry.complete());
    assertThat(digest.items()).containsExactly(log);
    Evidence kept = digest.items().get(0);
    assertThat(kept.attributes()).containsEntry(Evidence.ALSO_SEEN, "metric.state (NODE_AGENT)");
    assertThat(kept.trust()).isEqualTo(TrustClass.KERNEL);
    assertThat(kept.strength()).as("corroborated, not added up").isEqualTo(12);
    assertThat(kept.signal()).as("a level shows recovery better").isEqualTo(metric.signal());
    assertThat(digest.omitted()).hasSize(1);
    assertThat(DigestText.of(digest)).contains("also seen as «metric.state (NODE_AGENT)»");
  }

  @Test
  void whatIsSeenAtAnotherTimeIsAnotherFact() {
    Evidence log = xid(Modality.LOGS, "log.signature", 12, 51, TrustClass.KERNEL);
    Evidence later = xid(Modality.METRICS, "metric.state", 10, 58, TrustClass.NODE_AGENT);
    assertThat(
            Digests.rank(List.of(log, later), EvidenceBudget.STANDARD, Telemetry.complete())
                .items())
        .containsExactly(log, later);
  }

  @Test
  void aWorkloadNeitherReplacesNorRaisesNorCorroboratesThePlatformsWitness() {
    Evidence claimed = xid(Modality.LOGS, "log.signature", 12, 51, TrustClass.WORKLOAD);
    Evidence seen = xid(Modality.METRICS, "metric.state", 5, 51, TrustClass.NODE_AGENT);
    EvidenceDigest digest =
        Digests.rank(List.of(claimed, seen), EvidenceBudget.STANDARD, Telemetry.complete());
    assertThat(digest.items()).containsExactly(claimed, seen);
    assertThat(digest.items()).noneMatch(e -> e.attributes().containsKey(Evidence.ALSO_SEEN));
    assertThat(digest.items().get(1).strength()).isEqualTo(5);
  }

  @Test
  void showsNoSecretInStatementsOrAttributes() {
    Evidence item =
        Evidence.builder(
                Modality.LOGS,
                Component.service("a"),
                "log.new",
                new TimeRange(Telemetry.START, Telemetry.minute(1)))
            .statement("login with password=hunter2 failed")
            .attributes(Map.of("token", "s3cr3t", "url", "amqp://u:p4ss@h"))
            .query(Telemetry.query())
            .build();
    Evidence shown =
        Digests.rank(List.of(item), EvidenceBudget.STANDARD, Telemetry.complete()).items().get(0);
    assertThat(shown.statement() + shown.attributes())
        .doesNotContain("hunter2", "s3cr3t", "p4ss")
        .contains("login with password=[redacted:secret] failed");
  }

  private static EvidenceDigest withAttributes(Map<String, String> attributes) {
    Evidence item =
        Evidence.builder(
                Modality.METRICS,
                Component.service("cart"),
                "metric.shift",
                new TimeRange(Telemetry.START, Telemetry.minute(1)))
            .strength(5)
            .statement("rose")
            .query(Telemetry.query())
            .attributes(attributes)
            .build();
    return Digests.rank(List.of(item), EvidenceBudget.STANDARD, Telemetry.complete());
  }

  @Test
  void attributesThatAreNotCarriedAreOwnedUpTo() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 130; i++) {
      many.put("label-" + i, "x");
    }
    EvidenceDigest digest = withAttributes(many);
    assertThat(digest.items().get(0).attributes()).hasSize(100);
    assertThat(digest.omitted())
        .singleElement()
        .satisfies(
            omission -> {
              assertThat(omission.what()).isEqualTo("metric.shift");
              assertThat(omission.count()).isEqualTo(30);
              assertThat(omission.why()).contains("attributes beyond the first 100");
            });
  }

  @Test
  void namesOfAttributesThatHoldSecretsStayApart() {
    EvidenceDigest digest =
        withAttributes(
            Map.of("AKIA0123456789ABCDEF", "1", "AKIA0123456789ABCDEG", "2", "plain", "3"));
    Map<String, String> shown = digest.items().get(0).attributes();
    assertThat(shown).hasSize(3).containsEntry("plain", "3").containsValues("1", "2");
    assertThat(shown.keySet()).noneMatch(name -> name.contains("AKIA"));
    EvidenceDigest again =
        Digests.rank(digest.items(), EvidenceBudget.STANDARD, Telemetry.complete());
    assertThat(again.items()).isEqualTo(digest.items());
  }
}
