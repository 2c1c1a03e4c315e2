package io.aiops4j.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
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
  void neverExceedsItsBudget() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      List<Evidence> all = new ArrayList<>();
      for (int i = 0; i < random.nextInt(120); i++) {
        String words = "fact " + i + " é".repeat(random.nextInt(400));
        all.add(evidence("s" + random.nextInt(12), random.nextDouble() * 12, words));
      }
      EvidenceBudget budget = new EvidenceBudget(1 + random.nextInt(30), 1 + random.nextInt(2_000));

      EvidenceDigest digest = Digests.rank(all, budget, Telemetry.complete());

      assertThat(digest.items()).hasSizeLessThanOrEqualTo(budget.maxItems());
      assertThat(digest.items().stream().mapToInt(e -> Digests.tokens(e.statement())).sum())
          .isLessThanOrEqualTo(budget.maxTokens());
      assertThat(digest.items()).isSortedAccordingTo(Evidence.BY_STRENGTH);
      int omitted = digest.omitted().stream().mapToInt(EvidenceDigest.Omission::count).sum();
      assertThat(digest.items().size() + omitted).isEqualTo(all.size());
    }
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
}
