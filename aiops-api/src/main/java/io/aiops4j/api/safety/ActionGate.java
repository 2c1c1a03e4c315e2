package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.topology.TopologySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The only way to an {@link Actuator}: judges on fresh telemetry, writes the intent, and only then
 * makes the permission and hands it over, all in one step.
 *
 * <p>Policies are joined as deny, then ask, then allow; one that throws or returns null denies;
 * without any policy everything is denied. Beyond the policies the gate itself denies what is not
 * in the catalogue, what rests on no evidence, what no platform witness shows any more (a witness
 * that the workload cannot author), what would disturb something that another action is changing
 * right now, and what was dispatched before under the same key (see {@code Judge}). What the
 * autonomy ladder does not leave to the loop needs an authentic approval or mandate.
 *
 * <p>Thread-safe: races between incidents are decided by the journal, which takes an intent only if
 * the ledger is the one that was judged.
 */
public final class ActionGate {
  // Why a Seal and not only a package-private constructor: on the class path another jar may
  // declare a class in this package. The jar is sealed against that, but a class loader may ignore
  // the seal; nobody but this class can make a Seal, whatever package it is in.

  private static final int MAX_JUDGEMENTS = 4;

  private final IncidentJournal journal;
  private final TopologySource topology;
  private final FreshLook freshLook;
  private final List<GuardrailPolicy> policies;
  private final ActionCatalogue catalogue;
  private final ApprovalDesk desk;
  private final Judge judge;
  private final HostCoordinator host;
  private final InstantSource clock;
  private final Duration permissionLifetime;
  private final Duration actionDeadline;

  private ActionGate(Builder builder) {
    this.journal = builder.journal;
    this.topology = builder.topology;
    this.freshLook = builder.freshLook;
    this.policies = List.copyOf(builder.policies);
    this.catalogue = builder.catalogue;
    this.desk = builder.desk;
    this.judge =
        new Judge(
            policies,
            catalogue,
            builder.ladder,
            new Authority(builder.desk, builder.mandates),
            builder.actionDeadline);
    this.host = builder.host;
    this.clock = builder.clock;
    this.permissionLifetime = builder.permissionLifetime;
    this.actionDeadline = builder.actionDeadline;
  }

  /**
   * {@return a builder of a gate that lets the loop suggest only, until an autonomy is set}
   *
   * @param journal where intents are written; the same journal as the loop's
   * @param topology how the fleet hangs together, for blast radii
   * @param freshLook reads telemetry anew at each judgement
   * @param policies at least one, else everything is denied
   */
  public static Builder builder(
      IncidentJournal journal,
      TopologySource topology,
      FreshLook freshLook,
      List<GuardrailPolicy> policies) {
    return new Builder(journal, topology, freshLook, policies);
  }

  /** {@return the actions that plans may use} */
  public ActionCatalogue catalogue() {
    return catalogue;
  }

  /** {@return the hash of the policies' ids: what an intent was judged by} */
  public String policyVersion() {
    return Canonical.digest(policies.stream().map(GuardrailPolicy::id).toArray(String[]::new))
        .substring(0, 16);
  }

  /**
   * {@return what would be held of a request now; nothing is written or done}
   *
   * @param request what is wanted
   */
  public Judgement judge(ActionRequest request) {
    return judge(request, look(request, clock.instant()));
  }

  /**
   * Brings a question to a person; the answer comes through the loop.
   *
   * @param request what a person is asked
   */
  public void ask(ApprovalRequest request) {
    desk.ask(request);
  }

  /**
   * {@return whether an approval is real}
   *
   * @param approval what was presented
   */
  public boolean isAuthentic(Approval approval) {
    return desk.isAuthentic(approval);
  }

