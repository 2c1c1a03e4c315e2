package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metastable failure: a surge of two minutes overloads a service, its callers try each failed
 * call again, and the retries keep it overloaded long after the surge is gone.
 *
 * <p>The replicas serve 1.6 times the usual demand. Of the work of an overloaded service most is
 * for callers that have given up, so that it gets less done the more is asked of it; a failed call
 * is tried three more times. At usual demand that has two fixed points, no failures and about four
 * of five, and a quarter more replicas are enough to leave the second. A restart empties the
 * queues, and the callers, who all reconnect at once, fill them again.
 *
 * <p>Bronson et al., Metastable Failures in Distributed Systems, HotOS 2021.
 */
record RetryStorm(Component rootCause) implements SimFault {
  /** What callers want, as a multiple of the usual, retries not counted. */
  private static final Condition WANTED = Condition.of("storm-wanted", 1);

  /** What arrives, as a multiple of the usual, retries and all. */
  private static final Condition DEMAND = Condition.of("storm-demand", 1);

  private static final Condition GOES_ON = Condition.of("storm-goes-on", 0);

  /** Counts the times that the course was set anew; the course that was set before ends. */
  private static final Condition COURSE = Condition.of("storm-course", 0);

  private static final double SURGE = 2.5;
  private static final double HEADROOM = 1.6;
  private static final double WASTE = 0.8;
  private static final double INERTIA = 0.5;
  private static final double OVER = 0.02;
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final Duration SURGE_LASTS = Duration.ofMinutes(2);
  private static final Duration QUEUES_STAY_EMPTY = Duration.ofSeconds(40);

  @Override
  public String incidentClass() {
    return "metastable-overload";
  }

  @Override
  public FaultType faultType() {
    return FaultType.RESOURCE_EXHAUSTION;
  }

  @Override
  public List<PlanStep> remedies() {
    String replicas = Integer.toString((int) (2 * Condition.REPLICAS.healthy()));
    return List.of(
        new PlanStep(0, ActionType.SCALE, rootCause, new TreeMap<>(Map.of("replicas", replicas))));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "http.server.error_ratio"),
        Symptom.metric(rootCause, "http.server.request_rate"),
        Symptom.metric(rootCause, "http.server.request.duration"));
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        rootCause,
        "http.server.request_rate",
        (ms, usual) -> usual * world.stateAt(rootCause, DEMAND, ms));
    world.set(rootCause, GOES_ON, 1);
    surge(world);
    setCourse(world);
  }

  /** From here on what happens is owed to what has just been done. */
  private void setCourse(SimWorld world) {
    double course = world.state(rootCause, COURSE) + 1;
    world.set(rootCause, COURSE, course);
    tick(world, course);
  }

  private void surge(SimWorld world) {
    world.set(rootCause, WANTED, SURGE);
    world.later(SURGE_LASTS, () -> world.set(rootCause, WANTED, 1));
  }

  /** What fails now is tried again, and decides what fails next. */
  private void tick(SimWorld world, double course) {
    if (world.state(rootCause, COURSE) != course) {
      return;
    }
    double failing = world.state(rootCause, Condition.TIMED_OUT);
    double tries = 1 + failing * (1 + failing * (1 + failing));
    double demand = world.state(rootCause, WANTED) * tries;
    double replicas = world.state(rootCause, Condition.REPLICAS) / Condition.REPLICAS.healthy();
    double served = HEADROOM * replicas * (1 - WASTE * failing);
    double next = demand <= served ? 0 : 1 - served / demand;
    become(world, demand, failing + INERTIA * (next - failing));
    boolean calm = world.state(rootCause, Condition.TIMED_OUT) < OVER;
    if (calm && world.state(rootCause, WANTED) == 1 && demand <= served) {
      become(world, 1, 0);
      world.set(rootCause, GOES_ON, 0);
    } else {
      world.later(TICK, () -> tick(world, course));
    }
  }

  private void become(SimWorld world, double demand, double failing) {
    world.set(rootCause, DEMAND, demand);
    world.set(rootCause, Condition.TIMED_OUT, failing);
    world.set(rootCause, Condition.SLOWDOWN, 1 + 7 * failing);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (world.state(rootCause, GOES_ON) == 0) {
      return;
    }
    if (Treatment.is(step, ActionType.RESTART, rootCause)) {
      // Still wanted more than usual: the callers wait with what they could not get.
      world.set(rootCause, WANTED, 1.1);
      become(world, 1, 0);
      world.later(QUEUES_STAY_EMPTY, () -> surge(world));
    }
    if (Treatment.is(step, ActionType.SCALE, rootCause)) {
      if (world.state(rootCause, Condition.REPLICAS) < Condition.REPLICAS.healthy()) {
        world.worsened("fewer replicas for the same storm");
      }
      setCourse(world);
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, GOES_ON) == 0;
  }
}
