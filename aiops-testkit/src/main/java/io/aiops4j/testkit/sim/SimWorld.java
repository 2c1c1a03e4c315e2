package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.time.Instant;

/**
 * The hidden side of a simulated fleet, as a fault sees it. Faults change state; what telemetry
 * then shows follows by itself.
 *
 * <p>Used by one thread at a time, inside {@link SimCluster}.
 */
public interface SimWorld {
  /** {@return the virtual time} */
  Instant now();

  /**
   * {@return a number of a component's hidden state}
   *
   * @param component one of the fleet
   * @param condition which number
   */
  double state(Component component, Condition condition);

  /**
   * Changes a component's hidden state from now on.
   *
   * @param component one of the fleet
   * @param condition which number
   * @param value the new value
   */
  void set(Component component, Condition condition, double value);

  /**
   * {@return whether a job has ranks on a component: a GPU, a network card or a node}
   *
   * @param component one of the fleet
   */
  boolean carriesWork(Component component);

  /**
   * Rolls out a new revision of a service, with a change event as every deploy has.
   *
   * @param service one of the fleet
   * @param ownErrors the share of its own requests that fail with that revision
   * @param slowdown how many times slower its own work is
   * @param unavailable how many of its replicas never become ready
   */
  void deploy(Component service, double ownErrors, double slowdown, int unavailable);

  /**
   * Lets something happen later, in virtual time.
   *
   * @param delay not negative
   * @param what changes hidden state
   */
  void later(Duration delay, Runnable what);

  /**
   * Writes a log line now.
   *
   * @param component who writes it
   * @param trust where a source would have read it
   * @param severity what the author would choose
   * @param body the line
   */
  void log(Component component, TrustClass trust, Severity severity, String body);
}
