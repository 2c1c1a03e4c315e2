package io.aiops4j.api.journal;

/**
 * Something that happened to an incident. The list is open: a reader keeps and skips what it does
 * not know ({@link Unrecognized}).
 */
public interface IncidentEvent {
  /** {@return the name of the kind of event in files, such as {@code incident.opened}} */
  String type();

  /** {@return one line for a person} */
  String text();
}
