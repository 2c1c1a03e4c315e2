package io.aiops4j.evaluation.simulated;

import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The alerts of the fleet, as a site has them: service levels of jobs and services, and the
 * readiness of nodes and pods. They tell the symptom, not the cause; where none fires within a
 * quarter of an hour, a patrol asks whether anything is wrong at all.
 */
final class Alerting {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration LAST = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final double SLOW_JOB = 0.85;
  private static final double ERRORS = 0.03;
  private static final double SLOW_SERVICE = 1.6;

  private final SimCluster fleet;
  private final Map<String, Double> usual = new HashMap<>();

  Alerting(SimCluster fleet) {
    this.fleet = fleet;
  }

  /** Lets time pass until an alert fires. {@return the alert} */
  Trigger await() {
    Instant began = fleet.now();
    for (MetricSeries series : read(Duration.ofHours(1))) {
      usual.put(series.key(), median(series));
    }
    while (fleet.now().isBefore(began.plus(PATIENCE))) {
      fleet.advance(EVERY);
      SortedSet<Component> violated = new TreeSet<>();
      for (MetricSeries series : read(LAST)) {
        if (isViolated(series)) {
          violated.add(series.component());
        }
      }
      if (!violated.isEmpty()) {
        return trigger("alertmanager", violated, "a service level is violated");
      }
    }
    return trigger("patrol", new TreeSet<>(fleet.components(ComponentKind.JOB)), "patrol");
  }

  private Trigger trigger(String source, SortedSet<Component> where, String summary) {
    return new Trigger(
        source, source + "/" + where, fleet.now(), where, summary, TrustClass.CONTROL_PLANE);
  }

  private boolean isViolated(MetricSeries series) {
    double now = median(series);
    double before = usual.getOrDefault(series.key(), now);
    return switch (series.name()) {
      case "training.tokens_per_second" -> series.size() > 4 && now < SLOW_JOB * before;
      case "http.server.error_ratio" -> now > Math.max(ERRORS, 3 * before);
      case "http.server.request.duration" -> now > SLOW_SERVICE * before;
      case "kube_node_status_condition", "kube_pod_status_ready", "up" -> now == 0 && before == 1;
      case "kube_node_status_allocatable" -> now < before;
      case "slurm_queue_pending" -> now > before && now >= 1;
      default -> false;
    };
  }

  private List<MetricSeries> read(Duration last) {
    Set<Component> watched = new TreeSet<>();
    for (ComponentKind kind :
        List.of(
            ComponentKind.JOB,
            ComponentKind.SERVICE,
            ComponentKind.NODE,
            ComponentKind.POD,
            ComponentKind.QUEUE)) {
      watched.addAll(fleet.components(kind));
    }
    TelemetryBatch batch = new TelemetryBatch();
    Instant now = fleet.now();
    fleet
        .source()
        .read(
            TelemetryQuery.builder(new TimeRange(now.minus(last), now), now)
                .components(watched)
                .modalities(Set.of(Modality.METRICS))
                .build(),
            batch);
    return new ArrayList<>(
        batch.metrics().stream().filter(s -> s.kind() != MetricKind.COUNTER).toList());
  }

  private static double median(MetricSeries series) {
    double[] values = new double[series.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = series.value(i);
    }
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
