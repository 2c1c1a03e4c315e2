package io.aiops4j.testkit.sim;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The hidden side of a simulated fleet, as a fault sees it. Faults change state; what the built-in
 * rules make of it (a stuck GPU hangs its job, a failing service its callers) and what telemetry
 * then shows follows by itself.
 *
 * <p>Every call with a component that the fleet does not have fails with a message that names it.
 * Used by one thread at a time, inside {@link SimCluster}.
 */
@Experimental
public interface SimWorld {
  /** How a metric reads, as a function of hidden state. */
  @FunctionalInterface
  interface Reading {
    /**
     * {@return the value that is scraped; {@code NaN} if there is no sample}
     *
     * @param epochMillis when
     * @param usual what would have been read, noise and all; {@code NaN} if the metric is new
     */
    double at(long epochMillis, double usual);
  }

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
   * {@return a number of a component's hidden state at an instant up to now: for {@link Reading}s}
   *
   * @param component one of the fleet
   * @param condition which number
   * @param epochMillis when
   */
  double stateAt(Component component, Condition condition, long epochMillis);

  /**
   * {@return the integral of a number of hidden state over time, in value times seconds: for
   * counters}
   *
   * @param component one of the fleet
   * @param condition which number
   * @param epochMillis until when
   */
  double accumulated(Component component, Condition condition, long epochMillis);

  /**
   * Changes a component's hidden state from now on.
   *
   * @param component one of the fleet
   * @param condition which number
   * @param value the new value, finite
   */
  void set(Component component, Condition condition, double value);

  /**
   * {@return a number in [0, 1) that belongs to the seed, a component, this instant and a purpose}
   *
   * @param component one of the fleet
   * @param purpose any word
   */
  double chance(Component component, String purpose);

  /**
   * {@return the components of a kind, by name, that are there now}
   *
   * @param kind such as GPU
   */
  List<Component> components(ComponentKind kind);

  /**
   * {@return the GPUs of a node, by place}
   *
   * @param node a GPU node
   */
  List<Component> gpusOf(Component node);

  /**
   * {@return the GPU nodes of the rack of a node, itself among them}
   *
   * @param node a GPU node
   */
  List<Component> rackOf(Component node);

  /**
   * {@return where a card sits on the PCI bus of its node, as the kernel writes it: {@code
   * 0000:3b:00} for a GPU, {@code 0000:5e:00.0} for a network card}
   *
   * @param card a GPU or a network card
   */
  String pciAddress(Component card);

  /**
   * {@return whether a job has ranks on a component: a GPU, a network card or a node}
   *
   * @param component one of the fleet
   */
  boolean carriesWork(Component component);

  /**
   * {@return the job that runs, starts or hangs on a component: a GPU, a network card or a node}
   *
   * @param component one of the fleet
   */
  Optional<Component> jobOn(Component component);

  /**
   * {@return the nodes a job has now}
   *
   * @param job one of the fleet
   */
  List<Component> nodesOf(Component job);

  /**
   * {@return whether a job gets on: it has its nodes and neither starts, hangs nor has ended}
   *
   * @param job one that there is or was
   */
  boolean isRunning(Component job);

  /**
   * {@return whether a job is over for good}
   *
   * @param job one that there is or was
   */
  boolean hasEnded(Component job);

  /**
   * {@return whether it is one of the small jobs that come and go in a fleet that is not clean, and
   * give way to others}
   *
   * @param job one that there is or was
   */
  boolean isBatch(Component job);

  /**
   * Kills the rank of a job on a GPU or node, and so the job: it starts again from its last
   * checkpoint. Does nothing where no job runs.
   *
   * @param place a GPU or a GPU node
   * @param error what the rank says as it dies
   */
  void failRank(Component place, String error);

  /**
   * Puts a new job into the queue: it starts as soon as there is room, runs that long and ends.
   *
   * @param name a name that no job of this fleet has had
   * @param wholeNodes how many nodes it wants
   * @param runs how long; more than zero
   * @return the job
   */
  Component submit(String name, int wholeNodes, Duration runs);

  /**
   * Slows work down on a part for a reason, beside its {@link Condition#WORK_RATE} and whatever
   * else slows it down: the slowest counts, and each is taken back on its own.
   *
   * @param place a GPU, a GPU node or a job
   * @param reason a word that no other fault uses, such as the incident class
   * @param rate share of the healthy speed, in [0, 1]; 1 takes the reason back
   */
  void slow(Component place, String reason, double rate);

  /**
   * Makes every GPU program fail as it starts on a node: a running job goes on, a starting one dies
   * again and again.
   *
   * @param place a GPU node, or the GPU of it whose rank says so
   * @param error what the rank says; empty to take back what was said for that place
   */
  void failStarts(Component place, String error);

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
   * Lets something happen later, in virtual time. What {@link SimFault#acted} puts off is owed to
   * the action: if it heals, the action was effective.
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

  /**
   * Writes a kernel line about a GPU to the log of its node, in the driver's format, and leaves the
   * code in the sticky gauge.
   *
   * @param gpu one of the fleet
   * @param code the Xid
   * @param text what follows the code and its comma
   */
  void xid(Component gpu, int code, String text);

  /**
   * Lets the driver say which recovery step a GPU now needs (Xid 154), and keeps it in {@link
   * Condition#RECOVERY_ACTION}. A reset of the GPU takes it back.
   *
   * @param gpu one of the fleet
   * @param action 0 none, 1 reset, 2 reboot of the node, 3 drain peer-to-peer, 4 drain and reset, 5
   *     recover the IMEX domain
   */
  void announceRecovery(Component gpu, int action);

  /**
   * Says that something was changed on purpose.
   *
   * @param kind what sort of change
   * @param component what was changed
   * @param summary one line
   */
  void change(ChangeKind kind, Component component, String summary);

  /**
   * Lets a metric read otherwise from now on. Later calls see what earlier ones make of the usual
   * value.
   *
   * @param component whose
   * @param metric as the exporter calls it; one that the component has
   * @param reading the new value, as a function of hidden state, so that it ends with the fault
   */
  void show(Component component, String metric, Reading reading);

  /**
   * Gives a component one more metric from now on.
   *
   * @param component whose
   * @param metric a name it does not have yet
   * @param unit in UCUM
   * @param kind how to read it
   * @param trust who could have authored it
   * @param reading its value, as a function of hidden state
   */
  void expose(
      Component component,
      String metric,
      String unit,
      MetricKind kind,
      TrustClass trust,
      Reading reading);

  /** {@return from {@link SimFault#acted}, whether the action stopped work that was getting on} */
  boolean interrupted();

  /**
   * Says, from {@link SimFault#acted}, that the action made things worse: it counts as harm.
   *
   * @param how one line for the ledger
   * @throws IllegalStateException from elsewhere, such as what was put off with {@link #later}: the
   *     action is over by then
   */
  void worsened(String how);
}
