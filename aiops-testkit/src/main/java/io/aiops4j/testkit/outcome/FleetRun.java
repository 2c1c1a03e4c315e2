package io.aiops4j.testkit.outcome;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.testkit.safety.ScriptedDesk;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays incidents on a simulated fleet in virtual time, with any {@link IncidentLoop}.
 *
 * <pre>{@code
 * FleetRun run = FleetRun.on(SimCluster.builder(), 7);
 * run.breaks(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), Duration.ofMinutes(80));
 * run.passes(Duration.ofMinutes(86));
 * Outcome outcome = run.plays(loopOver(run.fleet()), alert, Duration.ofHours(3));
 * }</pre>
 *
 * <p>Hours of virtual time cost milliseconds; nothing sleeps. The same seed and calls give the same
 * outcome. Not thread-safe.
 */
public final class FleetRun {
  private static final int MAX_STEPS_AT_ONCE = 10_000;

  private final SimCluster fleet;
  private final long seed;
  private final List<Played> played = new ArrayList<>();
  private @Nullable ScriptedDesk desk;
  private Duration answersAfter = Duration.ZERO;
  private Actor person = new Actor(Actor.Kind.PERSON, "on-call");

  private record Played(IncidentLoop loop, IncidentId incident) {}

  private FleetRun(SimCluster fleet, long seed) {
    this.fleet = fleet;
    this.seed = seed;
  }

  /**
   * {@return a run on a fleet that is healthy and at its start}
   *
   * @param builder of the fleet; its seed is replaced
   * @param seed of all chance
   */
  public static FleetRun on(SimCluster.Builder builder, long seed) {
    return new FleetRun(builder.seed(seed).build(), seed);
  }

  /**
   * {@return a run on a fleet that is under way}
   *
   * @param fleet at any time of its life
   * @param seed of the fleet, so that a failure can be shown again
   */
  public static FleetRun over(SimCluster fleet, long seed) {
    return new FleetRun(requireNonNull(fleet, "fleet"), seed);
  }

  /** {@return the fleet} */
  public SimCluster fleet() {
    return fleet;
  }

  /** {@return the seed of the fleet} */
  public long seed() {
    return seed;
  }

  /**
   * Plans a fault.
   *
   * @param fault what goes wrong; the object is used once
   * @param after how long from now, 0 or more
   * @return when it begins
   */
  public Instant breaks(SimFault fault, Duration after) {
    Instant at = fleet.now().plus(after);
    fleet.inject(fault, at);
    return at;
  }

  /**
   * Lets time pass.
   *
   * @param time 0 or more
   * @return this run
   */
  public FleetRun passes(Duration time) {
    fleet.advance(time);
    return this;
  }

  /**
   * Has a person approve whatever the desk is asked; nobody answers by default.
   *
   * @param desk the same as the gate's
   * @param who answers; not the one who proposes
   * @param after how long each answer takes, 0 or more
   * @return this run
   */
  public FleetRun approves(ScriptedDesk desk, Actor who, Duration after) {
    if (after.isNegative()) {
      throw new IllegalArgumentException(
          "Nobody answers " + after + " after the question; give a duration of zero or more");
    }
    this.desk = requireNonNull(desk, "desk");
    this.person = requireNonNull(who, "who");
    this.answersAfter = after;
    return this;
  }

  /**
   * Opens an incident and advances it until it ends, until it waits for somebody who will not come,
   * or until the time is over.
   *
   * @param loop any implementation, over this fleet and its clock
   * @param alert why somebody thinks that there is an incident
   * @param atMost virtual time, above zero
   * @return what it left, and what earlier plays of this run left
   * @throws IllegalStateException if the loop keeps asking to be advanced while no time passes
   */
  public Outcome plays(IncidentLoop loop, Trigger alert, Duration atMost) {
    if (atMost.isNegative() || atMost.isZero()) {
      throw new IllegalArgumentException(
          "A run of " + atMost + " shows nothing; give it a duration above zero");
    }
    Instant deadline = fleet.now().plus(atMost);
    IncidentId incident = loop.open(alert);
    Played play = new Played(loop, incident);
    if (!played.contains(play)) {
      played.add(play);
    }
    int idle = 0;
    while (true) {
      Instant before = fleet.now();
      if (!goesOn(loop, incident, loop.advance(incident), deadline)) {
        return outcome();
      }
      idle = fleet.now().isAfter(before) ? 0 : idle + 1;
      if (idle > MAX_STEPS_AT_ONCE) {
        throw new IllegalStateException(
            incident
                + " was advanced "
                + MAX_STEPS_AT_ONCE
                + " times and no time passed; the loop must wait (Step.At, Step.WaitingFor) or end");
      }
    }
  }

  private boolean goesOn(IncidentLoop loop, IncidentId incident, Step step, Instant deadline) {
    if (step instanceof Step.Ended) {
      return false;
    } else if (step instanceof Step.At at) {
      return waits(loop, incident, Optional.of(at.instant()), at.reason(), deadline);
    } else if (step instanceof Step.WaitingFor waiting) {
      return waits(loop, incident, waiting.reason().until(), waiting.reason(), deadline);
    }
    return true;
  }

  private boolean waits(
      IncidentLoop loop,
      IncidentId incident,
      Optional<Instant> until,
      WaitingReason reason,
      Instant deadline) {
    if (reason.kind() == WaitingReason.Kind.APPROVAL && desk != null) {
      return answers(loop, incident, desk, deadline);
    }
    if (until.isEmpty() || until.get().isAfter(deadline)) {
      fleet.advanceTo(deadline);
      return false;
    }
    if (until.get().isAfter(fleet.now())) {
      fleet.advanceTo(until.get());
    }
    return true;
  }

  private boolean answers(
      IncidentLoop loop, IncidentId incident, ScriptedDesk desk, Instant deadline) {
    if (fleet.now().plus(answersAfter).isAfter(deadline)) {
      fleet.advanceTo(deadline);
      return false;
    }
    fleet.advance(answersAfter);
    List<ApprovalRequest> asked =
        desk.asked().stream().filter(request -> request.incident().equals(incident)).toList();
    if (asked.isEmpty()) {
      throw new IllegalStateException(
          incident
              + " waits for an approval that this desk was never asked; give the gate this desk");
    }
    Approval approval =
        desk.approve(asked.get(asked.size() - 1), person, fleet.now(), Duration.ofMinutes(30));
    loop.signal(incident, new Signal.Approved(approval));
    return true;
  }

  /** {@return what the run left so far, the incidents that were played included} */
  public Outcome outcome() {
    List<Incident> incidents = new ArrayList<>();
    played.forEach(play -> incidents.add(play.loop().incident(play.incident())));
    return Outcome.of(fleet, seed, incidents);
  }
}
