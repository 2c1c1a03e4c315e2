package io.aiops4j.testkit.sim;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovedAction;
import io.aiops4j.api.safety.DispatchContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Carries out steps on a simulated fleet, in one of the ways that {@link ActuatorMode} lists.
 *
 * <p>Thread-safe. The same key twice has one effect.
 */
public final class SimActuator implements Actuator {
  private static final Duration SLOWNESS = Duration.ofMinutes(5);

  private final SimCluster cluster;
  private final ActuatorMode mode;
  private final Map<String, Instant> begun = new TreeMap<>();

  SimActuator(SimCluster cluster, ActuatorMode mode) {
    this.cluster = cluster;
    this.mode = mode;
  }

  @Override
  public Set<String> actions() {
    return ActionCatalogue.standard().types().keySet();
  }

  @Override
  public ActionOutcome start(ApprovedAction action, DispatchContext context) {
    return start(action.redeem(), context.idempotencyKey());
  }

  /**
   * {@return what it says of the step; only {@link SimCluster#effects()} knows what is true}
   *
   * @param step what to do
   * @param key the idempotency key
   */
  synchronized ActionOutcome start(PlanStep step, String key) {
    begun.putIfAbsent(key, cluster.now());
    switch (mode) {
      case LIES:
        return new ActionOutcome.Done(step + " done");
      case FAILS:
        return new ActionOutcome.Failed(step + " refused by the control plane");
      case SLOW:
        cluster.applyLater(step, key, SLOWNESS);
        return new ActionOutcome.Accepted(step + " queued");
      case TIMES_OUT_AFTER_EFFECT:
        cluster.apply(step, key);
        return new ActionOutcome.Unknown(step + ": no answer in time");
      default:
        Instant end = cluster.apply(step, key);
        return end.isAfter(cluster.now())
            ? new ActionOutcome.Accepted(step + " under way")
            : new ActionOutcome.Done(step + " done");
    }
  }

  /**
   * {@return how a dispatch stands, as this actuator tells it}
   *
   * @param key the idempotency key
   */
  @Override
  public synchronized ProbeResult probe(String key) {
    if (!begun.containsKey(key) || mode == ActuatorMode.FAILS) {
      return ProbeResult.NOT_APPLIED;
    }
    if (mode == ActuatorMode.LIES) {
      return ProbeResult.DONE;
    }
    Optional<Instant> end = cluster.completion(key);
    return end.isPresent() && !end.get().isAfter(cluster.now())
        ? ProbeResult.DONE
        : ProbeResult.RUNNING;
  }
}
