package io.aiops4j.testkit.sim;

/**
 * How hard a simulated fleet is to read. The hidden state of the long-lived parts obeys the same
 * rules at every level; what differs is how telemetry shows it, and how much harmless life goes on
 * around it. Report results at all three.
 */
public enum NoiseLevel {
  /**
   * Small measurement noise, and services that are deployed now and then: for tests whose subject
   * is something else.
   */
  CLEAN(NoiseProfile.clean()),

  /**
   * An ordinary production day: correlated noise, load that follows the day, scrapes that fail in
   * bursts, late samples and spans, exporters and pods that are replaced, clocks some milliseconds
   * apart, busy logs, sampled traces, and harmless events such as small jobs that come and go.
   */
  REALISTIC(NoiseProfile.realistic()),

  /** A bad day for telemetry, still without an incident: all of {@link #REALISTIC}, only worse. */
  HARSH(NoiseProfile.harsh());

  private final NoiseProfile profile;

  NoiseLevel(NoiseProfile profile) {
    this.profile = profile;
  }

  NoiseProfile profile() {
    return profile;
  }
}
