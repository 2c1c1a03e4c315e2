package io.aiops4j.testkit.policy;

import io.aiops4j.api.safety.Decision;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of a domain and what is decided of it. Immutable.
 *
 * <p>As text it is one line, such as {@code action=reboot, witnesses=1 -> DENY by two-witnesses:
 * ...}.
 */
public final class Row {
  private final Domain.Case asked;
  private final Decision decision;
  private final Ruling ruling;
  private final String policy;

  Row(Domain.Case asked, Decision decision, String policy) {
    this.asked = asked;
    this.decision = decision;
    this.ruling = Ruling.of(decision);
    this.policy = policy;
  }

  /** {@return the values by the name of their dimension, in the order of the domain} */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(asked.values());
  }

  /**
   * {@return the value of a dimension, as it is printed}
   *
   * @param dimension its name
   * @throws IllegalArgumentException if the domain has no such dimension
   */
  public String value(String dimension) {
    String value = asked.values().get(dimension);
    if (value == null) {
      throw new IllegalArgumentException(
          "The domain has no dimension '" + dimension + "'; it has " + asked.values().keySet());
    }
    return value;
  }

  /** The place of the row's value among those of each dimension. */
  int[] places() {
    return asked.places();
  }

  /**
   * {@return whether a dimension has a value}
   *
   * @param dimension its name
   * @param value compared as text, such as {@code 3} or {@code reboot}
   */
  public boolean is(String dimension, Object value) {
    return value(dimension).equals(String.valueOf(value));
  }

  /** {@return what was judged} */
  public Situation situation() {
    return asked.situation();
  }

  /** {@return what is decided: deny wins, then ask, then allow} */
  public Decision decision() {
    return decision;
  }

  /** {@return how the decision ends} */
  public Ruling ruling() {
    return ruling;
  }

  /**
   * {@return the id of the first policy that says so; {@code kernel} or {@code autonomy} in a table
   * of the gate; empty if nobody has anything against it}
   */
  public String policy() {
    return policy;
  }

  @Override
  public String toString() {
    return asked.values().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "))
        + " -> "
        + ruling()
        + (policy.isEmpty() ? "" : " by " + policy)
        + ": "
        + decision.reason();
  }
}
