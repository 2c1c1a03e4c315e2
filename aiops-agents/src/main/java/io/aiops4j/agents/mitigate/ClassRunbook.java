package io.aiops4j.agents.mitigate;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Runbook;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The runbook of one action for some incident classes.
 *
 * <p>The target is the failing system if the action applies to its kind, else the nearest thing it
 * runs on or is part of to which the action applies, of equally near ones the first by name. If
 * there is no such thing, the runbook does not fit.
 *
 * @param name such as {@code drain-hot-node}
 * @param incidentClasses for which incident classes, at least one; kept sorted
 * @param action what to do; without parameters
 * @param why one sentence for a person
 */
public record ClassRunbook(String name, Set<String> incidentClasses, ActionType action, String why)
    implements Runbook {
  /** Checks the parts. */
  public ClassRunbook {
    requireNonNull(name, "name");
    incidentClasses = Collections.unmodifiableSet(new TreeSet<>(incidentClasses));
    requireNonNull(why, "why");
    if (!requireNonNull(action, "action").parameters().isEmpty() || incidentClasses.isEmpty()) {
      throw new IllegalArgumentException(
          "Runbook "
              + name
              + " needs an incident class and an action without parameters; write"
              + " a Runbook of your own for others");
    }
  }

  @Override
  public Optional<RemediationPlan> plan(Diagnosis diagnosis, CaseFile file) {
    if (!incidentClasses.contains(diagnosis.incidentClass())) {
      return Optional.empty();
    }
    return target(diagnosis.system(), file)
        .map(
            target ->
                new RemediationPlan(
                    why,
                    List.of(PlanStep.of(0, action, target)),
                    diagnosis.evidenceIds(),
                    List.of()));
  }

  private Optional<Component> target(Component system, CaseFile file) {
    SortedSet<Component> seen = new TreeSet<>();
    SortedSet<Component> near = new TreeSet<>(Set.of(system));
    while (!near.isEmpty()) {
      Optional<Component> fitting =
          near.stream().filter(base -> action.targets().contains(base.kind())).findFirst();
      if (fitting.isPresent()) {
        return fitting;
      }
      seen.addAll(near);
      SortedSet<Component> next = new TreeSet<>();
      for (Component each : near) {
        next.addAll(file.topology().from(each, Relation.PART_OF));
        next.addAll(file.topology().from(each, Relation.RUNS_ON));
      }
      next.removeAll(seen);
      near = next;
    }
    return Optional.empty();
  }
}
