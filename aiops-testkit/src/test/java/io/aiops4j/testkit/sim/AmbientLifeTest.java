package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AmbientLifeTest {
  private static final long SEED = 23;
  private static final Component JOB = SimCluster.job("llm");
  private static final String TOKENS = "training.tokens_per_second";

  @ParameterizedTest
  @EnumSource(NoiseLevel.class)
  void aHealthyFleetStaysHealthyAtEveryLevel(NoiseLevel level) {
    SimCluster cluster = fleet(level);
    cluster.advance(Duration.ofHours(24));
    Look day = new Look(cluster, cluster.start(), cluster.now());

    assertThat(cluster.truth()).isEmpty();
    assertThat(cluster.effects()).isEmpty();
    assertThat(day.changes(JOB)).singleElement().asString().startsWith("JOB_START");
    assertThat(day.mean(JOB, TOKENS)).isGreaterThan(0.96 * usualTokens());
    assertThat(day.mean(Component.service("gateway"), "http.server.error_ratio")).isLessThan(0.02);
  }

  private static double usualTokens() {
    SimCluster clean = fleet(NoiseLevel.CLEAN);
    clean.advance(Duration.ofHours(2));
    return new Look(clean, clean.start(), clean.now()).mean(JOB, TOKENS);
  }

  @Test
  void aCleanFleetHasNoLifeButItsDeploys() {
    SimCluster cluster = fleet(NoiseLevel.CLEAN);
    cluster.advance(Duration.ofHours(24));

    assertThat(changes(cluster))
        .extracting(ChangeEvent::kind)
        .containsOnly(ChangeKind.DEPLOY, ChangeKind.JOB_START);
    assertThat(cluster.components(ComponentKind.JOB)).containsExactly(JOB);
  }

  @Test
  void smallJobsComeAndGoWhereTheTrainingJobLeavesRoom() {
    SimCluster cluster = fleet(NoiseLevel.REALISTIC);
    cluster.advance(Duration.ofHours(24));

    List<ChangeEvent> jobs =
        changes(cluster).stream()
            .filter(change -> change.component().kind().equals(ComponentKind.JOB))
            .filter(change -> !change.component().equals(JOB))
            .toList();

    assertThat(jobs)
        .filteredOn(change -> change.kind() == ChangeKind.JOB_START)
        .hasSizeBetween(20, 120);
    assertThat(jobs)
        .extracting(ChangeEvent::summary)
        .anyMatch(summary -> summary.endsWith(" completed"))
        .anyMatch(summary -> summary.endsWith(" cancelled"));
  }

  @Test
  void aTrainingJobPushesSmallOnesAside() {
    SimCluster cluster = SimCluster.builder().seed(SEED).noise(NoiseLevel.HARSH).build();
    cluster.advance(Duration.ofHours(1));
    while (cluster.jobOn(SimCluster.node(4)).isEmpty()) {
      cluster.advance(Duration.ofMinutes(1));
    }

    cluster.apply(PlanStep.of(0, ActionType.DRAIN, SimCluster.node(2)), "key-1");
    cluster.advance(Duration.ofMinutes(4));

    assertThat(cluster.jobOn(SimCluster.node(4))).contains(SimCluster.job("llm-7b"));
    assertThat(changes(cluster))
        .extracting(ChangeEvent::summary)
        .anyMatch(summary -> summary.endsWith("preempted by llm-7b"));
  }

  @ParameterizedTest(name = "{0}: {1} to {2} for each node and day")
  @CsvSource({"CLEAN, 0, 0", "REALISTIC, 0.5, 2.5", "HARSH, 1.8, 4.5"})
  void exportersStartAgainAndTheirCountersWithThem(NoiseLevel level, double least, double most) {
    SimCluster cluster = fleet(level);
    cluster.advance(Duration.ofHours(48));

    int restarts = 0;
    for (int node = 1; node <= 8; node++) {
      List<MetricSeries> parts =
          series(cluster, SimCluster.gpu(node, 0), "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL");
      assertThat(parts).extracting(MetricSeries::startEpochMillis).doesNotHaveDuplicates();
      assertThat(parts).allMatch(AmbientLifeTest::rises);
      restarts += parts.size() - 1;
    }

    assertThat(restarts / (8 * 2.0)).isBetween(least, most);
  }

  @Test
  void podsThatAreReplacedHaveOtherLabels() {
    SimCluster cluster = fleet(NoiseLevel.HARSH);
    cluster.advance(Duration.ofHours(24));

    assertThat(
            series(cluster, SimCluster.pod(Daemon.DCGM_EXPORTER, 1), "kube_pod_status_ready")
                .stream()
                .map(part -> part.attributes().get("uid")))
        .hasSizeGreaterThan(1)
        .doesNotHaveDuplicates();
    assertThat(
            series(cluster, Component.service("ranker"), "container_memory_working_set_bytes")
                .stream()
                .map(part -> part.attributes().get("pod"))
                .distinct())
        .hasSizeGreaterThan(8)
        .allMatch(pod -> pod.startsWith("ranker-"));
  }

  @Test
  void harmlessEventsLookAsTheRealOnesDo() {
    SimCluster cluster = fleet(NoiseLevel.HARSH);
    cluster.advance(Duration.ofHours(48));
    Look look = new Look(cluster, cluster.start(), cluster.now());
    List<String> lines =
        look.read(Set.of(), Set.of(Modality.LOGS)).logs().stream().map(LogRecord::body).toList();

    assertThat(lines)
        .anyMatch(line -> line.endsWith("Port: 1 Link DOWN"))
        .anyMatch(line -> line.contains("Killing container with a grace period"))
        .anyMatch(line -> line.contains("sched: Allocate JobId="))
        .anyMatch(line -> line.equals("configuration reloaded"));
    assertThat(changes(cluster))
        .extracting(ChangeEvent::kind)
        .contains(ChangeKind.CONFIG, ChangeKind.FLAG, ChangeKind.JOB_END);
    assertThat(look.metric(SimCluster.gpu(1, 0), "DCGM_FI_DEV_SM_CLOCK").filter(mhz -> mhz < 1890))
        .isNotEmpty();
  }

  @Test
  void whatAFaultTakesDownNoHarmlessEventBringsBack() {
    SimCluster cluster = fleet(NoiseLevel.HARSH);
    Component exporter = SimCluster.pod(Daemon.DCGM_EXPORTER, 3);
    for (int minute = 0; minute < 40; minute++) {
      cluster.advance(Duration.ofMinutes(7));
      cluster.inject(new Silenced(exporter), cluster.now());
      assertThat(cluster.state(exporter, Condition.POD_READY)).isZero();
      cluster.advance(Duration.ofMinutes(2));
      assertThat(cluster.state(exporter, Condition.POD_READY)).isZero();
      cluster.apply(PlanStep.of(0, ActionType.RESTART, exporter), "key-" + minute);
      cluster.advance(Duration.ofMinutes(2));
    }
  }

  @Test
  void linksComplainWhileANodeBootsAndThenNoMore() {
    SimCluster cluster = fleet(NoiseLevel.REALISTIC);
    cluster.advance(Duration.ofMinutes(10));
    cluster.apply(PlanStep.of(0, ActionType.REBOOT, SimCluster.node(8)), "key-1");
    cluster.advance(Duration.ofMinutes(6));

    List<String> booting = Look.last(cluster, Duration.ofMinutes(6)).log(SimCluster.node(8));
    cluster.advance(Duration.ofMinutes(20));
    List<String> later = Look.last(cluster, Duration.ofMinutes(19)).log(SimCluster.node(8));

    assertThat(booting).anyMatch(line -> line.contains("NvLink link"));
    assertThat(later).noneMatch(line -> line.contains("NvLink link"));
  }

  @Test
  void theSchedulerSaysWhyAJobWaits() {
    SimCluster cluster = SimCluster.builder().seed(SEED).build();
    cluster.apply(PlanStep.of(0, ActionType.CORDON, SimCluster.node(4)), "key-1");
    cluster.apply(PlanStep.of(0, ActionType.DRAIN, SimCluster.node(2)), "key-2");
    cluster.advance(Duration.ofMinutes(10));
    Look look = new Look(cluster, cluster.start(), cluster.now());

    assertThat(look.log(SimCluster.queue()))
        .anyMatch(line -> line.startsWith("requeue job JobId="))
        .anyMatch(line -> line.matches("FailedScheduling pod/.* 0/4 nodes are available: .*"));
    assertThat(look.metric(SimCluster.queue(), "slurm_queue_pending").max()).hasValue(1);
  }

  private static SimCluster fleet(NoiseLevel level) {
    return SimCluster.builder().seed(SEED).nodes(8, 2).job("llm", 4).noise(level).build();
  }

  private static List<ChangeEvent> changes(SimCluster cluster) {
    return new Look(cluster, cluster.start(), cluster.now())
        .read(Set.of(), Set.of(Modality.CHANGES))
        .changes();
  }

  private static List<MetricSeries> series(SimCluster cluster, Component component, String name) {
    return new Look(cluster, cluster.start(), cluster.now())
        .read(Set.of(component), Set.of(Modality.METRICS)).metrics().stream()
            .filter(series -> series.name().equals(name))
            .toList();
  }

  private static boolean rises(MetricSeries series) {
    for (int i = 1; i < series.size(); i++) {
      if (series.value(i) < series.value(i - 1)) {
        return false;
      }
    }
    return true;
  }

  /** An exporter that stops until somebody starts it again. */
  private record Silenced(Component rootCause) implements SimFault {
    @Override
    public String incidentClass() {
      return "silenced";
    }

    @Override
    public FaultType faultType() {
      return FaultType.CONFIG;
    }

    @Override
    public List<PlanStep> remedies() {
      return List.of(PlanStep.of(0, ActionType.RESTART, rootCause));
    }

    @Override
    public void begin(SimWorld world) {
      world.set(rootCause, Condition.POD_READY, 0);
    }

    @Override
    public boolean healed(SimWorld world) {
      return world.state(rootCause, Condition.POD_READY) == 1;
    }
  }
}
