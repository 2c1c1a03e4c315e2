package io.aiops4j.api.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.action.Rollback;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.JournalUnavailableException;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws 2, 3, 4 and 6, each with a part that breaks it and is rejected. */
class ActionGateTest {
  private final Kernel kernel = new Kernel();
  private final Kernel.Arm arm = new Kernel.Arm();

  // Law 3: no dispatch without a durable intent.

  @Test
  void writesTheIntentBeforeItCallsTheActuator() {
    List<Integer> journaledWhenCalled = new ArrayList<>();
    arm.behaviour =
        (action, context) -> {
          journaledWhenCalled.add(kernel.journal.readLedger().size());
          return new ActionOutcome.Failed("only looking");
        };

    dispatch(kernel.request());

    assertThat(journaledWhenCalled).containsExactly(1);
    ActionIntended intent = kernel.journal.onlyIntent().orElseThrow();
    assertThat(intent.planDigest()).isEqualTo(Kernel.CORDON.digest());
    assertThat(intent.step()).isEqualTo(Kernel.CORDON.steps().get(0));
    assertThat(intent.actor()).isEqualTo(Kernel.LOOP);
    assertThat(intent.policyVersion()).isEqualTo(kernel.gate().policyVersion());
    assertThat(intent.evidenceDigest()).isEqualTo(Kernel.digest(Kernel.WITNESS).id());
    assertThat(intent.expiresAt()).isEqualTo(Kernel.NOON.plusSeconds(60));
  }

