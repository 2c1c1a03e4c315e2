package io.aiops4j.agents.loop;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.IncidentId;
import io.aiops4j.api.agent.Detector;
import io.aiops4j.api.agent.Diagnoser;
import io.aiops4j.api.agent.Localizer;
import io.aiops4j.api.agent.Mitigator;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.incident.Explanation;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentListener;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.LedgerEvent;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.Mandate;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incident loop over a journal.
 *
 * <p>Holds no state of its own: every step reads the journal, decides, makes one kind of outside
 * call with no lock held, and appends what came of it, on condition that nobody else appended
 * meanwhile. Thread-safe as far as the parts it is given are; starts no thread.
 */
public final class LoopEngine implements IncidentLoop {
  private static final Logger LOG = LoggerFactory.getLogger(LoopEngine.class);
  private static final int MAX_APPENDS = 100;

  private final IncidentJournal journal;
  private final TopologySource topology;
  private final InstantSource clock;
  private final List<IncidentListener> listeners;
  private final LoopSettings settings;
  private final Decider decider;
  private final Investigator investigator;
  private final Dispatcher dispatcher;
  private final Confirmer confirmer;

  private LoopEngine(Builder builder) {
    this.journal = builder.journal;
    this.topology = builder.topology;
    this.clock = builder.clock;
    this.listeners = List.copyOf(builder.listeners);
    this.settings = builder.settings;
    this.decider = new Decider(builder.settings);
    this.investigator = new Investigator(builder);
    this.dispatcher = new Dispatcher(builder);
    this.confirmer = new Confirmer(builder);
  }

  /**
   * {@return a builder of a loop; what it takes cannot be forgotten}
   *
   * @param telemetry what is read
   * @param compactor what makes evidence of it
   * @param agents who thinks: one agent for each task
   * @param verifier who judges recovery
   * @param gate the only way to act
   * @param journal where everything is written; the same as the gate's
   */
  public static Builder builder(
      TelemetrySource telemetry,
      Compactor compactor,
      Agents agents,
      RecoveryVerifier verifier,
      ActionGate gate,
      IncidentJournal journal) {
    return new Builder(telemetry, compactor, agents, verifier, gate, journal);
  }

  /**
   * One agent for each diagnostic task.
   *
   * @param detector is there an incident
   * @param localizer where
   * @param diagnoser what
   * @param mitigator what to do
   */
  public record Agents(
      Detector detector, Localizer localizer, Diagnoser diagnoser, Mitigator mitigator) {
    /** Checks the parts. */
    public Agents {
      requireNonNull(detector, "detector");
      requireNonNull(localizer, "localizer");
      requireNonNull(diagnoser, "diagnoser");
      requireNonNull(mitigator, "mitigator");
    }
  }

  @Override
  public IncidentId open(Trigger trigger) {
    requireNonNull(trigger, "trigger");
    Topology topologyNow = topology.asOf(clock.instant());
    for (IncidentId id : journal.incidents()) {
      Incident incident = incident(id);
      if (!incident.state().isTerminal() && isSameTrouble(incident, trigger, topologyNow)) {
        if (incident.triggers().stream().noneMatch(known -> repeats(known, trigger))) {
          signal(id, new Signal.Alert(trigger));
        }
        return id;
      }
    }
    String hash =
        Canonical.digest(trigger.source(), trigger.fingerprint(), trigger.at().toString());
    for (int length = 8; length <= hash.length(); length++) {
      IncidentId id = new IncidentId("inc-" + hash.substring(0, length));
      if (append(id, 0, List.of(new LoopEvent.Opened(trigger)))) {
        return id;
      }
    }
    throw new IllegalStateException(
        "The trigger "
            + trigger.fingerprint()
            + " of "
            + trigger.at()
            + " was opened and closed"
            + " before; a new alert needs a new time");
  }

  /** A repetition adds nothing: an alert that fires all day must not fill the journal. */
  private static boolean repeats(Trigger known, Trigger trigger) {
    return known.source().equals(trigger.source())
        && known.fingerprint().equals(trigger.fingerprint());
  }

