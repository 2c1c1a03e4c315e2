package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

/**
 * Who acts, proposes or approves.
 *
 * @param kind person, service or agent
 * @param id unique among its kind, such as a workload identity or a login
 */
public record Actor(Kind kind, String id) {
  /** Checks the parts. */
  public Actor {
    requireNonNull(kind, "kind");
    if (requireNonNull(id, "id").isBlank()) {
      throw new IllegalArgumentException("An actor needs an id; this one is blank");
    }
  }

  /** What sort of actor. */
  public enum Kind {
    /** A human being. */
    PERSON,
    /** A program under its own identity. */
    SERVICE,
    /** An agent of the loop. */
    AGENT
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
  }
}
