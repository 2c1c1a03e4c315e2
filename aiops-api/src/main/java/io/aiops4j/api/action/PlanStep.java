package io.aiops4j.api.action;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One action on one literal target; no selectors, no shell.
 *
 * @param index its place in the plan, from 0
 * @param type what to do
 * @param target to whom
 * @param parameters every parameter of the type, nothing else, sorted
 */
public record PlanStep(
    int index, ActionType type, Component target, SortedMap<String, String> parameters) {
  /** Checks target and parameters against the type. */
  public PlanStep {
    requireNonNull(type, "type");
    requireNonNull(target, "target");
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    if (index < 0) {
      throw new IllegalArgumentException("Step index is " + index + "; count from 0");
    }
    if (!type.targets().contains(target.kind())) {
      throw new IllegalArgumentException(
          type.id() + " does not apply to " + target + "; it applies to " + type.targets());
    }
    if (!parameters.keySet().equals(type.parameters().keySet())) {
      throw new IllegalArgumentException(
          type.id()
              + " takes the parameters "
              + type.parameters().keySet()
              + ", not "
              + parameters.keySet());
    }
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      ParameterType expected = requireNonNull(type.parameters().get(parameter.getKey()));
      if (!expected.accepts(parameter.getValue())) {
        throw new IllegalArgumentException(
            "Parameter "
                + parameter.getKey()
                + " of "
                + type.id()
                + " is '"
                + parameter.getValue()
                + "', which is not a "
                + expected);
      }
    }
  }

  /**
   * {@return a step without parameters}
   *
   * @param index its place in the plan, from 0
   * @param type what to do
   * @param target to whom
   */
  public static PlanStep of(int index, ActionType type, Component target) {
    return new PlanStep(index, type, target, Collections.emptySortedMap());
  }

  @Override
  public String toString() {
    return type.id() + " " + target + (parameters.isEmpty() ? "" : " " + parameters);
  }
}
