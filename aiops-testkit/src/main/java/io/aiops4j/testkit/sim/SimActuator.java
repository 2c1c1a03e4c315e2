package io.aiops4j.testkit.sim;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovedAction;
import io.aiops4j.api.safety.DispatchContext;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Carries out steps on a simulated fleet, in one of the ways that {@link ActuatorMode} lists. Only
 * {@link SimCluster#effects()} knows what is true.
 *
 * <p>Thread-safe. The same key twice has one effect; an older epoch than seen is refused.
 */
public final class SimActuator implements Actuator {
  private static final Duration SLOWNESS = Duration.ofMinutes(5);

  private final SimCluster cluster;
  private final ActuatorMode mode;
  private final Set<String> begun = new TreeSet<>();
  private long epoch = Long.MIN_VALUE;

  SimActuator(SimCluster cluster, ActuatorMode mode) {
    this.cluster = cluster;
    this.mode = mode;
  }

  /** {@return the ids of the standard catalogue} */
  @Override
  public Set<String> actions() {
    return ActionCatalogue.standard().types().keySet();
  }

  @Override
  public synchronized ActionOutcome start(ApprovedAction action, DispatchContext context) {
    if (context.epoch() < epoch) {
      return new ActionOutcome.Failed(
          "Epoch " + context.epoch() + " is older than " + epoch + "; somebody else leads now");
    }
    epoch = context.epoch();
    return carryOut(action.redeem(), context.idempotencyKey());
  }

  /** What happens once a permission is redeemed. */
  synchronized ActionOutcome carryOut(PlanStep step, String key) {
    begun.add(key);
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
      case WRONG_TARGET:
        Component neighbour = cluster.neighbour(step.target());
        return answer(
            step,
            cluster.apply(
                new PlanStep(step.index(), step.type(), neighbour, step.parameters()), key));
      case HALF:
        return answer(step, cluster.applyHalf(step, key));
      default:
        return answer(step, cluster.apply(step, key));
    }
  }

  private ActionOutcome answer(PlanStep step, Instant end) {
    return end.isAfter(cluster.now())
        ? new ActionOutcome.Accepted(step + " under way")
        : new ActionOutcome.Done(step + " done");
  }

  @Override
  public synchronized ProbeResult probe(String idempotencyKey) {
    if (!begun.contains(idempotencyKey) || mode == ActuatorMode.FAILS) {
      return ProbeResult.NOT_APPLIED;
    }
    if (mode == ActuatorMode.LIES) {
      return ProbeResult.DONE;
    }
    Optional<Instant> end = cluster.completion(idempotencyKey);
    return end.isPresent() && !end.get().isAfter(cluster.now())
        ? ProbeResult.DONE
        : ProbeResult.RUNNING;
  }
}
