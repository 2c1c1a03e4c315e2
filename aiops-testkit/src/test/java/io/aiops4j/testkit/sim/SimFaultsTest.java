package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.faults.SimFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimFaultsTest {
  private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Component GPU = SimCluster.gpu(2, 1);
  private static final Component NIC = SimCluster.nic(2, 0);
  private static final Component JOB = SimCluster.job("llm-7b");
  private static final Component EMBEDDER = Component.service("embedder");
  private static final Component GATEWAY = Component.service("gateway");
  private static final String TOKENS = "training.tokens_per_second";

  @Test
  void anOverheatingGpuSlowsDownAndItsJobWithIt() {
    Look sick = after(SimFaults.gpuOverheats(GPU));
    Look well = healthy();

    assertThat(sick.metric(GPU, "DCGM_FI_DEV_GPU_TEMP").max().orElseThrow()).isBetween(88., 99.);
    assertThat(well.metric(GPU, "DCGM_FI_DEV_GPU_TEMP").max().orElseThrow()).isLessThan(72);
    assertThat(sick.codes(GPU, "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", 0x60)).contains(0x60);
    assertThat(well.codes(GPU, "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", 0x60)).containsOnly(0);
    assertThat(sick.metric(GPU, "DCGM_FI_DEV_SM_CLOCK").min().orElseThrow()).isLessThan(1000);
    assertThat(sick.mean(SimCluster.gpu(1, 0), "DCGM_FI_DEV_SM_CLOCK")).isGreaterThan(1900);
    assertThat(sick.mean(JOB, TOKENS)).isLessThan(0.7 * well.mean(JOB, TOKENS));
    assertThat(sick.log(SimCluster.node(2))).anyMatch(line -> line.contains("thermal violation"));
    assertThat(well.log(SimCluster.node(2))).noneMatch(line -> line.contains("thermal violation"));
  }

  @Test
  void brokenGpuMemoryShowsInXidsCountersAndAJobThatDies() {
    Look sick = after(SimFaults.gpuMemoryBreaks(GPU));
    Look well = healthy();

    assertThat(sick.codes(GPU, "DCGM_FI_DEV_XID_ERRORS", -1)).contains(94);
    assertThat(well.codes(GPU, "DCGM_FI_DEV_XID_ERRORS", -1)).containsOnly(0);
    assertThat(sick.metric(GPU, "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL").max().orElseThrow())
        .isGreaterThanOrEqualTo(2);
    assertThat(sick.log(SimCluster.node(2)))
        .anyMatch(line -> line.startsWith("NVRM: Xid (PCI:0000:3b:00): 48, pid="))
        .anyMatch(line -> line.startsWith("NVRM: Xid (PCI:0000:3b:00): 94, pid="));
    assertThat(well.log(SimCluster.node(2))).noneMatch(line -> line.contains("Xid"));
    assertThat(sick.log(JOB)).anyMatch(line -> line.contains("uncorrectable ECC error"));
    assertThat(sick.mean(JOB, TOKENS)).isLessThan(0.8 * well.mean(JOB, TOKENS));
    assertThat(sick.changes(JOB)).contains("JOB_END llm-7b failed");
  }

  @Test
  void aBadRolloutFailsRequestsOfTheServiceAndItsCallers() {
    Look sick = after(SimFaults.badRollout(EMBEDDER));
    Look well = healthy();

    assertThat(sick.changes(EMBEDDER)).anyMatch(line -> line.startsWith("DEPLOY deploy of emb"));
    assertThat(sick.mean(EMBEDDER, "http.server.error_ratio")).isBetween(0.15, 0.25);
    assertThat(sick.mean(GATEWAY, "http.server.error_ratio")).isBetween(0.1, 0.2);
    assertThat(well.mean(GATEWAY, "http.server.error_ratio")).isLessThan(0.02);
    assertThat(sick.mean(EMBEDDER, "http.server.request.duration"))
        .isGreaterThan(2 * well.mean(EMBEDDER, "http.server.request.duration"));
    assertThat(sick.codes(EMBEDDER, "kube_deployment_status_replicas_unavailable", -1)).contains(1);
    assertThat(failedShare(sick, EMBEDDER)).isGreaterThan(0.1);
    assertThat(failedShare(well, EMBEDDER)).isLessThan(0.03);
    assertThat(sick.mean(Component.service("session-cache"), "http.server.error_ratio"))
        .isLessThan(0.01);
  }

  @Test
  void aFlappingLinkHangsTheJobWhileItsGpusSpin() {
    Look sick = after(SimFaults.linkFlaps(NIC));
    Look well = healthy();

    assertThat(sick.metric(NIC, "node_infiniband_link_downed_total").max().orElseThrow())
        .isGreaterThan(5);
    assertThat(sick.codes(NIC, "node_infiniband_state_id", -1)).contains(1, 4);
    assertThat(well.codes(NIC, "node_infiniband_state_id", -1)).containsOnly(4);
    assertThat(sick.log(SimCluster.node(2)))
        .anyMatch(line -> line.contains("mlx5_0: Port: 1 Link DOWN"));
    assertThat(sick.log(JOB))
        .anyMatch(line -> line.contains("Watchdog caught collective operation timeout"))
        .anyMatch(line -> line.contains("NET/IB : mlx5_0:1 Got non-fatal async event"));
    Component otherGpu = SimCluster.gpu(1, 0);
    assertThat(sick.metric(otherGpu, "DCGM_FI_DEV_GPU_UTIL").filter(util -> util == 100).count())
        .isGreaterThan(15);
    assertThat(sick.mean(otherGpu, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE")).isLessThan(0.15);
    assertThat(sick.mean(otherGpu, "DCGM_FI_DEV_POWER_USAGE")).isLessThan(300);
    assertThat(sick.mean(JOB, TOKENS)).isLessThan(0.3 * well.mean(JOB, TOKENS));
  }

  @ParameterizedTest
  @MethodSource("remedies")
  void theRightActionHeals(SimFault fault, PlanStep remedy) {
    SimCluster cluster = cluster(fault);
    cluster.advanceTo(ONSET.plus(TEN_MINUTES));

    cluster.apply(remedy, "key-1");
    cluster.advance(Duration.ofMinutes(15));

    GroundTruth truth = cluster.truth().get(0);
    assertThat(truth.healed()).isTrue();
    assertThat(cluster.effects())
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.effective()).isTrue();
              assertThat(effect.harmful()).isFalse();
              assertThat(truth.healedAt().orElseThrow())
                  .isBetween(effect.at(), effect.completedAt());
            });
    Look later = Look.last(cluster, Duration.ofMinutes(5));
    Look before = new Look(cluster, ONSET.minus(TEN_MINUTES), ONSET);
    assertThat(later.mean(JOB, TOKENS)).isGreaterThan(0.97 * before.mean(JOB, TOKENS));
    assertThat(later.mean(GATEWAY, "http.server.error_ratio")).isLessThan(0.02);
    assertThat(later.log(SimCluster.node(2)))
        .noneMatch(line -> line.contains("Xid") || line.contains("Link DOWN"));
    assertThat(later.codes(GPU, "DCGM_FI_DEV_XID_ERRORS", -1)).containsOnly(0);
    assertThat(later.codes(GPU, "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", 0x60)).containsOnly(0);
  }

  static Stream<Arguments> remedies() {
    return Stream.of(
            SimFaults.gpuOverheats(GPU),
            SimFaults.gpuMemoryBreaks(GPU),
            SimFaults.badRollout(EMBEDDER),
            SimFaults.linkFlaps(NIC))
        .flatMap(fault -> fault.remedies().stream().map(step -> Arguments.of(fault, step)));
  }

  @ParameterizedTest
  @MethodSource("wrongActions")
  void aWrongActionDoesNotHeal(SimFault fault, PlanStep wrong, boolean harmful) {
    SimCluster cluster = cluster(fault);
    cluster.advanceTo(ONSET.plus(TEN_MINUTES));

    cluster.apply(wrong, "key-1");
    cluster.advance(Duration.ofMinutes(15));

    assertThat(cluster.truth().get(0).healed()).isFalse();
    assertThat(cluster.effects())
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.effective()).isFalse();
              assertThat(effect.harmful()).isEqualTo(harmful);
            });
  }

  static Stream<Arguments> wrongActions() {
    SimFault hot = SimFaults.gpuOverheats(GPU);
    SimFault broken = SimFaults.gpuMemoryBreaks(GPU);
    SimFault rollout = SimFaults.badRollout(EMBEDDER);
    SimFault flapping = SimFaults.linkFlaps(NIC);
    return Stream.of(
        Arguments.of(hot, step(ActionType.CORDON, SimCluster.node(2)), false),
        Arguments.of(hot, step(ActionType.RESTART, GATEWAY), false),
        Arguments.of(hot, step(ActionType.DRAIN, SimCluster.node(1)), true),
        Arguments.of(hot, step(ActionType.REQUEUE, JOB), true),
        Arguments.of(hot, step(ActionType.REBOOT, SimCluster.node(2)), true),
        Arguments.of(broken, step(ActionType.RESTART, GATEWAY), false),
        Arguments.of(broken, step(ActionType.CORDON, SimCluster.node(2)), false),
        Arguments.of(broken, step(ActionType.ROLLBACK, EMBEDDER), false),
        Arguments.of(rollout, step(ActionType.RESTART, EMBEDDER), false),
        Arguments.of(rollout, step(ActionType.ROLLBACK, GATEWAY), false),
        Arguments.of(rollout, step(ActionType.RESET_GPU, GPU), true),
        Arguments.of(flapping, step(ActionType.REQUEUE, JOB), false),
        Arguments.of(flapping, step(ActionType.REBOOT, SimCluster.node(2)), false),
        Arguments.of(flapping, step(ActionType.ISOLATE_LINK, SimCluster.nic(2, 1)), false),
        Arguments.of(flapping, step(ActionType.RESTART, GATEWAY), false));
  }

  @Test
  void resettingAHealthyGpuOfARunningJobIsHarm() {
    SimCluster cluster = SimCluster.builder().build();
    cluster.advance(TEN_MINUTES);

    cluster.apply(step(ActionType.RESET_GPU, SimCluster.gpu(1, 0)), "key-1");
    cluster.advance(TEN_MINUTES);

    assertThat(cluster.effects()).singleElement().matches(SimEffect::harmful);
  }

  @Test
  void theXidStaysUntilTheReset() {
    SimCluster cluster = cluster(SimFaults.gpuMemoryBreaks(GPU));
    cluster.advanceTo(ONSET.plus(TEN_MINUTES));
    cluster.apply(step(ActionType.DRAIN, SimCluster.node(2)), "key-1");
    cluster.advance(TEN_MINUTES);

    Look drained = Look.last(cluster, Duration.ofMinutes(2));
    assertThat(drained.codes(GPU, "DCGM_FI_DEV_XID_ERRORS", -1)).containsOnly(94);
    assertThat(cluster.truth().get(0).healed()).isFalse();

    cluster.apply(step(ActionType.RESET_GPU, GPU), "key-2");
    cluster.advance(TEN_MINUTES);

    Look reset = Look.last(cluster, Duration.ofMinutes(2));
    assertThat(reset.codes(GPU, "DCGM_FI_DEV_XID_ERRORS", -1)).containsOnly(0);
    assertThat(reset.codes(GPU, "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", -1)).containsOnly(0);
    assertThat(cluster.truth().get(0).healed()).isTrue();
  }

  @ParameterizedTest
  @MethodSource
  void whatIsBrokenOnANodeThatIsIdleButTakesWorkIsNotHealed(SimFault fault) {
    SimCluster cluster = SimCluster.builder().seed(7).nodes(4, 4).job("llm-7b", 2).build();
    cluster.inject(fault, ONSET);
    cluster.advanceTo(ONSET.plus(TEN_MINUTES));
    assertThat(cluster.truth().get(0).healed()).isFalse();

    cluster.apply(step(ActionType.CORDON, SimCluster.node(4)), "key-1");
    cluster.advance(TEN_MINUTES);

    assertThat(cluster.truth().get(0).healed()).isTrue();
    assertThat(cluster.effects()).singleElement().matches(SimEffect::effective);
  }

  static Stream<SimFault> whatIsBrokenOnANodeThatIsIdleButTakesWorkIsNotHealed() {
    return Stream.of(
        SimFaults.gpuOverheats(SimCluster.gpu(4, 1)), SimFaults.linkFlaps(SimCluster.nic(4, 0)));
  }

  @Test
  void aLinkThatIsRestoredWhileBrokenHurtsAgain() {
    SimCluster cluster = cluster(SimFaults.linkFlaps(NIC));
    cluster.advanceTo(ONSET.plus(TEN_MINUTES));
    cluster.apply(step(ActionType.ISOLATE_LINK, NIC), "key-1");
    cluster.advance(TEN_MINUTES);
    assertThat(cluster.truth().get(0).healed()).isTrue();

    cluster.apply(step(ActionType.RESTORE_LINK, NIC), "key-2");
    cluster.advance(TEN_MINUTES);

    assertThat(cluster.truth().get(0).healed()).isFalse();
    assertThat(Look.last(cluster, Duration.ofMinutes(5)).mean(JOB, TOKENS)).isLessThan(20_000);
  }

  private static PlanStep step(ActionType type, Component target) {
    return PlanStep.of(0, type, target);
  }

  private static SimCluster cluster(SimFault fault) {
    SimCluster cluster = SimCluster.builder().seed(7).build();
    cluster.inject(fault, ONSET);
    return cluster;
  }

  private static Look after(SimFault fault) {
    SimCluster cluster = cluster(fault);
    cluster.advanceTo(ONSET.plus(TEN_MINUTES));
    return Look.last(cluster, TEN_MINUTES);
  }

  private static Look healthy() {
    SimCluster cluster = SimCluster.builder().seed(7).build();
    cluster.advanceTo(ONSET.plus(TEN_MINUTES));
    return Look.last(cluster, TEN_MINUTES);
  }

  private static double failedShare(Look look, Component service) {
    var spans = look.read(Set.of(service), Set.of(Modality.TRACES)).spans();
    assertThat(spans).isNotEmpty();
    return (double) spans.stream().filter(SimFaultsTest::failed).count() / spans.size();
  }

  private static boolean failed(Span span) {
    return span.status() == SpanStatus.ERROR;
  }
}
