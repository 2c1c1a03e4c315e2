package io.aiops4j.api.telemetry;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that was changed, on purpose or by the platform.
 *
 * @param id unique in its source, such as a commit or a revision
 * @param time when it took effect
 * @param kind what sort of change
 * @param component what was changed
 * @param summary one line for a person, untrusted
 * @param trust who could have authored it
 * @param attributes further facts, sorted, such as {@code revision}
 */
public record ChangeEvent(
    String id,
    Instant time,
    ChangeKind kind,
    Component component,
    String summary,
    TrustClass trust,
    SortedMap<String, String> attributes) {
  /** Copies the attributes. */
  public ChangeEvent {
    requireNonNull(id, "id");
    requireNonNull(time, "time");
    requireNonNull(kind, "kind");
    requireNonNull(component, "component");
    requireNonNull(summary, "summary");
    requireNonNull(trust, "trust");
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
