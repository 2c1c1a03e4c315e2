package io.aiops4j.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.Daemon;
import io.aiops4j.testkit.sim.NoiseLevel;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimEffect;
import io.aiops4j.testkit.sim.SimFault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What actions do to faults of links, nodes, daemons and what nodes share. */
class ClusterReactionsTest {
  private static final Component NODE = SimCluster.node(2);
  private static final Component GPU = SimCluster.gpu(2, 1);
  private static final Component NIC = SimCluster.nic(2, 0);
  private static final Component OTHER_NIC = SimCluster.nic(2, 1);
  private static final Component SERVICE = Component.service("ranker");
  private static final Component GATEWAY = Component.service("gateway");
  private static final Component SWITCH = SimCluster.nvswitch(2);
  private static final Component JOB = SimCluster.job("llm-7b");
  private static final Component STORAGE = SimCluster.storage();
  private static final Component QUEUE = SimCluster.queue();
  private static final Component EXPORTER = SimCluster.pod(Daemon.DCGM_EXPORTER, 2);
  private static final Component PLUGIN = SimCluster.pod(Daemon.DEVICE_PLUGIN, 2);
  private static final Component FABRIC = SimCluster.pod(Daemon.FABRIC_MANAGER, 2);

  /** Three things near each fault that look as if they might help. */
  static Stream<Arguments> inVain() {
    return Stream.of(
        vain("nccl-collective-timeout", NIC, requeue(), reboot(NODE), isolate(OTHER_NIC)),
        vain("bad-rollout", SERVICE, restart(SERVICE), scale(SERVICE), rollBack(GATEWAY)),
        vain("metastable-overload", SERVICE, restart(SERVICE), rollBack(SERVICE), scale(GATEWAY)),
        vain("nvlink-gpu-link-error", GPU, restart(EXPORTER), requeue(), restart(FABRIC)),
        vain("nvswitch-sxid", SWITCH, restart(EXPORTER), requeue(), restart(FABRIC)),
        vain("fabric-manager-down", FABRIC, requeue(), restart(PLUGIN), reset(GPU)),
        vain("ib-link-flap", NIC, requeue(), reset(GPU), isolate(OTHER_NIC)),
        vain("node-not-ready", NODE, cordon(), requeue(), restart(PLUGIN)),
        vain("slurm-node-drain", NODE, requeue(), reset(GPU), restart(PLUGIN)),
        vain("device-plugin-unhealthy", PLUGIN, requeue(), reset(GPU), restart(EXPORTER)),
        vain("telemetry-loss", EXPORTER, requeue(), reset(GPU), restart(PLUGIN)),
        vain("gpu-config-mismatch", NODE, reset(GPU), requeue(), restart(FABRIC)),
        vain("scheduler-starvation", QUEUE, requeue(), restart(PLUGIN), pause(QUEUE)),
        vain("storage-checkpoint-stall", STORAGE, requeue(), restart(PLUGIN), cordon()));
  }

  @ParameterizedTest(name = "{0} {2} {3} {4}")
  @MethodSource
  void inVain(String id, Component place, PlanStep one, PlanStep other, PlanStep third) {
    for (PlanStep step : new PlanStep[] {one, other, third}) {
      StruckFleet struck = StruckFleet.at(place, id);
      struck.fleet().advance(Duration.ofMinutes(6));

      SimEffect effect = struck.does(step, Duration.ofMinutes(15));

      assertThat(effect.effective()).as(step.toString()).isFalse();
      assertThat(struck.isHealed()).as(step.toString()).isFalse();
    }
  }