  /**
   * Judges, writes the intent, makes the permission and starts the actuator.
   *
   * @param request what is wanted
   * @param actuator who would do it
   * @param epoch of the lease under which the caller works; 0 without leases
   * @return what became of it; an actuator that throws gives {@link ActionOutcome.Unknown}
   * @throws io.aiops4j.api.journal.JournalUnavailableException if the intent cannot be made
   *     durable; then nothing was dispatched
   */
  public Dispatch dispatch(ActionRequest request, Actuator actuator, long epoch) {
    requireNonNull(actuator, "actuator");
    for (int i = 0; i < MAX_JUDGEMENTS; i++) {
      Instant now = clock.instant();
      Look look = look(request, now);
      Judgement judgement = judge(request, look);
      if (!(judgement.decision() instanceof Decision.Allow)) {
        return new Dispatch.Refused(judgement);
      }
      PolicyContext context = requireNonNull(look.context(), "an allowed request was looked at");
      HostAnswer answer = askHost(context);
      if (!(answer instanceof HostAnswer.Proceed)) {
        return new Dispatch.HeldByHost(answer);
      }
      ActionIntended intent = intent(request, context, judgement);
      AppendResult appended =
          journal.append(
              new Append(
                  request.incident(),
                  request.sequence(),
                  OptionalLong.of(context.ledger().version()),
                  now,
                  List.of(intent)));
      if (appended instanceof AppendResult.Appended written) {
        return start(intent, written.sequence(), judgement, actuator, epoch);
      }
      if (appended instanceof AppendResult.SequenceConflict conflict) {
        return new Dispatch.Stale(
            "the incident has moved on to event " + conflict.actual() + " meanwhile");
      }
    }
    return new Dispatch.Stale("other actions kept changing the ledger while this one was judged");
  }

  private Dispatch start(
      ActionIntended intent, long sequence, Judgement judgement, Actuator actuator, long epoch) {
    ApprovedAction permission = new ApprovedAction(new Seal(intent), intent, clock);
    DispatchContext context =
        new DispatchContext(intent.key(), epoch, clock.instant().plus(actionDeadline));
    ActionOutcome outcome;
    boolean redeemed;
    try {
      outcome = startSafely(actuator, permission, context);
    } finally {
      // Also after an error that nobody may catch: a permission never outlives its dispatch.
      redeemed = permission.endAndTellWhetherRedeemed();
    }
    if (!redeemed && !(outcome instanceof ActionOutcome.Failed)) {
      outcome =
          new ActionOutcome.Unknown(
              "the actuator never asked what to do, but says: " + outcome.detail());
    }
    return new Dispatch.Started(intent, sequence, judgement, outcome);
  }

  /** Plug-ins throw more than they declare: a missing library is the commonest error of all. */
  private static ActionOutcome startSafely(
      Actuator actuator, ApprovedAction permission, DispatchContext context) {
    try {
      return Optional.<ActionOutcome>ofNullable(actuator.start(permission, context))
          .orElseGet(() -> new ActionOutcome.Unknown("the actuator returned null"));
    } catch (Exception | LinkageError e) {
      return new ActionOutcome.Unknown("the actuator threw " + e);
    }
  }

  private HostAnswer askHost(PolicyContext context) {
    try {
      return Optional.<HostAnswer>ofNullable(host.beforeDispatch(context))
          .orElseGet(() -> new HostAnswer.Veto("the host answered null"));
    } catch (Exception | LinkageError e) {
      return new HostAnswer.Veto("the host could not be asked: " + e);
    }
  }

  private ActionIntended intent(ActionRequest request, PolicyContext context, Judgement judgement) {
    return new ActionIntended(
        request.key(),
        request.plan().digest(),
        request.step(),
        request.attempt(),
        request.diagnosis().incidentClass(),
        request.actor(),
        judgement.authority(),
        policyVersion(),
        context.evidence().id(),
        context.blast(),
        // A slow look must not eat up the life of the permission.
        clock.instant().plus(permissionLifetime));
  }

  private Judgement judge(ActionRequest request, Look look) {
    PolicyContext context = look.context();
    return context == null ? Judge.blind(look.failure()) : judge.judge(request, context);
  }

  /** What was read for one judgement; without a context if it could not be read. */
  private record Look(@org.jspecify.annotations.Nullable PolicyContext context, String failure) {}

  private Look look(ActionRequest request, Instant now) {
    try {
      EvidenceDigest evidence = freshLook.look(request.onset(), now);
      ActionLedger ledger = ActionLedger.fold(journal.readLedger());
      return new Look(new PolicyContext(request, evidence, topology.asOf(now), ledger, now), "");
    } catch (Exception | LinkageError e) {
      return new Look(null, String.valueOf(e.getMessage()));
    }
  }

