package io.aiops4j.testkit.policy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionRequest;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One step that somebody wants done, and everything that a policy may know of it: a context to
 * judge without a cluster, a clock or a loop.
 *
 * <p>Say only what matters; the rest has quiet defaults. Immutable and thread-safe.
 *
 * <pre>{@code
 * Situation situation = Situation.builder()
 *     .action(ActionType.REBOOT)
 *     .witnesses(Witness.METRIC, Witness.KERNEL_LOG)
 *     .past(Past.times(2).ago(Duration.ofHours(1)).useless())
 *     .hour(3)
 *     .build();
 * Decision decision = policy.judge(situation.context());
 * }</pre>
 */
public final class Situation {
  private final PolicyContext context;
  private final ActionRequest request;
  private final List<JournalEntry> ledger;
  private final AutonomyLevel autonomy;
  private final boolean readable;
  private final @Nullable Approval approval;

  Situation(Scene scene) {
    this.request = scene.request();
    this.context = scene.context(request);
    this.ledger = List.copyOf(scene.ledger());
    this.autonomy = scene.wish.autonomy;
    this.readable = scene.wish.readable;
    this.approval = scene.wish.approved ? scene.approval() : null;
  }

  /**
   * {@return a builder of this situation: at noon on a Wednesday, somebody wants to cordon the
   * first of twenty nodes, on the word of a metric and of the kernel; nothing was done before}
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return what a policy is shown} */
  public PolicyContext context() {
    return context;
  }

  /** {@return what the gate is asked} */
  public ActionRequest request() {
    return request;
  }

  /** The ledger events of all incidents, as a journal would hold them. */
  List<JournalEntry> ledger() {
    return ledger;
  }

  AutonomyLevel autonomy() {
    return autonomy;
  }

  boolean readable() {
    return readable;
  }

  boolean isAuthentic(Approval presented) {
    return presented.equals(approval);
  }

  @Override
  public String toString() {
    return "attempt " + request.attempt() + " at " + context.now() + ": " + request.plan();
  }

  /** Collects what matters of a situation. Not thread-safe; may be used again after a build. */
  public static final class Builder {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    Topology topology = Scene.SAMPLE;
    ActionType action = ActionType.CORDON;
    @Nullable ComponentKind kind;
    @Nullable Component target;
    int targets = 1;
    Set<String> traits = new TreeSet<>();
    String incidentClass = "gpu-thermal-throttle";
    FaultType faultType = FaultType.HARDWARE;
    Instant now = NOON;
    int attempt;
    List<Witness> witnesses = List.of(Witness.METRIC, Witness.KERNEL_LOG);
    Duration evidenceAge = Duration.ZERO;
    double strength = 6;
    List<Past> past = new ArrayList<>();
    AutonomyLevel autonomy = AutonomyLevel.AUTO;
    boolean known = true;
    boolean readable = true;
    boolean approved;

    /** Topologies with traits that were made before; many situations of a domain share them. */
    final Map<List<Object>, Topology> made;

    private Builder() {
      this(new HashMap<>());
    }

    Builder(Map<List<Object>, Topology> made) {
      this.made = made;
    }

    /**
     * Sets the fleet; twenty nodes with a GPU and a network card each by default, with a job, a
     * service, two switches, a queue and a volume, named as in a {@link
     * io.aiops4j.testkit.sim.SimCluster}.
     *
     * @param topology how it hangs together
     * @return this builder
     */
    public Builder topology(Topology topology) {
      this.topology = topology;
      return this;
    }

    /**
     * Sets what is wanted; a cordon by default. Every parameter of the action gets some valid
     * value.
     *
     * @param action any type
     * @return this builder
     */
    public Builder action(ActionType action) {
      this.action = action;
      return this;
    }

    /**
     * Sets the kind of the target; the first kind that the action applies to by default. The target
     * is the first such component of the fleet.
     *
     * @param kind such as node
     * @return this builder
     */
    public Builder kind(ComponentKind kind) {
      this.kind = kind;
      this.target = null;
      return this;
    }

    /**
     * Sets the target itself.
     *
     * @param target in the fleet or not
     * @return this builder
     */
    public Builder target(Component target) {
      this.kind = target.kind();
      this.target = target;
      return this;
    }

    /**
     * Sets how many components of the kind the plan acts on, a step each; 1 by default. The first
     * step is judged.
     *
     * @param targets at least 1
     * @return this builder
     */
    public Builder targets(int targets) {
      this.targets = targets;
      return this;
    }

    /**
     * Adds words known of the target, such as {@code protected}.
     *
     * @param traits as the topology has them
     * @return this builder
     */
    public Builder traits(String... traits) {
      this.traits.addAll(List.of(traits));
      return this;
    }

    /**
     * Puts the target into a pool: the trait {@code pool=NAME}; empty for none.
     *
     * @param pool its name
     * @return this builder
     */
    public Builder pool(String pool) {
      traits.removeIf(trait -> trait.startsWith("pool="));
      return pool.isEmpty() ? this : traits("pool=" + pool);
    }

