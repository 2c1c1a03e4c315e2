package io.aiops4j.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.guardrails.Policies;
import io.aiops4j.testkit.policy.DecisionTable;
import io.aiops4j.testkit.policy.Domain;
import io.aiops4j.testkit.policy.MutationScore;
import io.aiops4j.testkit.policy.Situation;
import io.aiops4j.testkit.policy.Witness;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A policy file and the sheet of those who agreed on it: no line of Java is theirs. */
class PolicyFileTest {
  private final List<GuardrailPolicy> policies = Policies.fromJson(Sheets.file("night-shift.json"));
  private final Domain domain = domain();

  @Test
  void decidesAsAgreed() {
    DecisionTable.over(policies, domain).agreesWith(Sheets.file("night-shift.csv")).check();
  }

  @Test
  void almostNoMistakeInTheFileWouldGoUnnoticed() {
    MutationScore score =
        MutationScore.of(
            policies,
            domain,
            mutated ->
                DecisionTable.over(mutated, domain)
                    .agreesWith(Sheets.file("night-shift.csv"))
                    .check());

    score.atLeast(0.9);
    assertThat(score.equivalent())
        .as("a ruling that the policy never gives, or a share that the count of two hides")
        .allMatch(
            mistake ->
                mistake.matches(".*: (ALLOW|ASK|DENY) -> (ALLOW|ASK|DENY)")
                    || mistake.contains("maxPercent"));
  }

  private static Domain domain() {
    return Domain.builder()
        .vary("time", times())
        .vary("target", targets())
        .vary("targets", List.of(1, 2, 3), Situation.Builder::targets)
        .vary(
            "class",
            List.of("gpu-thermal-throttle", "gpu-ecc-uncorrectable", "bad-rollout"),
            Situation.Builder::incidentClass)
        .vary(
            "action",
            List.of(ActionType.CORDON, ActionType.DRAIN, ActionType.REBOOT),
            Situation.Builder::action)
        .vary("witnesses", List.of(1, 2), PolicyFileTest::witnesses)
        .build();
  }

  private static Map<String, Consumer<Situation.Builder>> times() {
    Map<String, Consumer<Situation.Builder>> times = new LinkedHashMap<>();
    put(times, "Mon 23:30", "2026-03-02T23:30:00Z");
    put(times, "Tue 21:30", "2026-03-03T21:30:00Z");
    put(times, "Tue 22:30", "2026-03-03T22:30:00Z");
    put(times, "Wed 01:30", "2026-03-04T01:30:00Z");
    put(times, "Wed 02:30", "2026-03-04T02:30:00Z");
    put(times, "Wed 23:30", "2026-03-04T23:30:00Z");
    put(times, "22 Dec 22:30", "2026-12-22T22:30:00Z");
    put(times, "22 Dec 23:30", "2026-12-22T23:30:00Z");
    put(times, "5 Jan 22:30", "2027-01-05T22:30:00Z");
    put(times, "5 Jan 23:30", "2027-01-05T23:30:00Z");
    return times;
  }

  private static void put(
      Map<String, Consumer<Situation.Builder>> times, String name, String instant) {
    times.put(name, situation -> situation.now(Instant.parse(instant)));
  }

  private static Map<String, Consumer<Situation.Builder>> targets() {
    Map<String, Consumer<Situation.Builder>> targets = new LinkedHashMap<>();
    targets.put("free", situation -> situation.target(SimCluster.node(5)));
    targets.put("named", situation -> situation.target(SimCluster.node(1)));
    targets.put("gone", situation -> situation.kind(ComponentKind.NODE).known(false));
    return targets;
  }

  private static void witnesses(Situation.Builder situation, int count) {
    situation.witnesses(List.of(Witness.METRIC, Witness.KERNEL_LOG).subList(0, count));
  }
}
