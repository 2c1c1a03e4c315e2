package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovedAction;
import io.aiops4j.api.safety.DispatchContext;
import io.aiops4j.testkit.safety.RecordingActuator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ActuatorContractTest {
  private static final PlanStep CORDON = SafetyFixtures.steps().get(0);

  @Nested
  class AQuickOne extends Contract {
    AQuickOne() {
      super(effects -> recording(effects));
    }
  }

  @Nested
  class ASlowOne extends Contract {
    ASlowOne() {
      super(effects -> recording(effects).then(RecordingActuator.Mishap.SLOW));
    }
  }

  @Test
  void rejectsAnActuatorThatActsWithoutAsking() {
    Contract contract =
        new Contract(
            effects ->
                new Fake() {
                  @Override
                  public ActionOutcome start(ApprovedAction action, DispatchContext context) {
                    effects.incrementAndGet();
                    return new ActionOutcome.Done("done");
                  }
                });

    assertRejects(contract::carriesOutWhatThePermissionSays);
    assertRejects(contract::doesNothingWithALapsedPermission);
  }

  @Test
  void rejectsAnActuatorThatActsBeforeItAsks() {
    Contract contract =
        new Contract(
            effects ->
                new Fake() {
                  @Override
                  public ActionOutcome start(ApprovedAction action, DispatchContext context) {
                    effects.incrementAndGet();
                    action.redeem();
                    return new ActionOutcome.Done("done");
                  }
                });

    assertRejects(contract::doesNothingWithALapsedPermission);
  }

  @Test
  void rejectsAnActuatorThatKnowsNoKeys() {
    Contract contract = new Contract(Forgetful::new);

    assertRejects(contract::doesOneThingForOneKey);
    assertRejects(contract::refusesAnOlderEpochThanSeen);
  }

  @Test
  void rejectsAnActuatorThatSaysDoneToEverything() {
    assertRejects(
        new Contract(
                effects ->
                    new Forgetful(effects) {
                      @Override
                      public ProbeResult probe(String idempotencyKey) {
                        return ProbeResult.DONE;
                      }
                    })
            ::doesNotClaimWhatItNeverStarted);
  }

  @Test
  void rejectsAnActuatorThatSaysFailedAfterItActed() {
    Contract contract =
        new Contract(
            effects ->
                new Forgetful(effects) {
                  @Override
                  public ActionOutcome start(ApprovedAction action, DispatchContext context) {
                    super.start(action, context);
                    return new ActionOutcome.Failed("no answer within 5 s");
                  }
                });

    assertRejects(contract::changesNothingIfItSaysThatItFailed);
  }

  @Test
  void rejectsAProbeThatActs() {
    assertRejects(
        new Contract(
                effects ->
                    new Forgetful(effects) {
                      @Override
                      public ProbeResult probe(String idempotencyKey) {
                        effects.incrementAndGet();
                        return super.probe(idempotencyKey);
                      }
                    })
            ::changesNothingWhenProbed);
  }

  @Test
  void rejectsAnActuatorThatDoesNotSayWhatItDoes() {
    assertRejects(
        new Contract(
                effects ->
                    new Forgetful(effects) {
                      @Override
                      public Set<String> actions() {
                        return Set.of();
                      }
                    })
            ::namesItsActions);
  }

  private static RecordingActuator recording(AtomicInteger effects) {
    return new RecordingActuator(Set.of("cordon"), step -> effects.incrementAndGet());
  }

  private interface Maker {
    Actuator over(AtomicInteger effects);
  }

  private static class Contract extends ActuatorContract {
    private final Maker maker;
    private Supplier<Integer> effects = () -> 0;

    Contract(Maker maker) {
      this.maker = maker;
    }

    @Override
    protected Actuator newActuator() {
      AtomicInteger count = new AtomicInteger();
      effects = count::get;
      return maker.over(count);
    }

    @Override
    protected PlanStep step() {
      return CORDON;
    }

    @Override
    protected int effects() {
      return effects.get();
    }
  }

  private abstract static class Fake implements Actuator {
    @Override
    public Set<String> actions() {
      return Set.of("cordon");
    }

    @Override
    public ProbeResult probe(String idempotencyKey) {
      return ProbeResult.UNKNOWN;
    }
  }

  /** Redeems, but knows neither keys nor epochs. */
  private static class Forgetful extends Fake {
    private final AtomicInteger effects;
    private final Set<String> done = new HashSet<>();

    Forgetful(AtomicInteger effects) {
      this.effects = effects;
    }

    @Override
    public ActionOutcome start(ApprovedAction action, DispatchContext context) {
      action.redeem();
      effects.incrementAndGet();
      done.add(context.idempotencyKey());
      return new ActionOutcome.Done("done");
    }

    @Override
    public ProbeResult probe(String idempotencyKey) {
      return done.contains(idempotencyKey) ? ProbeResult.DONE : ProbeResult.NOT_APPLIED;
    }
  }
}
