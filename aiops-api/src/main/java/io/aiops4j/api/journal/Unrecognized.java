package io.aiops4j.api.journal;

import static java.util.Objects.requireNonNull;

/**
 * An event of a kind that this release does not know, kept as it was written.
 *
 * @param type the kind of event
 * @param payload its text as written
 */
public record Unrecognized(String type, String payload) implements IncidentEvent {
  /** Checks the parts. */
  public Unrecognized {
    requireNonNull(type, "type");
    requireNonNull(payload, "payload");
  }

  @Override
  public String text() {
    return "an event of the unknown kind " + type;
  }
}
