package io.aiops4j.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Daemon;
import io.aiops4j.testkit.sim.Look;
import io.aiops4j.testkit.sim.NoiseLevel;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimEffect;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every incident class must hold, wherever it strikes. */
class IncidentClassesTest {
  private static final Duration SHOWN = Duration.ofMinutes(20);
  private static final Duration LATEST = Duration.ofMinutes(60);
  private static final Component CPU_NODE = Component.of(ComponentKind.NODE, "cpu-01");

  static Stream<Arguments> classesAndSeeds() {
    return IncidentClasses.all().stream()
        .flatMap(each -> Stream.of(3L, 14L).map(seed -> Arguments.of(each.id(), seed)));
  }

  static Stream<Arguments> classesSeedsAndNoise() {
    return IncidentClasses.all().stream()
        .flatMap(
            each ->
                Stream.of(
                    Arguments.of(each.id(), 3L, NoiseLevel.REALISTIC),
                    Arguments.of(each.id(), 8L, NoiseLevel.REALISTIC),
                    Arguments.of(each.id(), 14L, NoiseLevel.CLEAN)));
  }

  @ParameterizedTest(name = "{0}, seed {1}, noise {2}")
  @MethodSource("classesSeedsAndNoise")
  void showsWhereItSaysAndTheSameEachTime(String id, long seed, NoiseLevel noise) {
    StruckFleet struck = StruckFleet.by(id, seed, noise);
    StruckFleet again = StruckFleet.by(id, seed, noise);

    struck.fleet().advance(SHOWN);
    again.fleet().advance(SHOWN);

    Look sick = struck.sinceOnset();
    assertThat(struck.fault().incidentClass()).isEqualTo(id);
    assertThat(struck.fault().faultType()).isEqualTo(IncidentClasses.of(id).faultType());
    assertThat(struck.fault().symptoms()).isNotEmpty();
    for (Symptom symptom : struck.fault().symptoms()) {
      assertThat(Evidence.shows(symptom, sick, struck.healthy(sick)))
          .as(symptom.toString())
          .isTrue();
    }
    assertThat(struck.story()).isEqualTo(again.story());
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("classesAndSeeds")
  void isHealedByEachOfItsRemediesAndThenLooksAsUsual(String id, long seed) {
    List<PlanStep> remedies = StruckFleet.by(id, seed).fault().remedies();
    for (PlanStep remedy : remedies) {
      StruckFleet struck = StruckFleet.by(id, seed);
      struck.fleet().advance(Duration.ofMinutes(8));
      assertThat(struck.isHealed()).as("before " + remedy).isFalse();

      struck.fleet().apply(remedy, "key-1");
      struck.fleet().advance(LATEST);

      assertThat(struck.isHealed()).as("after " + remedy).isTrue();
      SimEffect effect = struck.fleet().effects().get(0);
      assertThat(effect.effective()).as(remedy.toString()).isTrue();
      assertThat(effect.harmful() && remedy.equals(remedies.get(0))).isFalse();
      assertLooksAsUsual(struck);
    }
    if (remedies.isEmpty()) {
      StruckFleet struck = StruckFleet.by(id, seed);
      struck.fleet().advance(LATEST);
      assertThat(struck.isHealed()).isTrue();
      assertLooksAsUsual(struck);
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("classesAndSeeds")
  void isNotHealedByWhatElsePeopleTry(String id, long seed) {
    StruckFleet struck = StruckFleet.by(id, seed);
    struck.fleet().advance(Duration.ofMinutes(3));
    Component spare = struck.bystander();
    Stream.of(
            PlanStep.of(0, ActionType.CORDON, spare),
            PlanStep.of(0, ActionType.RESET_GPU, SimCluster.gpu(spare, 2)),
            PlanStep.of(0, ActionType.RESTART, Component.service("gateway")),
            PlanStep.of(0, ActionType.REBOOT, spare))
        .forEach(step -> struck.fleet().apply(step, step.toString()));

    struck.fleet().advance(Duration.ofMinutes(5));

    assertThat(struck.fleet().effects()).noneMatch(SimEffect::effective);
  }

  static Stream<Arguments> misplaced() {
    return Stream.of(
        Arguments.of("nvswitch-sxid", SimCluster.leaf(1), "the switch between the GPUs of a node"),
        Arguments.of("node-not-ready", CPU_NODE, "a GPU node"),
        Arguments.of("telemetry-loss", SimCluster.pod(Daemon.DEVICE_PLUGIN, 2), "the pod of an"),
        Arguments.of("fabric-manager-down", SimCluster.pod(Daemon.DCGM_EXPORTER, 2), "the pod of"),
        Arguments.of("gpu-thermal-throttle", SimCluster.node(2), "a GPU"),
        Arguments.of("gpu-oom", Component.service("gateway"), "a job"));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("misplaced")
  void refusesAComponentThatItDoesNotStrike(String id, Component component, String expected) {
    assertThatThrownBy(() -> IncidentClasses.of(id).on(component))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(id + " strikes " + expected)
        .hasMessageContaining("not " + component + "; name ");
  }

  static Stream<ThrowingCallable> misplacedByName() {
    return Stream.of(
        () -> SimFaults.gpuOverheats(SimCluster.node(2)),
        () -> SimFaults.linkFlaps(SimCluster.gpu(2, 0)),
        () -> SimFaults.nodeIsWorkedOn(CPU_NODE),
        () -> SimFaults.storageStalls(SimCluster.queue()));
  }

  @ParameterizedTest
  @MethodSource("misplacedByName")
  void refusesItByNameToo(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" strikes ");
  }

  @Test
  void aFaultIsInjectedOnce() {
    SimCluster fleet = SimCluster.builder().build();
    SimFault fault = SimFaults.gpuOverheats(SimCluster.gpu(2, 1));
    fleet.inject(fault, fleet.now().plusSeconds(60));

    assertThatThrownBy(() -> fleet.inject(fault, fleet.now()))
        .hasMessageContaining("was injected into this fleet before; make a new object");
    fleet.inject(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), fleet.now());

    assertThat(fleet.truth()).hasSize(1);
  }

  @Test
  void aFaultThatCannotBeginWasNeverThere() {
    SimCluster fleet = SimCluster.builder().nodes(2, 4).job("llm-7b", 2).build();
    fleet.apply(PlanStep.of(0, ActionType.DRAIN, SimCluster.node(2)), "drain");
    fleet.advance(Duration.ofMinutes(5));

    assertThatThrownBy(
            () ->
                fleet.inject(
                    IncidentClasses.of("gpu-oom").on(SimCluster.job("llm-7b")), fleet.now()))
        .hasMessageContaining("has no GPU now");

    assertThat(fleet.truth()).isEmpty();
  }

  private static void assertLooksAsUsual(StruckFleet struck) {
    Look now = Look.last(struck.fleet(), Duration.ofMinutes(8));
    Look usual = struck.healthy(Look.last(struck.fleet(), Duration.ofMinutes(30)));
    for (Symptom symptom : struck.fault().symptoms()) {
      if (struck.isKeptOut(symptom.component())) {
        continue;
      }
      if (symptom.kind() == Symptom.Kind.LOG) {
        assertThat(Evidence.shows(symptom, now, usual)).as(symptom + " goes on").isFalse();
      } else if (symptom.kind() != Symptom.Kind.CHANGE && !isSticky(symptom)) {
        Symptom elsewhere = Symptom.metric(struck.alike(symptom.component()), symptom.what());
        assertThat(Evidence.isUsual(symptom, now, elsewhere, usual))
            .as(symptom + " goes on")
            .isTrue();
      }
    }
  }

  /** Only a reset takes back the last Xid. */
  private static boolean isSticky(Symptom symptom) {
    return symptom.what().equals("DCGM_FI_DEV_XID_ERRORS");
  }
}
