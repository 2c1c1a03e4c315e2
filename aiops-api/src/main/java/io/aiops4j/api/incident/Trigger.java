package io.aiops4j.api.incident;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Why somebody thinks that there is an incident: an alert, a person, a failed job.
 *
 * @param source who says so
 * @param fingerprint the same for repetitions of the same alert
 * @param at when the trouble was noticed
 * @param components where, as far as known, sorted; may be empty
 * @param summary one line, untrusted
 * @param trust who could have authored it
 */
public record Trigger(
    String source,
    String fingerprint,
    Instant at,
    SortedSet<Component> components,
    String summary,
    TrustClass trust) {
  /** Copies the set. */
  public Trigger {
    requireNonNull(source, "source");
    if (requireNonNull(fingerprint, "fingerprint").isBlank()) {
      throw new IllegalArgumentException(
          "A trigger of " + source + " has a blank fingerprint; repetitions could not be told");
    }
    requireNonNull(at, "at");
    components = Collections.unmodifiableSortedSet(new TreeSet<>(components));
    requireNonNull(summary, "summary");
    requireNonNull(trust, "trust");
  }
}
