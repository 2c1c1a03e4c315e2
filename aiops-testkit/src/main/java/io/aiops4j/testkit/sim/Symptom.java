package io.aiops4j.testkit.sim;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;

/**
 * One place where a fault shows, against a healthy fleet of the same seed.
 *
 * @param kind in what way
 * @param component where
 * @param what the metric's name, or a regular expression that is found in a log line or in the
 *     summary of a change
 */
public record Symptom(Kind kind, Component component, String what) {
  /** In what way a fault shows. */
  public enum Kind {
    /** A metric reads otherwise than in the healthy fleet. */
    METRIC,
    /** A metric of the healthy fleet has gaps or is not there. */
    GAP,
    /** A log line that the healthy fleet does not write. */
    LOG,
    /** A change that the healthy fleet does not have. */
    CHANGE
  }

  /** Checks the parts. */
  public Symptom {
    requireNonNull(kind, "kind");
    requireNonNull(component, "component");
    requireNonNull(what, "what");
  }

  /**
   * {@return a metric that reads otherwise}
   *
   * @param component whose
   * @param name as the exporter calls it
   */
  public static Symptom metric(Component component, String name) {
    return new Symptom(Kind.METRIC, component, name);
  }

  /**
   * {@return a metric with gaps}
   *
   * @param component whose
   * @param name as the exporter calls it
   */
  public static Symptom gap(Component component, String name) {
    return new Symptom(Kind.GAP, component, name);
  }

  /**
   * {@return a log line}
   *
   * @param component whose log
   * @param regex found in the line
   */
  public static Symptom log(Component component, String regex) {
    return new Symptom(Kind.LOG, component, regex);
  }

  /**
   * {@return a change}
   *
   * @param component what changed
   * @param regex found in the summary
   */
  public static Symptom change(Component component, String regex) {
    return new Symptom(Kind.CHANGE, component, regex);
  }
}