  private static boolean isSameTrouble(Incident incident, Trigger trigger, Topology topology) {
    for (Trigger known : incident.triggers()) {
      if (repeats(known, trigger)) {
        return true;
      }
      for (Component mine : known.components()) {
        for (Component theirs : trigger.components()) {
          if (topology.occupants(mine).contains(theirs)
              || topology.occupants(theirs).contains(mine)
              || topology.from(mine, Relation.CALLS).contains(theirs)
              || topology.to(mine, Relation.CALLS).contains(theirs)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  public Step advance(IncidentId id) {
    Incident incident = incident(id);
    Instant now = clock.instant();
    Command command = decider.decide(incident, now);
    if (command instanceof Command.Wait wait) {
      return wait.step();
    }
    Performed performed = perform(incident, command, now);
    if (performed.meanwhile().isPresent()) {
      return performed.meanwhile().get();
    }
    boolean taken = append(id, performed.after(), performed.events(), incident.sequence());
    if (!taken && performed.after() > incident.sequence()) {
      keep(incident, performed);
    }
    return decider.decide(incident(id), now) instanceof Command.Wait wait
        ? wait.step()
        : new Step.Ready();
  }

  /**
   * What an actuator said must not get lost because a signal arrived meanwhile: it is written after
   * it. If the incident is in another state by now, only the facts are.
   */
  private void keep(Incident before, Performed performed) {
    for (int i = 0; i < MAX_APPENDS; i++) {
      Incident incident = incident(before.id());
      boolean same = incident.state() == before.state();
      List<IncidentEvent> events =
          performed.events().stream()
              .filter(event -> same || event instanceof LedgerEvent)
              .toList();
      if (events.isEmpty() || append(before.id(), incident.sequence(), events, before.sequence())) {
        return;
      }
    }
    LOG.warn("What an actuator said could not be written for {}; it will be probed", before.id());
  }

  private Performed perform(Incident incident, Command command, Instant now) {
    if (command instanceof Command.Look look) {
      return investigator.look(incident, look, knownTrouble(incident), now);
    } else if (command instanceof Command.Ask ask) {
      return investigator.ask(incident, ask.phase(), now);
    } else if (command instanceof Command.Review) {
      return investigator.review(incident, now);
    } else if (command instanceof Command.Dispatch dispatch) {
      return dispatcher.dispatch(incident, dispatch.stepIndex(), now);
    } else if (command instanceof Command.Probe probe) {
      return dispatcher.probe(incident, probe, now);
    } else if (command instanceof Command.Verify verify) {
      return confirmer.verify(incident, verify.question());
    } else if (command instanceof Command.Watch watch) {
      return confirmer.watch(incident, watch, now);
    }
    return Performed.write(incident.sequence(), ((Command.Write) command).events());
  }

  /** The times of other incidents of the same part of the fleet: not normal, so no reference. */
  private List<TimeRange> knownTrouble(Incident incident) {
    Topology known = topology.asOf(clock.instant());
    List<TimeRange> ranges = new ArrayList<>();
    for (IncidentId id : journal.incidents()) {
      Incident other = incident(id);
      boolean real =
          other.state() != IncidentState.NO_INCIDENT && other.state() != IncidentState.CANCELLED;
      if (!id.equals(incident.id()) && real && isNear(incident, other, known)) {
        Instant end = other.state().isTerminal() ? other.stateSince() : clock.instant();
        Instant from = other.onset().minus(settings.guard());
        ranges.add(new TimeRange(from, end.isBefore(from) ? from : end));
      }
    }
    return ranges;
  }

  private static boolean isNear(Incident one, Incident other, Topology topology) {
    return other.triggers().stream().anyMatch(trigger -> isSameTrouble(one, trigger, topology));
  }

  @Override
  public void signal(IncidentId id, Signal signal) {
    requireNonNull(signal, "signal");
    for (int i = 0; i < MAX_APPENDS; i++) {
      if (append(id, incident(id).sequence(), List.of(new LoopEvent.SignalReceived(signal)))) {
        return;
      }
    }
    throw new IllegalStateException(
        "The incident " + id + " kept moving while a signal was written; send it again");
  }

  @Override
  public Incident incident(IncidentId id) {
    return Incident.fold(id, journal.read(id));
  }

  @Override
  public Explanation explain(IncidentId id) {
    Incident incident = incident(id);
    Command command = decider.decide(incident, clock.instant());
    Optional<WaitingReason> waiting = Optional.empty();
    if (command instanceof Command.Wait wait && wait.step() instanceof Step.At at) {
      waiting = Optional.of(at.reason());
    } else if (command instanceof Command.Wait wait
        && wait.step() instanceof Step.WaitingFor waits) {
      waiting = Optional.of(waits.reason());
    } else if (command instanceof Command.Probe probe) {
      waiting = Optional.of(probe.waiting());
    }
    List<String> known = new ArrayList<>();
    incident
        .analysis()
        .flatMap(analysis -> analysis.diagnoses().best())
        .ifPresent(best -> known.add(best.answer().statement()));
    incident.plan().ifPresent(plan -> known.add("plan: " + plan));
    incident.verdict().ifPresent(verdict -> known.add("telemetry: " + verdict.reason()));
    incident.attempts().forEach(attempt -> known.add("tried: " + attempt.plan()));
    incident.evidence().values().stream()
        .sorted(Evidence.BY_STRENGTH)
        .forEach(item -> known.add(item.statement()));
    JournalEntry last = incident.history().get(incident.history().size() - 1);
    return new Explanation(
        incident.state(), last.event().text(), waiting, known, incident.unseen());
  }

  private boolean append(IncidentId id, long after, List<IncidentEvent> events) {
    return append(id, after, events, after);
  }

  /** Appends, tells the listeners all since an event, and says whether it was taken. */
  private boolean append(IncidentId id, long after, List<IncidentEvent> events, long heardUntil) {
    Instant now = clock.instant();
    AppendResult result = journal.append(Append.after(id, after, now, events));
    if (!(result instanceof AppendResult.Appended)) {
      return false;
    }
    if (!listeners.isEmpty()) {
      tell(journal.read(id), heardUntil);
    }
    return true;
  }

  private void tell(List<JournalEntry> entries, long heardUntil) {
    for (JournalEntry entry : entries) {
      if (entry.sequence() > heardUntil) {
        for (IncidentListener listener : listeners) {
          try {
            listener.journaled(entry);
          } catch (RuntimeException e) {
            LOG.warn(
                "A listener failed on event {} of {}: {}",
                entry.sequence(),
                entry.incident(),
                String.valueOf(e));
          }
        }
      }
    }
  }

  /** Collects the parts of a loop. Not thread-safe. */
  public static final class Builder {
    final TelemetrySource telemetry;
    final Compactor compactor;
    final Detector detector;
    final Localizer localizer;
    final Diagnoser diagnoser;
    final Mitigator mitigator;
    final RecoveryVerifier verifier;
    final ActionGate gate;
    final IncidentJournal journal;
    TopologySource topology = TopologySource.fixed(Topology.empty());
    List<Reviewer> reviewers = List.of();
    List<Actuator> actuators = List.of();
    List<Mandate> mandates = List.of();
    List<IncidentListener> listeners = List.of();
    EvidenceBudget budget = EvidenceBudget.STANDARD;
    LoopSettings settings = LoopSettings.standard();
    Actor actor = new Actor(Actor.Kind.SERVICE, "aiops4j");
    InstantSource clock = Clock.systemUTC();

    private Builder(
        TelemetrySource telemetry,
        Compactor compactor,
        Agents agents,
        RecoveryVerifier verifier,
        ActionGate gate,
        IncidentJournal journal) {
      this.telemetry = requireNonNull(telemetry, "telemetry");
      this.compactor = requireNonNull(compactor, "compactor");
      this.detector = agents.detector();
      this.localizer = agents.localizer();
      this.diagnoser = agents.diagnoser();
      this.mitigator = agents.mitigator();
      this.verifier = requireNonNull(verifier, "verifier");
      this.gate = requireNonNull(gate, "gate");
      this.journal = requireNonNull(journal, "journal");
    }

    /**
     * Sets what is known of the fleet; nothing by default.
     *
     * @param topology how the fleet hangs together
     * @return this builder
     */
    public Builder topology(TopologySource topology) {
      this.topology = requireNonNull(topology, "topology");
      return this;
    }

    /**
     * Sets who challenges the agents; nobody by default.
     *
     * @param reviewers asked in order
     * @return this builder
     */
    public Builder reviewers(List<Reviewer> reviewers) {
      this.reviewers = List.copyOf(reviewers);
      return this;
    }

    /**
     * Sets who carries actions out; nobody by default.
     *
     * @param actuators one for each action
     * @return this builder
     */
    public Builder actuators(List<Actuator> actuators) {
      this.actuators = List.copyOf(actuators);
      return this;
    }

    /**
     * Sets standing permissions; none by default. The gate checks that they are real.
     *
     * @param mandates presented with every request
     * @return this builder
     */
    public Builder mandates(List<Mandate> mandates) {
      this.mandates = List.copyOf(mandates);
      return this;
    }

    /**
     * Sets who is told; nobody by default.
     *
     * @param listeners told in order
     * @return this builder
     */
    public Builder listeners(List<IncidentListener> listeners) {
      this.listeners = List.copyOf(listeners);
      return this;
    }

    /**
     * Sets how much evidence agents see; {@link EvidenceBudget#STANDARD} by default.
     *
     * @param budget items and tokens
     * @return this builder
     */
    public Builder budget(EvidenceBudget budget) {
      this.budget = requireNonNull(budget, "budget");
      return this;
    }

    /**
     * Sets the bounds; {@link LoopSettings#standard()} by default.
     *
     * @param settings the bounds
     * @return this builder
     */
    public Builder settings(LoopSettings settings) {
      this.settings = requireNonNull(settings, "settings");
      return this;
    }

    /**
     * Sets on whose behalf the loop acts; {@code service:aiops4j} by default.
     *
     * @param actor the loop's identity
     * @return this builder
     */
    public Builder actor(Actor actor) {
      this.actor = requireNonNull(actor, "actor");
      return this;
    }

    /**
     * Sets the clock; the system's by default.
     *
     * @param clock the host's clock
     * @return this builder
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * {@return the loop}
     *
     * @throws IllegalArgumentException if two actuators carry out the same action
     */
    public LoopEngine build() {
      return new LoopEngine(this);
    }
  }
}