    /**
     * Sets whether the fleet holds the target; true by default.
     *
     * @param known false for a component that is gone or made up
     * @return this builder
     */
    public Builder known(boolean known) {
      this.known = known;
      return this;
    }

    /**
     * Sets what it is for; {@code gpu-thermal-throttle} by default.
     *
     * @param incidentClass empty if no class fits
     * @return this builder
     */
    public Builder incidentClass(String incidentClass) {
      this.incidentClass = incidentClass;
      return this;
    }

    /**
     * Sets the sort of fault of the diagnosis; hardware by default.
     *
     * @param faultType one of the six
     * @return this builder
     */
    public Builder faultType(FaultType faultType) {
      this.faultType = faultType;
      return this;
    }

    /**
     * Sets the present; noon of Wednesday, 4 March 2026, UTC by default.
     *
     * @param now by the host's clock
     * @return this builder
     */
    public Builder now(Instant now) {
      this.now = now;
      return this;
    }

    /**
     * Sets the hour of the present day, UTC.
     *
     * @param hour 0 to 23
     * @return this builder
     */
    public Builder hour(int hour) {
      return now(now.atZone(ZoneOffset.UTC).with(LocalTime.of(hour, 0)).toInstant());
    }

    /**
     * Sets the day of the week, in the week from Monday, 2 March 2026.
     *
     * @param day at the hour that is set
     * @return this builder
     */
    public Builder day(DayOfWeek day) {
      return now(
          now.atZone(ZoneOffset.UTC)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .with(TemporalAdjusters.nextOrSame(day))
              .toInstant());
    }

    /**
     * Sets which attempt of the incident it is; the one after its past by default.
     *
     * @param attempt from 1
     * @return this builder
     */
    public Builder attempt(int attempt) {
      this.attempt = attempt;
      return this;
    }

    /**
     * Sets the fresh evidence about the target, all of it cited; {@link Witness#METRIC} and {@link
     * Witness#KERNEL_LOG} by default. Without any the diagnosis is a hypothesis.
     *
     * @param witnesses copied
     * @return this builder
     */
    public Builder witnesses(Witness... witnesses) {
      return witnesses(List.of(witnesses));
    }

    /**
     * Sets the fresh evidence about the target, all of it cited.
     *
     * @param witnesses copied
     * @return this builder
     */
    public Builder witnesses(List<Witness> witnesses) {
      this.witnesses = List.copyOf(witnesses);
      return this;
    }

    /**
     * Sets how old the evidence is: how long before now its range ends; zero by default.
     *
     * @param age 0 or more
     * @return this builder
     */
    public Builder evidenceAge(Duration age) {
      this.evidenceAge = age;
      return this;
    }

    /**
     * Sets how strong each piece of evidence is; 6 by default.
     *
     * @param strength -log10 of a tail probability, 0 or more
     * @return this builder
     */
    public Builder strength(double strength) {
      this.strength = strength;
      return this;
    }

    /**
     * Adds what was done before; nothing by default.
     *
     * @param past relative to what is asked
     * @return this builder
     */
    public Builder past(Past past) {
      this.past.add(past);
      return this;
    }

    /**
     * Sets how much the loop may do by itself; AUTO by default. Only a table of the gate looks at
     * it.
     *
     * @param autonomy the level
     * @return this builder
     */
    public Builder autonomy(AutonomyLevel autonomy) {
      this.autonomy = autonomy;
      return this;
    }

    /**
     * Sets whether a person has really approved exactly this plan; false by default. Only a table
     * of the gate looks at it.
     *
     * @param approved whether the desk knows the approval
     * @return this builder
     */
    public Builder approved(boolean approved) {
      this.approved = approved;
      return this;
    }

    /**
     * Sets whether telemetry can be read at all; true by default. Only a table of the gate looks at
     * it: no policy is ever asked blindly.
     *
     * @param readable false for a backend that does not answer
     * @return this builder
     */
    public Builder readable(boolean readable) {
      this.readable = readable;
      return this;
    }

    /**
     * {@return whether there can be such a situation: the action applies to that kind of target,
     * and the fleet has as many of them as the plan and the past need}
     */
    public boolean isPossible() {
      return new Scene(this).misfit().isEmpty();
    }

    /** The situation, or nothing if there cannot be one. */
    Optional<Situation> buildIfPossible() {
      Scene scene = new Scene(this);
      return scene.misfit().isPresent() ? Optional.empty() : Optional.of(new Situation(scene));
    }

    /**
     * {@return the situation}
     *
     * @throws IllegalArgumentException if there cannot be one, with what to change
     */
    public Situation build() {
      Scene scene = new Scene(this);
      Optional<String> misfit = scene.misfit();
      if (misfit.isPresent()) {
        throw new IllegalArgumentException(misfit.get());
      }
      return new Situation(scene);
    }
  }
}
