package io.aiops4j.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.Daemon;
import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.Look;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimEffect;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What actions do to faults of GPUs and of the programs on them: in vain, too much, just right. */
class DeviceReactionsTest {
  private static final Component GPU = SimCluster.gpu(2, 1);
  private static final Component NODE = SimCluster.node(2);
  private static final Component JOB = SimCluster.job("llm-7b");
  private static final Duration LATEST = Duration.ofMinutes(60);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpu-row-remap",
        "gpu-fallen-off-bus",
        "gsp-timeout",
        "gpu-driver-hang",
        "pcie-degradation",
        "straggler",
        "silent-data-corruption",
        "gpu-recovery-announcement"
      })
  void eachGpuOfTheJobIsHealedByWhatFitsItsVariant(String id) {
    for (Component gpu : busyGpus()) {
      StruckFleet struck = StruckFleet.at(gpu, id);
      struck.fleet().advance(Duration.ofMinutes(5));

      SimEffect effect = struck.does(struck.fault().remedies().get(0), LATEST);

      assertThat(effect.effective()).as(effect.toString()).isTrue();
      assertThat(effect.harmful()).as(effect.toString()).isFalse();
      assertThat(struck.isHealed()).as(gpu.toString()).isTrue();
      assertThat(struck.fleet().state(JOB, Condition.SPEED)).as(gpu.toString()).isEqualTo(1);
    }
  }

  @Test
  void variantsOfAClassAskForOtherSteps() {
    assertThat(firstSteps("gpu-row-remap")).containsOnly("drain", "open-ticket");
    assertThat(firstSteps("gpu-fallen-off-bus")).containsOnly("reboot", "open-ticket");
    assertThat(firstSteps("gpu-driver-hang")).containsOnly("reset-gpu", "reboot");
    assertThat(firstSteps("gpu-recovery-announcement")).containsOnly("reset-gpu", "reboot");
  }

  static Stream<Arguments> inVain() {
    PlanStep cordon = step(ActionType.CORDON, NODE);
    PlanStep drain = step(ActionType.DRAIN, NODE);
    PlanStep reboot = step(ActionType.REBOOT, NODE);
    PlanStep reset = step(ActionType.RESET_GPU, GPU);
    PlanStep requeue = step(ActionType.REQUEUE, JOB);
    PlanStep exporter = step(ActionType.RESTART, SimCluster.pod(Daemon.DCGM_EXPORTER, 2));
    PlanStep plugin = step(ActionType.RESTART, SimCluster.pod(Daemon.DEVICE_PLUGIN, 2));
    return Stream.of(
            Arguments.of(GPU, "gpu-thermal-throttle", List.of(cordon, reset, reboot)),
            Arguments.of(GPU, "gpu-ecc-uncorrectable", List.of(drain, requeue, exporter)),
            Arguments.of(GPU, "gpu-ecc-correctable-storm", List.of(reset, drain, reboot)),
            Arguments.of(GPU, "gpu-row-remap", List.of(cordon, requeue, exporter)),
            Arguments.of(GPU, "gpu-fallen-off-bus", List.of(reset, requeue, plugin)),
            Arguments.of(GPU, "gsp-timeout", List.of(drain, requeue, exporter)),
            Arguments.of(GPU, "gpu-driver-hang", List.of(drain, requeue, exporter)),
            Arguments.of(JOB, "gpu-app-fault", List.of(drain, reset, reboot)),
            Arguments.of(JOB, "gpu-oom", List.of(cordon, plugin, exporter)),
            Arguments.of(NODE, "gpu-power-brake", List.of(drain, reset, reboot)),
            Arguments.of(GPU, "pcie-degradation", List.of(cordon, reset, requeue)),
            Arguments.of(GPU, "straggler", List.of(reset, reboot, requeue)),
            Arguments.of(GPU, "silent-data-corruption", List.of(reset, reboot, requeue)),
            Arguments.of(GPU, "gpu-benign", List.of(cordon, reset, requeue)),
            Arguments.of(GPU, "gpu-secondary", List.of(cordon, reset, requeue)),
            Arguments.of(GPU, "gpu-recovery-announcement", List.of(drain, requeue, exporter)))
        .flatMap(DeviceReactionsTest::eachStep);
  }

  private static Stream<Arguments> eachStep(Arguments row) {
    Object[] parts = row.get();
    return ((List<?>) parts[2]).stream().map(step -> Arguments.of(parts[0], parts[1], step));
  }

  @ParameterizedTest
  @MethodSource
  void inVain(Component place, String id, PlanStep step) {
    StruckFleet struck = StruckFleet.at(place, id);
    struck.fleet().advance(Duration.ofMinutes(2));

    SimEffect effect = struck.does(step, Duration.ofMinutes(10));

    assertThat(effect.effective()).isFalse();
    assertThat(struck.isHealed()).isIn(struck.fault().remedies().isEmpty(), false);
  }

  static Stream<Arguments> tooMuch() {
    Component spareless = variant("gpu-row-remap", ActionType.OPEN_TICKET);
    Component wantsReboot = variant("gpu-recovery-announcement", ActionType.REBOOT);
    return Stream.of(
        Arguments.of(GPU, "gpu-ecc-correctable-storm", step(ActionType.DRAIN, NODE)),
        Arguments.of(GPU, "gpu-thermal-throttle", step(ActionType.REBOOT, NODE)),
        Arguments.of(GPU, "gpu-benign", step(ActionType.REBOOT, NODE)),
        Arguments.of(GPU, "gpu-secondary", step(ActionType.RESET_GPU, GPU)),
        Arguments.of(spareless, "gpu-row-remap", step(ActionType.RESET_GPU, spareless)),
        Arguments.of(
            wantsReboot, "gpu-recovery-announcement", step(ActionType.RESET_GPU, wantsReboot)),
        Arguments.of(NODE, "gpu-power-brake", step(ActionType.REBOOT, NODE)),
        Arguments.of(NODE, "gpu-power-brake", step(ActionType.RESET_GPU, SimCluster.gpu(2, 0))),
        Arguments.of(GPU, "straggler", step(ActionType.REQUEUE, JOB)),
        Arguments.of(GPU, "pcie-degradation", step(ActionType.DRAIN, SimCluster.node(1))));
  }

  @ParameterizedTest
  @MethodSource
  void tooMuch(Component place, String id, PlanStep step) {
    StruckFleet struck = StruckFleet.at(place, id);
    struck.fleet().advance(Duration.ofSeconds(110));

    SimEffect effect = struck.does(step, Duration.ofMinutes(4));

    assertThat(effect.harmful()).isTrue();
    assertThat(effect.effective()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu-ecc-uncorrectable", "silent-data-corruption"})
  void toPutANodeBackBeforeItsGpuIsMendedIsHarm(String id) {
    StruckFleet struck = StruckFleet.at(GPU, id);
    struck.does(step(ActionType.DRAIN, NODE), Duration.ofMinutes(5));

    SimEffect effect = struck.does(step(ActionType.UNCORDON, NODE), Duration.ofMinutes(5));

    assertThat(effect).matches(SimEffect::harmful).matches(each -> !each.effective());
    assertThat(struck.isHealed()).isFalse();
  }

  @Test
  void theThirdResetOfASystemProcessorWithinADayIsHarm() {
    StruckFleet struck = StruckFleet.at(GPU, "gsp-timeout");
    struck.does(step(ActionType.DRAIN, NODE), Duration.ofMinutes(5));
    for (String key : List.of("first", "second", "third")) {
      struck.fleet().apply(step(ActionType.RESET_GPU, GPU), key);
      struck.fleet().advance(Duration.ofMinutes(5));
    }
    struck.fleet().advance(Duration.ofDays(1));
    struck.does(step(ActionType.RESET_GPU, GPU), Duration.ofMinutes(5));

    assertThat(struck.fleet().effects())
        .extracting(SimEffect::harmful)
        .containsExactly(false, false, false, true, false);
  }

  @Test
  void aSecondRebootForACardWithoutContactIsHarm() {
    Component gpu = variant("gpu-fallen-off-bus", ActionType.OPEN_TICKET);
    StruckFleet struck = StruckFleet.at(gpu, "gpu-fallen-off-bus");
    PlanStep reboot = step(ActionType.REBOOT, SimCluster.nodeOf(gpu));
    struck.fleet().advance(Duration.ofMinutes(4));

    struck.fleet().apply(reboot, "first");
    struck.fleet().advance(Duration.ofMinutes(6));
    struck.fleet().apply(reboot, "second");
    struck.fleet().advance(Duration.ofMinutes(6));

    assertThat(struck.isHealed()).isFalse();
    assertThat(struck.fleet().effects())
        .extracting(SimEffect::harmful)
        .containsExactly(false, true);
  }

  @Test
  void oneFaultThatKeepsProgramsFromStartingIsNotHealedByTheCureOfAnother() {
    StruckFleet struck = StruckFleet.at(GPU, "gsp-timeout");
    SimCluster fleet = struck.fleet();
    Component other = SimCluster.gpu(2, 3);
    fleet.inject(IncidentClasses.of("gsp-timeout").on(other), fleet.now());
    fleet.advance(Duration.ofMinutes(10));

    struck.does(step(ActionType.RESET_GPU, GPU), Duration.ofMinutes(10));

    assertThat(fleet.truth()).extracting(GroundTruth::healed).containsExactly(true, false);
    assertThat(fleet.state(JOB, Condition.SPEED)).isZero();

    struck.does(step(ActionType.RESET_GPU, other), Duration.ofMinutes(10));

    assertThat(fleet.truth()).extracting(GroundTruth::healed).containsExactly(true, true);
    assertThat(fleet.state(JOB, Condition.SPEED)).isEqualTo(1);
  }

  @Test
  void aLinkThatIsTrainedAnewLeavesAGpuThatIsSlowAsSlowAsItWas() {
    StruckFleet struck = StruckFleet.at(GPU, "straggler");
    SimCluster fleet = struck.fleet();
    fleet.inject(IncidentClasses.of("pcie-degradation").on(GPU), fleet.now());
    fleet.advance(Duration.ofMinutes(5));

    struck.does(step(ActionType.REBOOT, NODE), Duration.ofMinutes(10));

    assertThat(fleet.truth()).extracting(GroundTruth::healed).containsExactly(false, true);
    assertThat(fleet.state(GPU, Condition.SLOWED)).isBetween(0.6, 0.82);
  }

  @Test
  void aResetForARemapHealsButKillsTrainingThatADrainSpares() {
    Component gpu = variant("gpu-row-remap", ActionType.DRAIN);
    StruckFleet reset = StruckFleet.at(gpu, "gpu-row-remap");
    StruckFleet drained = StruckFleet.at(gpu, "gpu-row-remap");

    SimEffect ofReset = reset.does(step(ActionType.RESET_GPU, gpu), Duration.ofMinutes(5));
    SimEffect ofDrain =
        drained.does(step(ActionType.DRAIN, SimCluster.nodeOf(gpu)), Duration.ofMinutes(10));

    assertThat(ofReset).matches(SimEffect::effective).matches(SimEffect::harmful);
    assertThat(ofDrain).matches(SimEffect::effective).matches(effect -> !effect.harmful());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cordon", "reboot", "reset-gpu"})
  void takingTheGpuAwayForAFaultOfItsProgramIsHarm(String action) {
    StruckFleet struck = StruckFleet.at(JOB, "gpu-app-fault");
    struck.fleet().advance(Duration.ofMinutes(2));
    Component blamed = struck.fault().symptoms().get(0).component();
    Component gpu = struck.fault().symptoms().get(2).component();
    PlanStep step =
        switch (action) {
          case "cordon" -> step(ActionType.CORDON, blamed);
          case "reboot" -> step(ActionType.REBOOT, blamed);
          default -> step(ActionType.RESET_GPU, gpu);
        };

    SimEffect effect = struck.does(step, Duration.ofMinutes(5));

    assertThat(effect.harmful()).isTrue();
    assertThat(effect.effective()).isFalse();
  }

  @Test
  void aProgramThatGoesAstrayDoesSoOnOneGpuAfterTheOther() {
    StruckFleet struck = StruckFleet.at(JOB, "gpu-app-fault");
    struck.fleet().advance(Duration.ofMinutes(30));

    Set<String> addresses =
        IntStream.rangeClosed(1, 3)
            .mapToObj(node -> struck.sinceOnset().log(SimCluster.node(node)).stream())
            .flatMap(lines -> lines)
            .filter(line -> line.startsWith("NVRM: Xid"))
            .map(line -> line.substring(0, line.indexOf(')')))
            .collect(Collectors.toSet());

    assertThat(addresses).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aJobRunsOutOfTheMemoryOfAGpuOrOfAHostAndARequeueHealsBoth() {
    Set<ComponentKind> full = new TreeSet<>(Comparator.comparing(ComponentKind::toString));
    for (long seed = 1; seed <= 8; seed++) {
      StruckFleet struck = StruckFleet.by("gpu-oom", seed);
      struck.fleet().advance(Duration.ofMinutes(6));
      full.add(struck.fault().symptoms().get(1).component().kind());

      struck.does(step(ActionType.REQUEUE, JOB), Duration.ofMinutes(5));

      assertThat(struck.isHealed()).isTrue();
      assertThat(struck.fleet().state(JOB, Condition.SPEED)).isEqualTo(1);
    }

    assertThat(full).containsExactly(ComponentKind.GPU, ComponentKind.NODE);
  }

  @Test
  void aPowerShelfBrakesTheSamePlacesOfMostNodesOfTheRack() {
    StruckFleet struck = StruckFleet.at(NODE, "gpu-power-brake");
    struck.fleet().advance(Duration.ofMinutes(5));
    Look look = struck.sinceOnset();

    Predicate<Component> braked =
        gpu -> look.codes(gpu, "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", 0x80).contains(0x80);
    long first = IntStream.rangeClosed(1, 6).filter(n -> braked.test(SimCluster.gpu(n, 0))).count();
    long last = IntStream.rangeClosed(1, 6).filter(n -> braked.test(SimCluster.gpu(n, 3))).count();

    assertThat(first).isBetween(3L, 6L);
    assertThat(last).isZero();
  }

  @Test
  void processesThatNoSignalReachesAreReportedWhenTheNodeIsDrained() {
    StruckFleet struck = StruckFleet.at(GPU, "gpu-driver-hang");
    struck.fleet().advance(Duration.ofMinutes(4));

    struck.does(step(ActionType.DRAIN, NODE), Duration.ofMinutes(10));

    assertThat(struck.sinceOnset().log(SimCluster.queue()))
        .anyMatch(line -> line.contains("DUE TO JOB NOT ENDING WITH SIGNALS"));
  }

  @Test
  void aResetThatADrainShouldComeBeforeIsHarmAndHealsAfterIt() {
    Component gpu =
        busyGpus().stream().filter(DeviceReactionsTest::asksForDrain).findFirst().orElseThrow();
    PlanStep reset = step(ActionType.RESET_GPU, gpu);
    StruckFleet hasty = StruckFleet.at(gpu, "gpu-recovery-announcement");
    StruckFleet patient = StruckFleet.at(gpu, "gpu-recovery-announcement");

    SimEffect alone = hasty.does(reset, Duration.ofMinutes(5));
    patient.does(step(ActionType.DRAIN, SimCluster.nodeOf(gpu)), Duration.ofMinutes(5));
    SimEffect afterwards = patient.does(reset, Duration.ofMinutes(5));

    assertThat(alone).matches(SimEffect::harmful).matches(effect -> !effect.effective());
    assertThat(hasty.isHealed()).isFalse();
    assertThat(hasty.fleet().state(gpu, Condition.RECOVERY_ACTION)).isEqualTo(4);
    assertThat(afterwards).matches(SimEffect::effective).matches(effect -> !effect.harmful());
    assertThat(patient.fleet().effects()).noneMatch(SimEffect::harmful);
  }

  private static boolean asksForDrain(Component gpu) {
    return IncidentClasses.of("gpu-recovery-announcement").on(gpu).symptoms().stream()
        .anyMatch(symptom -> symptom.what().endsWith("to 0x4"));
  }

  @Test
  void anAnnouncedStepThatIsDoneIsTakenBackByTheDriver() {
    Component gpu = variant("gpu-recovery-announcement", ActionType.RESET_GPU);
    StruckFleet struck = StruckFleet.at(gpu, "gpu-recovery-announcement");
    struck.fleet().advance(Duration.ofMinutes(4));

    struck.does(step(ActionType.RESET_GPU, gpu), Duration.ofMinutes(5));

    assertThat(struck.sinceOnset().log(SimCluster.nodeOf(gpu)))
        .anyMatch(line -> line.endsWith(" to 0x0 (None)"));
    assertThat(struck.fleet().state(gpu, Condition.RECOVERY_ACTION)).isZero();
  }

  private static List<Component> busyGpus() {
    return IntStream.range(0, 12).mapToObj(i -> SimCluster.gpu(1 + i / 4, i % 4)).toList();
  }

  private static Set<String> firstSteps(String id) {
    return busyGpus().stream()
        .map(gpu -> IncidentClasses.of(id).on(gpu).remedies().get(0).type().id())
        .collect(Collectors.toSet());
  }

  /** {@return the first GPU of the job where that step is the best} */
  private static Component variant(String id, ActionType best) {
    return busyGpus().stream()
        .filter(gpu -> IncidentClasses.of(id).on(gpu).remedies().get(0).type().equals(best))
        .findFirst()
        .orElseThrow();
  }

  private static PlanStep step(ActionType type, Component target) {
    return PlanStep.of(0, type, target);
  }
}
