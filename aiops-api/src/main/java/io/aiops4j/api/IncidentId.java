package io.aiops4j.api;

import static java.util.Objects.requireNonNull;

/**
 * The name of an incident, unique in its journal.
 *
 * @param value not blank, at most 200 characters, without control characters
 */
public record IncidentId(String value) implements Comparable<IncidentId> {
  /** Checks the form. */
  public IncidentId {
    requireNonNull(value, "value");
    if (value.isBlank()
        || value.length() > 200
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "An incident id must be 1 to 200 printable characters; this one has " + value.length());
    }
  }

  @Override
  public int compareTo(IncidentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