  /** A private part of the gate without which no permission can be made; good for one intent. */
  static final class Seal {
    private final ActionIntended intent;
    private boolean used;

    private Seal(ActionIntended intent) {
      this.intent = intent;
    }

    /** Uses the seal up. */
    synchronized void use(ActionIntended forIntent) {
      if (used || forIntent != intent) {
        throw new IllegalStateException("A seal is good for one permission for its own intent");
      }
      used = true;
    }
  }

  /** Collects the options of a gate. Not thread-safe. */
  public static final class Builder {
    private final IncidentJournal journal;
    private final TopologySource topology;
    private final FreshLook freshLook;
    private final List<GuardrailPolicy> policies;
    private ActionCatalogue catalogue = ActionCatalogue.standard();
    private AutonomyLadder ladder = AutonomyLadder.fixed(AutonomyLevel.SUGGEST);
    private ApprovalDesk desk = ApprovalDesk.closed();
    private MandateVerifier mandates = mandate -> false;
    private HostCoordinator host = HostCoordinator.unconcerned();
    private InstantSource clock = Clock.systemUTC();
    private Duration permissionLifetime = Duration.ofSeconds(60);
    private Duration actionDeadline = Duration.ofMinutes(30);

    private Builder(
        IncidentJournal journal,
        TopologySource topology,
        FreshLook freshLook,
        List<GuardrailPolicy> policies) {
      this.journal = requireNonNull(journal, "journal");
      this.topology = requireNonNull(topology, "topology");
      this.freshLook = requireNonNull(freshLook, "freshLook");
      this.policies = List.copyOf(policies);
    }

    /**
     * Sets the actions that plans may use; {@link ActionCatalogue#standard()} by default.
     *
     * @param catalogue the actions
     * @return this builder
     */
    public Builder catalogue(ActionCatalogue catalogue) {
      this.catalogue = requireNonNull(catalogue, "catalogue");
      return this;
    }

    /**
     * Sets how much the loop may do by itself; {@link AutonomyLevel#SUGGEST} by default.
     *
     * @param ladder the levels
     * @return this builder
     */
    public Builder autonomy(AutonomyLadder ladder) {
      this.ladder = requireNonNull(ladder, "ladder");
      return this;
    }

    /**
     * Sets who asks people; {@link ApprovalDesk#closed()} by default.
     *
     * @param desk the desk
     * @return this builder
     */
    public Builder approvals(ApprovalDesk desk) {
      this.desk = requireNonNull(desk, "desk");
      return this;
    }

    /**
     * Sets who knows real mandates; none is real by default.
     *
     * @param mandates the verifier
     * @return this builder
     */
    public Builder mandates(MandateVerifier mandates) {
      this.mandates = requireNonNull(mandates, "mandates");
      return this;
    }

    /**
     * Sets the host's last word; {@link HostCoordinator#unconcerned()} by default.
     *
     * @param host the host
     * @return this builder
     */
    public Builder host(HostCoordinator host) {
      this.host = requireNonNull(host, "host");
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
     * Sets how long a permission lasts; 60 seconds by default.
     *
     * @param permissionLifetime above zero
     * @return this builder
     */
    public Builder permissionLifetime(Duration permissionLifetime) {
      this.permissionLifetime = requireNonNull(permissionLifetime, "permissionLifetime");
      return this;
    }

    /**
     * Sets how long an action may take; 30 minutes by default.
     *
     * @param actionDeadline above zero
     * @return this builder
     */
    public Builder actionDeadline(Duration actionDeadline) {
      this.actionDeadline = requireNonNull(actionDeadline, "actionDeadline");
      return this;
    }

    /**
     * {@return the gate}
     *
     * @throws IllegalArgumentException if a duration is not above zero
     */
    public ActionGate build() {
      if (permissionLifetime.isNegative()
          || permissionLifetime.isZero()
          || actionDeadline.isNegative()
          || actionDeadline.isZero()) {
        throw new IllegalArgumentException(
            "permissionLifetime is "
                + permissionLifetime
                + " and actionDeadline "
                + actionDeadline
                + "; both must be above zero");
      }
      return new ActionGate(this);
    }
  }
}