  @Test
  void callsNobodyIfTheJournalCannotWrite() {
    IncidentJournal broken =
        appending(
            append -> {
              throw new JournalUnavailableException("disk full", new java.io.IOException());
            });

    assertThatThrownBy(() -> kernel.gate(broken).dispatch(kernel.request(), arm, 0))
        .isInstanceOf(JournalUnavailableException.class);

    assertThat(arm.given).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway")
  void callsNobodyIfTheJournalDoesNotSayThatItWrote() {
    assertThat(kernel.gate(appending(append -> null)).dispatch(kernel.request(), arm, 0))
        .isInstanceOf(Dispatch.Stale.class);

    assertThat(arm.given).isEmpty();
  }

  @Test
  void callsNobodyIfTheIncidentHasMovedOn() {
    ActionRequest stale = kernel.requestBuilder(Kernel.CORDON).sequence(7).build();

    assertThat(dispatch(stale)).isInstanceOf(Dispatch.Stale.class);

    assertThat(arm.given).isEmpty();
    assertThat(kernel.journal.readLedger()).isEmpty();
  }

  @Test
  void callsNobodyIfTheLedgerNeverStandsStill() {
    IncidentJournal restless = appending(append -> new AppendResult.LedgerMoved(99));

    assertThat(kernel.gate(restless).dispatch(kernel.request(), arm, 0))
        .isInstanceOf(Dispatch.Stale.class);

    assertThat(arm.given).isEmpty();
    assertThat(kernel.lookedAt).as("bounded").hasSize(4);
  }

  // Law 3: what is not known is never done again without a probe.

  @ParameterizedTest
  @EnumSource(ActionLedger.Status.class)
  void neverDoesTheSameStepOfAnAttemptTwice(ActionLedger.Status status) {
    ActionRequest first = kernel.request();
    dispatch(first);
    kernel.report(first, status);

    assertDenied(dispatch(kernel.request()), "dispatched before");
    assertThat(arm.given).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = ActionLedger.Status.class,
      names = {"INTENDED", "RUNNING", "UNKNOWN"})
  void doesNothingMoreToAComponentWhileItsOwnActionIsOpen(ActionLedger.Status open) {
    ActionRequest first = kernel.request();
    dispatch(first);
    kernel.report(first, open);

    assertDenied(
        dispatch(kernel.requestBuilder(Kernel.CORDON).attempt(2).build()), "has not ended");
    assertThat(arm.given).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = ActionLedger.Status.class,
      names = {"DONE", "FAILED"})
  void mayDoMoreToAComponentOnceItsOwnActionHasEnded(ActionLedger.Status ended) {
    ActionRequest first = kernel.request();
    dispatch(first);
    kernel.report(first, ended);

    assertThat(dispatch(kernel.requestBuilder(Kernel.CORDON).attempt(2).build()))
        .isInstanceOf(Dispatch.Started.class);
  }

  // Law 3: judged again, on fresh telemetry, at the moment of dispatch.

  @Test
  void judgesAgainWhenItDispatches() {
    AtomicInteger asked = new AtomicInteger();
    kernel.policies =
        List.of(
            Kernel.policy(
                "once",
                context ->
                    asked.getAndIncrement() == 0
                        ? new Decision.Allow("fine")
                        : new Decision.Deny("not any more", "wait")));
    ActionGate gate = kernel.gate();

    assertThat(gate.judge(kernel.request()).decision()).isInstanceOf(Decision.Allow.class);
    assertDenied(gate.dispatch(kernel.request(), arm, 0), "not any more");
    assertThat(arm.given).isEmpty();
  }

  @Test
  void seesThatTheTroubleIsOver() {
    ActionGate gate = kernel.gate();
    assertThat(gate.judge(kernel.request()).decision()).isInstanceOf(Decision.Allow.class);

    kernel.look = (onset, now) -> Kernel.digest();

    assertDenied(gate.dispatch(kernel.request(), arm, 0), "shows the trouble now");
  }

  @Test
  void deniesWhatItCannotSee() {
    kernel.look =
        (onset, now) -> {
          throw new IllegalStateException("backend is down");
        };

    assertDenied(dispatch(kernel.request()), "cannot be read: backend is down");
  }

  // Races between incidents.

  @Test
  void judgesAgainIfAnotherIncidentActedMeanwhile() {
    kernel.journal.beforeAppend = () -> otherIncidentActsOn(Kernel.NODE);

    Dispatch dispatch = dispatch(kernel.request());

    assertDenied(dispatch, "Incident inc-2 is changing the same components");
    assertThat(arm.given).isEmpty();
    assertThat(kernel.lookedAt).hasSize(2);
  }

  @Test
  void goesOnIfAnotherIncidentActedElsewhereMeanwhile() {
    kernel.journal.beforeAppend = () -> otherIncidentActsOn(Kernel.OTHER_NODE);

    assertThat(dispatch(kernel.request())).isInstanceOf(Dispatch.Started.class);

    assertThat(kernel.lookedAt).hasSize(2);
  }

  @Test
  void letsOneOfTwoIncidentsAtATimeChangeAComponentThatBothDisturb() {
    otherIncidentActsOn(Kernel.NODE);
    String key = kernel.journal.onlyIntent().orElseThrow().key();

    assertDenied(dispatch(kernel.request()), "is changing the same components");

    journal(Kernel.OTHER_INCIDENT, new ActionReported(key, ActionLedger.Status.DONE, "done"));
    assertDenied(dispatch(kernel.request()), "is changing the same components");

    journal(Kernel.OTHER_INCIDENT, new ActionVerified(Kernel.CORDON.digest(), 1, false));
    assertThat(dispatch(kernel.request())).isInstanceOf(Dispatch.Started.class);
  }

  @Test
  void anActionNobodyCanTellOfBlocksUntilItWasJudgedAndItsTimeIsUp() {
    otherIncidentActsOn(Kernel.NODE);
    String key = kernel.journal.onlyIntent().orElseThrow().key();
    journal(Kernel.OTHER_INCIDENT, new ActionReported(key, ActionLedger.Status.UNKNOWN, "?"));
    kernel.now = Kernel.NOON.plus(Duration.ofHours(2));
    assertDenied(dispatch(kernel.request()), "is changing the same components");

    journal(Kernel.OTHER_INCIDENT, new ActionVerified(Kernel.CORDON.digest(), 1, true));
    kernel.now = Kernel.NOON.plus(Duration.ofMinutes(29));
    assertDenied(dispatch(kernel.request()), "is changing the same components");

    kernel.now = Kernel.NOON.plus(Duration.ofMinutes(31));
    assertThat(dispatch(kernel.request())).isInstanceOf(Dispatch.Started.class);
  }

  @Test
  void waitsForTheVerdictOnALongActionFromItsEndOn() {
    otherIncidentActsOn(Kernel.NODE);
    String key = kernel.journal.onlyIntent().orElseThrow().key();
    kernel.now = Kernel.NOON.plus(Duration.ofMinutes(29));
    journal(Kernel.OTHER_INCIDENT, new ActionReported(key, ActionLedger.Status.DONE, "done"));

    kernel.now = Kernel.NOON.plus(Duration.ofMinutes(31));
    assertDenied(dispatch(kernel.request()), "is changing the same components");

    kernel.now = Kernel.NOON.plus(Duration.ofMinutes(59));
    assertThat(dispatch(kernel.request())).isInstanceOf(Dispatch.Started.class);
  }

  // Policies: deny wins, then ask, then allow; none or a broken one is a denial.

  @Test
  void deniesWithoutAnyPolicy() {
    kernel.policies = List.of();

    assertDenied(dispatch(kernel.request()), "No policy speaks for it");
  }

  @Test
  void takesAPolicyThatThrowsForADenial() {
    kernel.policies =
        List.of(
            Kernel.ALLOWS,
            Kernel.policy(
                "broken",
                context -> {
                  throw new IllegalStateException("bug");
                }));

    assertDenied(dispatch(kernel.request()), "The policy broken failed");
  }

  @Test
  void takesAPolicyWhoseLibraryIsMissingForADenial() {
    kernel.policies =
        List.of(
            Kernel.policy(
                "broken",
                context -> {
                  throw new NoClassDefFoundError("io/example/Rules");
                }));

    assertDenied(dispatch(kernel.request()), "The policy broken failed");
  }

  @Test
  @SuppressWarnings("NullAway")
  void takesAPolicyThatSaysNothingForADenial() {
    kernel.policies = List.of(Kernel.ALLOWS, Kernel.policy("mute", context -> null));

    assertDenied(dispatch(kernel.request()), "The policy mute failed");
  }

  @Test
  @SuppressWarnings("NullAway")
  void takesAPolicyWithoutANameForADenial() {
    kernel.policies = List.of(Kernel.policy(null, context -> new Decision.Allow("fine")));

    assertDenied(dispatch(kernel.request()), "unnamed policy failed");
  }

  @Test
  void letsADenialWinOverAQuestion() {
    kernel.policies =
        List.of(
            Kernel.policy("asks", context -> new Decision.AskHuman("sure?", "on-call")),
            Kernel.policy("denies", context -> new Decision.Deny("no", "wait")),
            Kernel.ALLOWS);

    Judgement judgement = kernel.gate().judge(kernel.request());

    assertThat(judgement.decision()).isEqualTo(new Decision.Deny("no", "wait"));
    assertThat(judgement.policies())
        .as("the trail keeps what each policy said")
        .extracting(Judgement.PolicyDecision::policy)
        .containsExactly("asks", "denies", "allows");
  }

  // Law 7: what is outside the catalogue is refused whole.

  @Test
  void refusesAPlanWholeIfOneStepIsNotInTheCatalogue() {
    ActionType made =
        ActionType.of("format-disk", Rollback.NONE, "", Duration.ofSeconds(1), ComponentKind.NODE);
    RemediationPlan plan =
        plan(PlanStep.of(0, ActionType.CORDON, Kernel.NODE), PlanStep.of(1, made, Kernel.NODE));

    assertDenied(dispatch(kernel.requestBuilder(plan).build()), "format-disk");
  }

  @Test
  void refusesAnActionThatOnlyBorrowsANameOfTheCatalogue() {
    ActionType harmlessReboot =
        ActionType.of("reboot", Rollback.EXACT, "", Duration.ofSeconds(1), ComponentKind.NODE);

    assertDenied(
        dispatch(kernel.requestBuilder(plan(PlanStep.of(0, harmlessReboot, Kernel.NODE))).build()),
        "not in the catalogue");
  }

  // Law 4: a claim without evidence is a hypothesis.

  @Test
  void deniesWhatRestsOnAHypothesis() {
    Diagnosis hunch =
        new Diagnosis.Hypothesis(Kernel.NODE, FaultType.HARDWARE, "", "node-1 may be hot");
    ActionRequest request =
        ActionRequest.builder(Kernel.INCIDENT, Kernel.CORDON, hunch, Kernel.LOOP)
            .cited(List.of(Kernel.WITNESS))
            .build();

    assertDenied(dispatch(request), "it is a hypothesis");
  }

  @Test
  void deniesWhatCitesNothing() {
    assertDenied(
        dispatch(kernel.requestBuilder(Kernel.CORDON).cited(List.of()).build()),
        "it is a hypothesis");
  }

  @Test
  void deniesWhatComesWithEvidenceThatNobodyCited() {
    Evidence unrelated =
        Kernel.evidence(Kernel.OTHER_NODE, TrustClass.KERNEL, "node-2 lost a disk");
    kernel.look = (onset, now) -> Kernel.digest(unrelated);

    assertDenied(
        dispatch(kernel.requestBuilder(Kernel.CORDON).cited(List.of(unrelated)).build()),
        "it is a hypothesis");
  }

  // Law 6: a mutating action needs a witness that the workload cannot author.

  @ParameterizedTest
  @EnumSource(TrustClass.class)
  void actsOnWitnessesOfThePlatformOnly(TrustClass trust) {
    Evidence witness = Kernel.evidence(Kernel.NODE, trust, "it is hot");
    kernel.look = (onset, now) -> Kernel.digest(witness);

    Dispatch dispatch = dispatch(kernel.request());

    assertThat(dispatch instanceof Dispatch.Started).isEqualTo(trust.isPlatform());
  }

  @Test
  void doesNotTakeAWitnessOfSomethingElse() {
    Evidence elsewhere = Kernel.evidence(Kernel.OTHER_NODE, TrustClass.KERNEL, "node-2 is hot");
    kernel.look = (onset, now) -> Kernel.digest(elsewhere);

    assertDenied(dispatch(kernel.request()), "shows the trouble now");
  }

  @Test
  void takesNeitherAChangeNorChanceForAWitness() {
    Evidence change =
        Kernel.evidence(
            Modality.CHANGES, Kernel.NODE, TrustClass.CONTROL_PLANE, 6, "node-1 was deployed to");
    Evidence blip =
        Kernel.evidence(Modality.METRICS, Kernel.NODE, TrustClass.KERNEL, 1.9, "a little warm");
    for (Evidence item : List.of(change, blip)) {
      kernel.look = (onset, now) -> Kernel.digest(item);

      assertDenied(dispatch(kernel.request()), "shows the trouble now");
    }
  }

  // The host has the last word.

  @Test
  void doesNothingIfTheHostObjects() {
    for (HostAnswer answer :
        List.of(
            new HostAnswer.Veto("no"),
            new HostAnswer.Hold("busy", Kernel.NOON.plusSeconds(60)),
            new HostAnswer.ActsItself("mine", Kernel.NOON.plusSeconds(60)))) {
      kernel.host = context -> answer;

      assertThat(dispatch(kernel.request())).isEqualTo(new Dispatch.HeldByHost(answer));
    }
    assertThat(arm.given).isEmpty();
    assertThat(kernel.journal.readLedger()).isEmpty();
  }

  @Test
  void takesAHostThatCannotBeAskedForAVeto() {
    kernel.host =
        context -> {
          throw new IllegalStateException("scheduler is down");
        };

    assertThat(dispatch(kernel.request())).isInstanceOf(Dispatch.HeldByHost.class);
    assertThat(arm.given).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway")
  void takesAHostThatSaysNothingForAVeto() {
    kernel.host = context -> null;

    assertThat(dispatch(kernel.request())).isInstanceOf(Dispatch.HeldByHost.class);
    assertThat(arm.given).isEmpty();
  }

  private Dispatch dispatch(ActionRequest request) {
    return kernel.gate().dispatch(request, arm, 0);
  }

  private void otherIncidentActsOn(Component node) {
    RemediationPlan plan = plan(PlanStep.of(0, ActionType.CORDON, node));
    journal(
        Kernel.OTHER_INCIDENT,
        new ActionIntended(
            "other-key",
            plan.digest(),
            plan.steps().get(0),
            1,
            "",
            Kernel.LOOP,
            "",
            "v",
            "e",
            BlastRadius.of(plan, Kernel.TOPOLOGY),
            kernel.now.plusSeconds(60)));
  }

  private void journal(IncidentId incident, IncidentEvent e) {
    kernel.journal.append(
        Append.after(incident, kernel.journal.read(incident).size(), kernel.now, List.of(e)));
  }

  private static RemediationPlan plan(PlanStep... steps) {
    return new RemediationPlan("plan", List.of(steps), List.of(Kernel.WITNESS.id()), List.of());
  }

  private static void assertDenied(Dispatch dispatch, String reason) {
    assertThat(dispatch).isInstanceOf(Dispatch.Refused.class);
    Decision decision = ((Dispatch.Refused) dispatch).judgement().decision();
    assertThat(decision).isInstanceOf(Decision.Deny.class);
    assertThat(decision.reason()).contains(reason);
  }

  /** A journal that reads honestly and appends as told. */
  private IncidentJournal appending(Function<Append, AppendResult> append) {
    return new IncidentJournal() {
      @Override
      public AppendResult append(Append batch) {
        return append.apply(batch);
      }

      @Override
      public List<JournalEntry> read(IncidentId incident) {
        return kernel.journal.read(incident);
      }

      @Override
      public List<JournalEntry> readLedger() {
        return kernel.journal.readLedger();
      }

      @Override
      public List<IncidentId> incidents() {
        return kernel.journal.incidents();
      }
    };
  }
}
