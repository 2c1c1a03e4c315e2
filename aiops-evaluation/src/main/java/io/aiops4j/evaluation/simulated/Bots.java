package io.aiops4j.evaluation.simulated;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Answerers that a suite worth its name must not reward: they keep it honest. Each acts, or does
 * not, for an hour of virtual time.
 */
enum Bots implements Responder {
  /** Acts on the loudest metric, with the usual action for a component of its kind. */
  THRESHOLD {
    @Override
    void act(Scene scene, Hands hands) {
      scene.fleet().advance(Duration.ofMinutes(6));
      for (int i = 0; i < 3; i++) {
        Loudest.of(scene.fleet()).flatMap(Bots::usualStep).ifPresent(hands::apply);
        scene.fleet().advance(Duration.ofMinutes(15));
      }
    }
  },
  /** Acts at random. */
  RANDOM {
    @Override
    void act(Scene scene, Hands hands) {
      SplittableRandom random = new SplittableRandom(scene.seed() ^ 0x5DEECE66DL);
      for (int i = 0; i < 6; i++) {
        scene.fleet().advance(Duration.ofMinutes(8));
        List<Component> targets = new ArrayList<>();
        ActionType type = DISRUPTIVE.get(random.nextInt(DISRUPTIVE.size()));
        type.targets().forEach(kind -> targets.addAll(scene.fleet().components(kind)));
        hands.apply(PlanStep.of(0, type, targets.get(random.nextInt(targets.size()))));
      }
    }
  },
  /** Sees the truth and does what an expert would. */
  ORACLE {
    @Override
    void act(Scene scene, Hands hands) {
      scene.fleet().advance(Duration.ofMinutes(6));
      for (PlanStep remedy : scene.fault().map(SimFault::remedies).orElse(List.of())) {
        if (!scene.fleet().truth().get(0).healed()) {
          hands.apply(remedy);
          scene.fleet().advance(Duration.ofMinutes(45));
        }
      }
    }
  },
  /** Waits. */
  NOTHING {
    @Override
    void act(Scene scene, Hands hands) {}
  };

  private static final Duration IN_ALL = Duration.ofMinutes(60);

  private static final List<ActionType> DISRUPTIVE =
      List.of(
          ActionType.DRAIN,
          ActionType.REBOOT,
          ActionType.RESET_GPU,
          ActionType.REQUEUE,
          ActionType.RESTART,
          ActionType.ROLLBACK,
          ActionType.ISOLATE_LINK);

  abstract void act(Scene scene, Hands hands);

  @Override
  public Answer respond(Scene scene) {
    Hands hands = new Hands(scene.fleet());
    Instant end = scene.fleet().now().plus(IN_ALL);
    act(scene, hands);
    if (scene.fleet().now().isBefore(end)) {
      scene.fleet().advanceTo(end);
    }
    return new Answer(
        "BOT", Optional.empty(), "", "", "", hands.done, Optional.empty(), hands.authorised);
  }

  /** {@return what people usually do first to such a component} */
  private static Optional<PlanStep> usualStep(Component loudest) {
    ComponentKind kind = loudest.kind();
    if (kind.equals(ComponentKind.SWITCH)) {
      return SimCluster.isNvswitch(loudest)
          ? usualStep(SimCluster.nodeOf(loudest))
          : Optional.empty();
    }
    Map<ComponentKind, ActionType> usual =
        Map.of(
            ComponentKind.GPU, ActionType.RESET_GPU,
            ComponentKind.NODE, ActionType.REBOOT,
            ComponentKind.NIC, ActionType.ISOLATE_LINK,
            ComponentKind.SERVICE, ActionType.RESTART,
            ComponentKind.POD, ActionType.RESTART,
            ComponentKind.JOB, ActionType.REQUEUE);
    return Optional.ofNullable(usual.get(kind)).map(type -> PlanStep.of(0, type, loudest));
  }

  /** What a bot did. */
  private static final class Hands {
    private final SimCluster fleet;
    private final List<String> done = new ArrayList<>();
    private final SortedMap<String, String> authorised = new TreeMap<>();

    Hands(SimCluster fleet) {
      this.fleet = fleet;
    }

    void apply(PlanStep step) {
      String key = "bot-" + done.size();
      done.add(step.toString());
      authorised.put(key, step.type().id() + " " + step.target());
      fleet.apply(step, key);
    }
  }

  /** The component whose metric left its usual range the furthest. */
  private static final class Loudest {
    private static final Duration NOW = Duration.ofMinutes(5);
    private static final Duration BEFORE = Duration.ofMinutes(60);
    private static final double LOUD = 6;

    static Optional<Component> of(SimCluster fleet) {
      Instant now = fleet.now();
      Map<String, double[]> before = new HashMap<>();
      for (MetricSeries series : read(fleet, now.minus(BEFORE), now.minus(NOW).minus(NOW))) {
        before.put(series.key(), moments(series));
      }
      Component loudest = null;
      double most = LOUD;
      for (MetricSeries series : read(fleet, now.minus(NOW), now)) {
        double[] usual = before.get(series.key());
        if (usual == null || usual[2] < 20) {
          continue;
        }
        double floor = 0.02 * Math.abs(usual[0]) + 1e-3;
        double z = Math.abs(moments(series)[0] - usual[0]) / Math.max(usual[1], floor);
        if (z > most) {
          most = z;
          loudest = series.component();
        }
      }
      return Optional.ofNullable(loudest);
    }

    private static List<MetricSeries> read(SimCluster fleet, Instant from, Instant to) {
      TelemetryBatch batch = new TelemetryBatch();
      fleet
          .source()
          .read(
              TelemetryQuery.builder(new TimeRange(from, to), fleet.now())
                  .modalities(Set.of(Modality.METRICS))
                  .build(),
              batch);
      return batch.metrics();
    }

    /** {@return mean, deviation and number; of the increase per second where it is a counter} */
    private static double[] moments(MetricSeries series) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      boolean counter = series.kind() == MetricKind.COUNTER;
      for (int i = counter ? 1 : 0; i < series.size(); i++) {
        double value =
            counter
                ? 1000
                    * (series.value(i) - series.value(i - 1))
                    / (series.epochMillis(i) - series.epochMillis(i - 1))
                : series.value(i);
        sum += value;
        squares += value * value;
        n++;
      }
      double mean = n == 0 ? 0 : sum / n;
      return new double[] {
        mean, n < 2 ? 0 : StrictMath.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1))), n
      };
    }
  }
}
