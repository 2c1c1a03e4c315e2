package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.ActionRequest;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovedAction;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.Dispatch;
import io.aiops4j.api.safety.DispatchContext;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Actuator} must hold. Extend it to test yours, against a system that may be
 * changed. Permissions come from a real gate that allows everything.
 */
public abstract class ActuatorContract {
  private final AtomicReference<Instant> now = new AtomicReference<>(SafetyFixtures.NOON);

  /** For subclasses. */
  protected ActuatorContract() {}

  /** {@return a new actuator over a new or reset system, whose effects count from 0} */
  protected abstract Actuator newActuator();

  /** {@return a step that the actuator can carry out; its index is 0} */
  protected abstract PlanStep step();

  /** {@return how often the system was changed since {@link #newActuator()}} */
  protected abstract int effects();

  /** Starts the clock of the contract anew. */
  @BeforeEach
  public void startTheClock() {
    now.set(SafetyFixtures.NOON);
  }

  /** It says what it can do. */
  @Test
  public void namesItsActions() {
    assertThat(newActuator().actions()).contains(step().type().id());
  }

  /** It does what the permission says, once, and its answer is worth something. */
  @Test
  public void carriesOutWhatThePermissionSays() {
    Actuator actuator = newActuator();
    Dispatch.Started started = dispatch(actuator, 1, 1);
    assertThat(started.outcome())
        .isInstanceOfAny(ActionOutcome.Done.class, ActionOutcome.Accepted.class);
    assertThat(effects()).isLessThanOrEqualTo(1);
    if (started.outcome() instanceof ActionOutcome.Done) {
      assertThat(effects()).as("it says that it was done").isEqualTo(1);
      assertThat(actuator.probe(started.intent().key())).isEqualTo(ProbeResult.DONE);
    } else {
      assertThat(actuator.probe(started.intent().key()))
          .isIn(ProbeResult.RUNNING, ProbeResult.DONE);
    }
  }

  /** Two starts with one key are one action. */
  @Test
  public void doesOneThingForOneKey() {
    Actuator actuator = newActuator();
    String first = dispatch(actuator, 1, 1).intent().key();
    String second = dispatch(actuator, 1, 1).intent().key();
    assertThat(second).isEqualTo(first);
    assertThat(effects()).isLessThanOrEqualTo(1);
  }

  /** A permission that has lapsed moves nothing. */
  @Test
  public void doesNothingWithALapsedPermission() {
    Actuator actuator = newActuator();
    Dispatch.Started started = dispatch(lapsingBefore(actuator), 1, 1);
    assertThat(effects()).isZero();
    assertThat(started.outcome())
        .isNotInstanceOfAny(ActionOutcome.Done.class, ActionOutcome.Accepted.class);
    assertThat(actuator.probe(started.intent().key()))
        .isNotIn(ProbeResult.DONE, ProbeResult.RUNNING);
  }

  /** What says that it failed changed nothing. */
  @Test
  public void changesNothingIfItSaysThatItFailed() {
    Actuator actuator = newActuator();
    Dispatch.Started started = dispatch(actuator, 1, 1);
    if (started.outcome() instanceof ActionOutcome.Failed) {
      assertThat(effects()).isZero();
      assertThat(actuator.probe(started.intent().key()))
          .isNotIn(ProbeResult.DONE, ProbeResult.RUNNING);
    }
  }

  /** Who lost the lease cannot act any more. */
  @Test
  public void refusesAnOlderEpochThanSeen() {
    Actuator actuator = newActuator();
    dispatch(actuator, 1, 5);
    int before = effects();
    Dispatch.Started late = dispatch(actuator, 2, 4);
    assertThat(late.outcome())
        .isNotInstanceOfAny(ActionOutcome.Done.class, ActionOutcome.Accepted.class);
    assertThat(effects()).isLessThanOrEqualTo(Math.max(1, before));
  }

  /** Of what it never heard it does not say that it was done. */
  @Test
  public void doesNotClaimWhatItNeverStarted() {
    assertThat(newActuator().probe("never-started"))
        .isIn(ProbeResult.NOT_APPLIED, ProbeResult.UNKNOWN);
  }

  /** Asking changes nothing. */
  @Test
  public void changesNothingWhenProbed() {
    Actuator actuator = newActuator();
    Dispatch.Started started = dispatch(actuator, 1, 1);
    actuator.probe(started.intent().key());
    actuator.probe("never-started");
    assertThat(effects()).isLessThanOrEqualTo(1);
  }

  private Dispatch.Started dispatch(Actuator actuator, int attempt, long epoch) {
    PlanStep step = step();
    Evidence witness =
        SafetyFixtures.evidence(
            step.target(), Modality.METRICS, "metric.shift", TrustClass.NODE_AGENT);
    ActionGate gate =
        ActionGate.builder(
                new MemoryJournal(),
                TopologySource.fixed(Topology.builder().component(step.target()).build()),
                (onset, at) -> SafetyFixtures.digest(witness),
                List.of(new Unconcerned()))
            .catalogue(io.aiops4j.api.action.ActionCatalogue.of(List.of(step.type())))
            .autonomy(AutonomyLadder.fixed(AutonomyLevel.AUTO))
            .clock(now::get)
            .build();
    Diagnosis finding =
        new Diagnosis.Finding(
            step.target(), FaultType.UNKNOWN, "", "it is sick", List.of(witness.id()));
    ActionRequest request =
        ActionRequest.builder(
                SafetyFixtures.INCIDENT, SafetyFixtures.plan(step), finding, SafetyFixtures.LOOP)
            .attempt(attempt)
            .cited(List.of(witness))
            .build();
    Dispatch dispatch = gate.dispatch(request, actuator, epoch);
    assertThat(dispatch).isInstanceOf(Dispatch.Started.class);
    return (Dispatch.Started) dispatch;
  }

  private Actuator lapsingBefore(Actuator actuator) {
    return new Actuator() {
      @Override
      public Set<String> actions() {
        return actuator.actions();
      }

      @Override
      public ActionOutcome start(ApprovedAction action, DispatchContext context) {
        now.set(action.expiresAt().plus(Duration.ofMillis(1)));
        return actuator.start(action, context);
      }

      @Override
      public ProbeResult probe(String idempotencyKey) {
        return actuator.probe(idempotencyKey);
      }
    };
  }

  private record Unconcerned() implements GuardrailPolicy {
    @Override
    public String id() {
      return "unconcerned";
    }

    @Override
    public Decision judge(PolicyContext context) {
      return new Decision.Allow("this gate is for a contract");
    }
  }
}