  @Test
  void everyClassIsTriedInVain() {
    Set<String> tried = new TreeSet<>(idsOf(inVain(), 0));
    tried.addAll(idsOf(DeviceReactionsTest.inVain(), 1));

    assertThat(tried)
        .containsExactlyElementsOf(IncidentClasses.all().stream().map(IncidentClass::id).toList())
        .hasSize(30);
  }

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        Arguments.of("nvlink-gpu-link-error", GPU, reset(GPU)),
        Arguments.of("nvswitch-sxid", SWITCH, reset(GPU)),
        Arguments.of("scheduler-starvation", QUEUE, requeue()),
        Arguments.of("storage-checkpoint-stall", STORAGE, reboot(SimCluster.node(6))),
        Arguments.of("storage-checkpoint-stall", STORAGE, reboot(NODE)));
  }

  @ParameterizedTest
  @MethodSource
  void tooMuch(String id, Component place, PlanStep step) {
    StruckFleet struck = StruckFleet.at(place, id);
    struck.fleet().advance(Duration.ofMinutes(4));

    assertThat(struck.does(step, Duration.ofMinutes(6)).harmful()).isTrue();
  }

  @Test
  void theFirstDropOfAPortIsNoReasonToTakeItsNodeAwayTheSecondIs() {
    StruckFleet once = StruckFleet.at(NIC, "ib-link-flap");
    StruckFleet often = StruckFleet.at(NIC, "ib-link-flap");
    often.fleet().advance(Duration.ofMinutes(8));

    assertThat(once.does(drain(), Duration.ofMinutes(3)).harmful()).isTrue();
    assertThat(often.does(drain(), Duration.ofMinutes(3)).harmful()).isFalse();
  }

  @Test
  void aPortThatIsRestoredBeforeItsCableIsChangedDropsAgain() {
    StruckFleet struck = StruckFleet.at(NIC, "ib-link-flap");
    struck.does(isolate(NIC), Duration.ofMinutes(5));
    assertThat(struck.isHealed()).isTrue();

    struck.does(step(ActionType.RESTORE_LINK, NIC), Duration.ofMinutes(10));

    assertThat(struck.isHealed()).isFalse();
  }

  @Test
  void aNodeThatIsPutBackBeforeItIsMendedHurtsAgain() {
    StruckFleet struck = StruckFleet.at(GPU, "nvlink-gpu-link-error");
    struck.does(drain(), Duration.ofMinutes(5));
    struck.does(step(ActionType.UNCORDON, NODE), Duration.ofMinutes(2));
    assertThat(struck.isHealed()).isFalse();
    struck.does(step(ActionType.CORDON, NODE), Duration.ofMinutes(2));

    struck.does(reset(GPU), Duration.ofMinutes(2));
    struck.does(step(ActionType.UNCORDON, NODE), Duration.ofMinutes(2));

    assertThat(struck.isHealed()).isTrue();
    assertThat(struck.fleet().effects()).noneMatch(SimEffect::harmful);
  }

  @Test
  void aDrainOfSomebodyElseIsTheirsToResume() {
    SimCluster fleet = struckBy(SimFaults.nodeIsWorkedOn(NODE));
    fleet.apply(step(ActionType.UNCORDON, NODE), "resume");
    fleet.advance(Duration.ofMinutes(4));

    assertThat(fleet.effects().get(0).harmful()).isTrue();
    assertThat(fleet.state(NODE, Condition.SCHEDULER_DRAINED)).isEqualTo(1);
    assertThat(fleet.truth().get(0).healed()).isFalse();

    fleet.apply(step(ActionType.OPEN_TICKET, NODE), "ask");
    fleet.advance(Duration.ofMinutes(45));

    assertThat(fleet.truth().get(0).healed()).isTrue();
    assertThat(fleet.state(NODE, Condition.SCHEDULER_DRAINED)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aLostNodeComesBackByARebootHoweverItWasLost(int seed) {
    SimCluster fleet = SimCluster.builder().seed(seed).build();
    fleet.inject(SimFaults.nodeIsLost(NODE), fleet.now().plusSeconds(300));
    fleet.advance(Duration.ofMinutes(15));
    assertThat(fleet.jobOn(NODE)).isEmpty();
    assertThat(fleet.state(JOB, Condition.SPEED)).isEqualTo(1);

    fleet.apply(reboot(NODE), "reboot");
    fleet.advance(Duration.ofMinutes(5));

    assertThat(fleet.truth().get(0).healed()).isTrue();
    assertThat(fleet.state(NODE, Condition.NODE_UP)).isEqualTo(1);
    assertThat(fleet.state(NODE, Condition.NODE_READY)).isEqualTo(1);
  }

  @Test
  void storageStallsAgainWhenJobsComeBackTooEarly() {
    StruckFleet struck = StruckFleet.at(STORAGE, "storage-checkpoint-stall");
    struck.fleet().advance(Duration.ofMinutes(5));
    double first = struck.fleet().state(STORAGE, Condition.WRITE_SLOWDOWN);
    struck.does(pause(STORAGE), Duration.ofMinutes(4));
    double relieved = struck.fleet().state(STORAGE, Condition.WRITE_SLOWDOWN);

    struck.does(step(ActionType.RESUME_ADMISSIONS, STORAGE), Duration.ofMinutes(15));

    assertThat(relieved).isLessThan(first / 2);
    assertThat(struck.fleet().state(STORAGE, Condition.WRITE_SLOWDOWN)).isEqualTo(first);
    assertThat(struck.isHealed()).isFalse();

    struck.fleet().apply(pause(STORAGE), "once more");
    struck.fleet().advance(Duration.ofMinutes(20));
    assertThat(struck.isHealed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theJobThatStarvesCannotPushSmallOnesAside(long seed) {
    SimCluster fleet =
        SimCluster.builder()
            .seed(seed)
            .noise(NoiseLevel.HARSH)
            .nodes(8, 4)
            .job("llm-7b", 3)
            .build();
    fleet.advance(Duration.ofMinutes(60));
    Set<Component> before = Set.copyOf(fleet.components(ComponentKind.JOB));
    SimFault fault = IncidentClasses.of("scheduler-starvation").on(QUEUE);
    fleet.inject(fault, fleet.now());
    Component starved =
        fleet.components(ComponentKind.JOB).stream()
            .filter(job -> !before.contains(job))
            .findFirst()
            .orElseThrow();

    for (int minute = 0; minute < 30; minute++) {
      fleet.advance(Duration.ofMinutes(1));
      assertThat(fleet.state(starved, Condition.PHASE)).as("pending").isZero();
    }

    fleet.apply(fault.remedies().get(0), "uncordon");
    fleet.advance(Duration.ofMinutes(5));
    assertThat(fleet.state(starved, Condition.SPEED)).isPositive();
  }

  @Test
  void toRestartAPluginThatWithholdsAGpuWithAFatalXidIsHarm() {
    StruckFleet plain = StruckFleet.at(PLUGIN, "device-plugin-unhealthy");
    StruckFleet fatal = StruckFleet.at(PLUGIN, "device-plugin-unhealthy");
    fatal.fleet().inject(SimFaults.gpuMemoryBreaks(GPU), fatal.fleet().now());
    fatal.fleet().advance(Duration.ofMinutes(5));

    assertThat(plain.does(restart(PLUGIN), Duration.ofMinutes(3)).harmful()).isFalse();
    assertThat(fatal.does(restart(PLUGIN), Duration.ofMinutes(3)).harmful()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void toRebootMostOfARackForOneHalfUpgradedNodeIsHarm(int nodes) {
    StruckFleet struck = StruckFleet.at(NODE, "gpu-config-mismatch");
    struck.fleet().advance(Duration.ofMinutes(10));

    Stream.of(SimCluster.node(6), SimCluster.node(5), NODE, SimCluster.node(4))
        .limit(nodes)
        .forEach(node -> struck.fleet().apply(reboot(node), node.name()));
    struck.fleet().advance(Duration.ofMinutes(6));

    assertThat(struck.isHealed()).isTrue();
    assertThat(struck.fleet().effects().get(0).note().contains("most of the rack"))
        .isEqualTo(nodes == 4);
  }

  @Test
  void aFleetWithoutASpareStarvesTheJobThatLosesItsNode() {
    SimCluster fleet = SimCluster.builder().nodes(3, 4).job("llm-7b", 3).build();
    SimFault fault = IncidentClasses.of("scheduler-starvation").on(QUEUE);
    fleet.inject(fault, fleet.now().plusSeconds(300));
    fleet.advance(Duration.ofMinutes(20));
    assertThat(fleet.state(JOB, Condition.PHASE)).as("pending").isZero();

    fleet.apply(fault.remedies().get(0), "uncordon");
    fleet.advance(Duration.ofMinutes(5));

    assertThat(fleet.truth().get(0).healed()).isTrue();
    assertThat(fleet.state(JOB, Condition.SPEED)).isEqualTo(1);
  }

  @Test
  void aStormOfRetriesOutlastsItsSurgeAndARestartAndEndsWithMoreReplicas() {
    Component service = Component.service("ranker");
    SimCluster fleet = struckBy(SimFaults.retriesStorm(service));
    fleet.advance(Duration.ofMinutes(20));
    assertThat(fleet.state(service, Condition.TIMED_OUT)).isGreaterThan(0.7);

    fleet.apply(step(ActionType.RESTART, service), "restart");
    fleet.advance(Duration.ofSeconds(60));
    assertThat(fleet.state(service, Condition.TIMED_OUT)).isLessThan(0.01);
    assertThat(fleet.truth().get(0).healed()).isFalse();
    fleet.advance(Duration.ofMinutes(10));
    assertThat(fleet.state(service, Condition.TIMED_OUT)).isGreaterThan(0.7);

    fleet.apply(fleet.truth().get(0).remedies().get(0), "scale");
    fleet.advance(Duration.ofMinutes(3));
    assertThat(fleet.state(service, Condition.TIMED_OUT)).isZero();
    assertThat(fleet.truth().get(0).healed()).isTrue();
    assertThat(fleet.effects()).extracting(SimEffect::effective).containsExactly(false, true);
  }

  @Test
  void twoFaultsAtOnceAreHealedByTheirOwnActionsOnly() {
    Component gone = SimCluster.pod(Daemon.DCGM_EXPORTER, 1);
    SimCluster fleet = SimCluster.builder().nodes(6, 4).job("llm-7b", 3).build();
    fleet.inject(IncidentClasses.of("nvlink-gpu-link-error").on(GPU), fleet.now().plusSeconds(60));
    fleet.inject(IncidentClasses.of("telemetry-loss").on(gone), fleet.now().plusSeconds(90));
    fleet.inject(SimFaults.storageStalls(STORAGE), fleet.now().plusSeconds(90));
    fleet.advance(Duration.ofMinutes(10));

    fleet.apply(restart(gone), "first");
    fleet.advance(Duration.ofMinutes(5));
    assertThat(healed(fleet)).containsExactly(false, true, false);

    fleet.apply(drain(), "second");
    fleet.advance(Duration.ofMinutes(5));
    assertThat(healed(fleet)).containsExactly(true, true, false);

    fleet.apply(pause(STORAGE), "third");
    fleet.advance(Duration.ofMinutes(20));
    assertThat(healed(fleet)).containsExactly(true, true, true);
    assertThat(fleet.effects()).allMatch(SimEffect::effective).noneMatch(SimEffect::harmful);
  }

  @Test
  void aLostNodeStaysLostHoweverOftenItsPortComesBack() {
    SimCluster fleet = SimCluster.builder().seed(2).build();
    fleet.inject(IncidentClasses.of("ib-link-flap").on(NIC), fleet.now().plusSeconds(298));
    fleet.inject(SimFaults.nodeIsLost(NODE), fleet.now().plusSeconds(300));

    fleet.advance(Duration.ofSeconds(360));

    assertThat(fleet.state(NODE, Condition.NODE_UP)).as("the host is gone").isZero();
    assertThat(fleet.state(NIC, Condition.LINK_UP)).isEqualTo(1);
    assertThat(fleet.state(JOB, Condition.SPEED)).isZero();
  }

  private static Stream<Boolean> healed(SimCluster fleet) {
    return fleet.truth().stream().map(truth -> truth.healed());
  }

  private static SimCluster struckBy(SimFault fault) {
    SimCluster fleet = SimCluster.builder().seed(4).build();
    fleet.inject(fault, fleet.now().plusSeconds(300));
    fleet.advance(Duration.ofMinutes(8));
    return fleet;
  }

  private static Set<String> idsOf(Stream<Arguments> rows, int column) {
    return rows.map(row -> (String) row.get()[column]).collect(Collectors.toSet());
  }

  private static Arguments vain(String id, Component place, PlanStep... steps) {
    return Arguments.of(id, place, steps[0], steps[1], steps[2]);
  }

  private static PlanStep cordon() {
    return step(ActionType.CORDON, NODE);
  }

  private static PlanStep drain() {
    return step(ActionType.DRAIN, NODE);
  }

  private static PlanStep requeue() {
    return step(ActionType.REQUEUE, JOB);
  }

  private static PlanStep restart(Component pod) {
    return step(ActionType.RESTART, pod);
  }

  private static PlanStep reset(Component gpu) {
    return step(ActionType.RESET_GPU, gpu);
  }

  private static PlanStep reboot(Component node) {
    return step(ActionType.REBOOT, node);
  }

  private static PlanStep isolate(Component nic) {
    return step(ActionType.ISOLATE_LINK, nic);
  }

  private static PlanStep rollBack(Component service) {
    return step(ActionType.ROLLBACK, service);
  }

  private static PlanStep scale(Component service) {
    return new PlanStep(0, ActionType.SCALE, service, new TreeMap<>(Map.of("replicas", "8")));
  }

  private static PlanStep pause(Component component) {
    return step(ActionType.PAUSE_ADMISSIONS, component);
  }

  private static PlanStep step(ActionType type, Component target) {
    return PlanStep.of(0, type, target);
  }
}
