package io.aiops4j.testkit.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovedAction;
import io.aiops4j.api.safety.DispatchContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * An honest actuator over whatever a test calls the system: it remembers each dispatch, does one
 * thing for one key, refuses old epochs, and has the mishaps that a test orders.
 *
 * <p>Thread-safe.
 */
public final class RecordingActuator implements Actuator {
  private final Set<String> actions;
  private final Consumer<PlanStep> system;
  private final Deque<Mishap> mishaps = new ArrayDeque<>(); // this and all below: guarded by this
  private final Map<String, PlanStep> underWay = new HashMap<>();
  private final Map<String, ProbeResult> results = new HashMap<>();
  private final List<DispatchContext> dispatches = new ArrayList<>();
  private final List<PlanStep> effects = new ArrayList<>();
  private long newestEpoch = Long.MIN_VALUE;

  /** What can go wrong, or take long. */
  public enum Mishap {
    /** Nothing: it is done at once. */
    NONE,
    /** It takes long: accepted now, done when the test calls {@link #finish(String)}. */
    SLOW,
    /** The system refuses; nothing is changed. */
    REFUSED,
    /** It is done, but the answer is lost: it throws. */
    ANSWER_LOST,
    /** The request is lost on its way; nothing is changed, and it throws. */
    REQUEST_LOST
  }

  /**
   * Makes an actuator.
   *
   * @param actions the ids of the action types it carries out
   * @param system is told each step that takes effect, once
   */
  public RecordingActuator(Set<String> actions, Consumer<PlanStep> system) {
    this.actions = Collections.unmodifiableSet(new TreeSet<>(actions));
    this.system = requireNonNull(system, "system");
  }

  /**
   * {@return an actuator over nothing but its own memory}
   *
   * @param actions the ids of the action types it carries out
   */
  public static RecordingActuator of(String... actions) {
    return new RecordingActuator(Set.of(actions), step -> {});
  }

  /**
   * Orders what happens to the next new dispatches, after what was ordered before; {@link
   * Mishap#NONE} once nothing is left.
   *
   * @param next one for each dispatch
   * @return this actuator
   */
  public synchronized RecordingActuator then(Mishap... next) {
    mishaps.addAll(List.of(next));
    return this;
  }

  @Override
  public Set<String> actions() {
    return actions;
  }

  @Override
  public synchronized ActionOutcome start(ApprovedAction action, DispatchContext context) {
    dispatches.add(context);
    String key = context.idempotencyKey();
    if (context.epoch() < newestEpoch) {
      return new ActionOutcome.Failed("epoch " + context.epoch() + " is older than " + newestEpoch);
    }
    newestEpoch = context.epoch();
    PlanStep step = action.redeem();
    if (results.containsKey(key)) {
      return known(key);
    }
    switch (mishaps.isEmpty() ? Mishap.NONE : mishaps.remove()) {
      case SLOW -> {
        underWay.put(key, step);
        results.put(key, ProbeResult.RUNNING);
      }
      case REFUSED -> results.put(key, ProbeResult.NOT_APPLIED);
      case REQUEST_LOST -> {
        results.put(key, ProbeResult.NOT_APPLIED);
        throw new IllegalStateException("connection refused");
      }
      case ANSWER_LOST -> {
        take(key, step);
        throw new IllegalStateException("connection reset");
      }
      default -> take(key, step);
    }
    return known(key);
  }

  @Override
  public synchronized ProbeResult probe(String idempotencyKey) {
    return results.getOrDefault(idempotencyKey, ProbeResult.NOT_APPLIED);
  }

  /**
   * Lets a slow action take effect.
   *
   * @param key of its dispatch; without effect if nothing is under way under it
   */
  public synchronized void finish(String key) {
    PlanStep step = underWay.remove(key);
    if (step != null) {
      take(key, step);
    }
  }

  /** {@return every dispatch that arrived, also those without effect; a copy} */
  public synchronized List<DispatchContext> dispatches() {
    return List.copyOf(dispatches);
  }

  /** {@return the steps that took effect, in order; a copy} */
  public synchronized List<PlanStep> effects() {
    return List.copyOf(effects);
  }

  private void take(String key, PlanStep step) {
    system.accept(step);
    effects.add(step);
    results.put(key, ProbeResult.DONE);
  }

  private ActionOutcome known(String key) {
    return switch (probe(key)) {
      case DONE -> new ActionOutcome.Done("done");
      case RUNNING -> new ActionOutcome.Accepted("under way");
      case NOT_APPLIED -> new ActionOutcome.Failed("the system refused");
      case UNKNOWN -> new ActionOutcome.Unknown("cannot be told");
    };
  }
}
