package io.aiops4j.guardrails;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Denies every action that is not listed for the incident class; a class that is not listed allows
 * nothing.
 *
 * @param actions the ids of the allowed actions by incident class; the class {@value #ANY} stands
 *     for every class
 */
public record AllowedActions(SortedMap<String, SortedSet<String>> actions)
    implements GuardrailPolicy {
  /** Every incident class. */
  public static final String ANY = "*";

  /** Copies the map. */
  public AllowedActions {
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    actions.forEach(
        (incidentClass, ids) ->
            copy.put(incidentClass, Collections.unmodifiableSortedSet(new TreeSet<>(ids))));
    actions = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * {@return the policy with those lists}
   *
   * @param actions the ids of the allowed actions by incident class
   */
  public static AllowedActions of(Map<String, Set<String>> actions) {
    SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
    actions.forEach((incidentClass, ids) -> sorted.put(incidentClass, new TreeSet<>(ids)));
    return new AllowedActions(sorted);
  }

  @Override
  public String id() {
    return "allowed-actions " + actions;
  }

  @Override
  public Decision judge(PolicyContext context) {
    String incidentClass = context.diagnosis().incidentClass();
    SortedSet<String> allowed = new TreeSet<>(listed(incidentClass));
    allowed.addAll(listed(ANY));
    if (allowed.contains(context.step().type().id())) {
      return new Decision.Allow("The action is listed for the incident class");
    }
    return new Decision.Deny(
        "The action '"
            + context.step().type().id()
            + "' is not listed for the incident class '"
            + incidentClass
            + "'; listed are "
            + allowed,
        "Propose a listed action, or list this one for the class");
  }

  private SortedSet<String> listed(String incidentClass) {
    return actions.getOrDefault(incidentClass, Collections.emptySortedSet());
  }
}
