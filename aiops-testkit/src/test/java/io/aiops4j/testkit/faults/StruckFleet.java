package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.Look;
import io.aiops4j.testkit.sim.NoiseLevel;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimEffect;
import io.aiops4j.testkit.sim.SimFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Six nodes, of which a job has three, with one fault that has just begun, and the same fleet
 * without it.
 */
record StruckFleet(SimCluster fleet, SimCluster twin, SimFault fault) {
  private static final Component JOB = SimCluster.job("llm-7b");
  private static final Instant ONSET = Instant.parse("2026-01-05T00:12:00Z");

  private static final Pattern NODE_NAME = Pattern.compile("node-\\d+");

  /** So that what jumps at the onset is seen to jump. */
  private static final Duration BEFORE = Duration.ofMinutes(2);

  static StruckFleet by(String id, long seed) {
    return by(id, seed, NoiseLevel.CLEAN);
  }

  static StruckFleet by(String id, long seed, NoiseLevel noise) {
    SimCluster fleet = fleet(seed, noise);
    return struck(fleet, fleet(seed, noise), IncidentClasses.of(id).somewhere(fleet, seed));
  }

  static StruckFleet at(Component component, String id) {
    SimCluster fleet = fleet(5, NoiseLevel.CLEAN);
    return struck(fleet, fleet, IncidentClasses.of(id).on(component));
  }

  private static StruckFleet struck(SimCluster fleet, SimCluster twin, SimFault fault) {
    fleet.inject(fault, ONSET);
    fleet.advanceTo(ONSET);
    return new StruckFleet(fleet, twin, fault);
  }

  private static SimCluster fleet(long seed, NoiseLevel noise) {
    return SimCluster.builder()
        .seed(seed)
        .noise(noise)
        .nodes(6, 4)
        .job("llm-7b", 3)
        .deployEvery(Duration.ZERO)
        .build();
  }

  /** Does it now and lets it end, and some time pass. */
  SimEffect does(PlanStep step, Duration andWaits) {
    fleet.apply(step, step.toString());
    fleet.advance(andWaits);
    return fleet.effects().get(fleet.effects().size() - 1);
  }

  boolean isHealed() {
    return fleet.truth().get(0).healed();
  }

  Look sinceOnset() {
    return new Look(fleet, ONSET.minus(BEFORE), fleet.now());
  }

  /** {@return the same time in the fleet that nothing struck} */
  Look healthy(Look look) {
    if (twin.now().isBefore(look.to())) {
      twin.advanceTo(look.to());
    }
    return new Look(twin, look.from(), look.to());
  }

  /** {@return what was written about the job and on the nodes it began on} */
  List<String> story() {
    Look look = sinceOnset();
    List<String> story = new ArrayList<>(look.changes(JOB));
    story.addAll(look.log(JOB));
    for (int node = 1; node <= 3; node++) {
      story.addAll(look.log(SimCluster.node(node)));
    }
    return story;
  }

  /** {@return a spare node that has nothing to do with it} */
  Component bystander() {
    Component last = SimCluster.node(6);
    return fault.rootCause().name().contains(last.name()) ? SimCluster.node(5) : last;
  }

  /** {@return whether it is on a node that takes no work, so that what is broken may stay so} */
  boolean isKeptOut(Component component) {
    return nodeOf(component).filter(node -> fleet.state(node, Condition.CORDONED) == 1).isPresent();
  }

  /** {@return a component of the twin under the same load: itself, or of a spare node if idle} */
  Component alike(Component component) {
    Component node = nodeOf(component).orElse(null);
    if (node == null || fleet.jobOn(node).isPresent()) {
      return component;
    }
    String spare = SimCluster.node(6).name();
    return Component.of(component.kind(), component.name().replace(node.name(), spare));
  }

  private static Optional<Component> nodeOf(Component component) {
    Matcher name = NODE_NAME.matcher(component.name());
    return name.find()
        ? Optional.of(Component.of(ComponentKind.NODE, name.group()))
        : Optional.empty();
  }
}
