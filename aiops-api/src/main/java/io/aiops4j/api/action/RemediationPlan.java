package io.aiops4j.api.action;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is proposed to be done: typed steps in order, the evidence they rest on, and what must hold
 * afterwards beyond what the loop pins itself.
 *
 * @param summary one line for a person
 * @param steps at least one, indexed from 0 in order
 * @param evidenceIds what the plan rests on
 * @param addedSignals further signals that recovery shall be judged by; a plan can add or tighten,
 *     never remove
 */
public record RemediationPlan(
    String summary,
    List<PlanStep> steps,
    List<String> evidenceIds,
    List<PinnedSignal> addedSignals) {
  /** Checks the steps. */
  public RemediationPlan {
    requireNonNull(summary, "summary");
    steps = List.copyOf(steps);
    evidenceIds = List.copyOf(evidenceIds);
    addedSignals = List.copyOf(addedSignals);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("A plan without steps is no plan; propose none instead");
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).index() != i) {
        throw new IllegalArgumentException(
            "Step " + i + " of the plan has the index " + steps.get(i).index());
      }
    }
  }

  /** {@return the hash of what would be done: steps and targets, not the words around them} */
  public String digest() {
    List<String> fields = new ArrayList<>();
    // Field by field: joined into one text, two different targets can read the same.
    for (PlanStep step : steps) {
      Component target = step.target();
      fields.addAll(
          List.of(
              String.valueOf(step.index()),
              step.type().id(),
              target.kind().name(),
              target.scope(),
              target.name(),
              target.incarnation(),
              String.valueOf(step.parameters().size())));
      step.parameters().forEach((name, value) -> fields.addAll(List.of(name, value)));
    }
    return Canonical.digest(fields.toArray(String[]::new));
  }

  /**
   * {@return the plan that takes this one back, last step first; empty if a step cannot be}
   *
   * @param catalogue where the inverse actions are found
   */
  public Optional<RemediationPlan> inverse(ActionCatalogue catalogue) {
    List<PlanStep> back = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      PlanStep step = steps.get(i);
      Optional<ActionType> inverse = catalogue.find(step.type().inverse());
      if (inverse.isEmpty() || !inverse.get().parameters().isEmpty()) {
        return Optional.empty();
      }
      back.add(PlanStep.of(back.size(), inverse.get(), step.target()));
    }
    return Optional.of(
        new RemediationPlan("Take back: " + summary, back, evidenceIds, addedSignals));
  }

  @Override
  public String toString() {
    return summary + " " + steps;
  }
}
