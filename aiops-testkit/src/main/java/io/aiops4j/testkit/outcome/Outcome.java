package io.aiops4j.testkit.outcome;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimEffect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a run on a simulated fleet left: what the loop wrote down, and what is true.
 *
 * <p>The incidents are what the journal tells; effects and truth come from the ledger of the
 * simulation, which no actuator and no agent can write. Immutable and thread-safe.
 *
 * @param seed of the fleet, so that a failure can be shown again
 * @param start when the fleet began
 * @param end when the run was looked at
 * @param incidents as their events tell them; empty if none was opened
 * @param truth what is or was really wrong, oldest first
 * @param effects what actions really did, oldest first
 */
public record Outcome(
    long seed,
    Instant start,
    Instant end,
    List<Incident> incidents,
    List<GroundTruth> truth,
    List<Effect> effects) {
  /** Copies the lists. */
  public Outcome {
    requireNonNull(start, "start");
    requireNonNull(end, "end");
    incidents = List.copyOf(incidents);
    truth = List.copyOf(truth);
    effects = List.copyOf(effects);
  }

  /**
   * One action that really happened, with what it disturbed.
   *
   * @param fact what the simulation's ledger says
   * @param disturbed the target, its pieces and all that ran on them when it began, without the
   *     components that were broken then; sorted
   */
  public record Effect(SimEffect fact, SortedSet<Component> disturbed) {
    /** Copies the set. */
    public Effect {
      requireNonNull(fact, "fact");
      disturbed = Collections.unmodifiableSortedSet(new TreeSet<>(disturbed));
    }
  }

  /**
   * {@return what a run left so far}
   *
   * @param fleet on which it ran
   * @param seed of the fleet
   * @param loop which ran; any implementation
   * @param incidents those that it opened; none is fine, as in a healthy run
   * @throws IllegalArgumentException if the loop knows no such incident
   */
  public static Outcome of(
      SimCluster fleet, long seed, IncidentLoop loop, IncidentId... incidents) {
    List<Incident> told = new ArrayList<>();
    for (IncidentId incident : incidents) {
      told.add(loop.incident(incident));
    }
    return of(fleet, seed, told);
  }

  /**
   * {@return what a run left so far}
   *
   * @param fleet on which it ran
   * @param seed of the fleet
   * @param incidents as their events tell them; empty for a run without a loop
   */
  public static Outcome of(SimCluster fleet, long seed, List<Incident> incidents) {
    List<GroundTruth> truth = fleet.truth();
    List<Effect> effects = new ArrayList<>();
    for (SimEffect fact : fleet.effects()) {
      SortedSet<Component> disturbed =
          new TreeSet<>(fleet.topologySource().asOf(fact.at()).occupants(fact.target()));
      truth.stream()
          .filter(fault -> !fault.harmlessAt(fact.at()))
          .forEach(fault -> disturbed.remove(fault.rootCause()));
      effects.add(new Effect(fact, disturbed));
    }
    return new Outcome(seed, fleet.start(), fleet.now(), incidents, truth, effects);
  }

  /** {@return what happened, in virtual time, the hidden truth included} */
  public Timeline timeline() {
    return Timeline.of(this);
  }

  /**
   * {@return what a failure of the test that is running should say: see {@link #report(String)}}
   */
  public String report() {
    return report(Rerun.ofRunningTest(seed).orElse(""));
  }

  /**
   * {@return what a failure should say: the seed, the command that shows it again, the timeline}
   *
   * @param command see {@link Rerun}; empty if there is none
   */
  public String report(String command) {
    return "Seed: " + seed + (command.isEmpty() ? "" : "\nAgain: " + command) + "\n\n" + timeline();
  }
}
