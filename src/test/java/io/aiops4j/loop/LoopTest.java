package io.aiops4j.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.incident.Credit;
import io.aiops4j.api.incident.Explanation;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.HostAnswer;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How an incident lives: one test for each way through the states. */
class LoopTest {
  private static final Actor ALICE = new Actor(Actor.Kind.PERSON, "alice");

  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void goesFromAnAlertToAConfirmedRecovery() {
    world.verdicts.add(ScriptedWorld.confirmed());

    Incident incident = world.run();

    assertThat(states(incident))
        .containsExactly(
            IncidentState.DETECTED,
            IncidentState.LOCALIZED,
            IncidentState.DIAGNOSED,
            IncidentState.REVIEWED,
            IncidentState.PROPOSED,
            IncidentState.PROPOSED,
            IncidentState.CONFIRMING,
            IncidentState.CLOSED);
    assertThat(incident.credit()).contains(Credit.LOOP);
    assertThat(world.actions).containsExactly("drain node:node-1");
  }

  @Test
  void suggestsByDefaultAndCreditsThePersonWhoActed() {
    world.autonomy = AutonomyLevel.SUGGEST;
    world.verdicts.add(ScriptedWorld.confirmed());
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    Incident suggested = loop.run(id, ScriptedWorld.impatient());
    assertThat(suggested.state()).isEqualTo(IncidentState.SUGGESTED);

    world.pass(Duration.ofMinutes(5));
    loop.signal(
        id,
        new Signal.HumanActed(ALICE, "drained node-1", world.now().minusSeconds(120), world.now()));
    Incident incident = loop.run(id, world.pacer());

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incident.credit()).contains(Credit.PERSON);
    assertThat(world.actions).isEmpty();
    assertThat(world.questions.get(0).actionCompleted())
        .as("telemetry is judged from the end of what the person did")
        .isEqualTo(ScriptedWorld.START.plus(Duration.ofMinutes(5)));
  }

  @Test
  void judgesWhatAPersonDidBeforeThereWasAPlan() {
    world.verdicts.add(ScriptedWorld.confirmed());
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    loop.signal(id, new Signal.HumanActed(ALICE, "drained it already", world.now(), world.now()));

    Incident incident = loop.run(id, world.pacer());

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incident.credit()).contains(Credit.PERSON);
    assertThat(world.actions).as("not done a second time").isEmpty();
  }

  @Test
  void sharesTheCreditIfAPersonActedMeanwhile() {
    world.outcome = () -> new ActionOutcome.Accepted("draining");
    world.probe = () -> ProbeResult.RUNNING;
    world.verdicts.add(ScriptedWorld.confirmed());
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    loop.run(id, ScriptedWorld.impatient());
    loop.signal(id, new Signal.HumanActed(ALICE, "raised the fans", world.now(), world.now()));
    world.probe = () -> ProbeResult.DONE;

    Incident incident = loop.run(id, world.pacer());

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incident.credit()).contains(Credit.SHARED);
  }

  @Test
  void aDeclineAfterAnApprovalWins() {
    world.autonomy = AutonomyLevel.APPROVE_EACH;
    Desk desk = new Desk();
    world.desk = desk;
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    loop.run(id, ScriptedWorld.impatient());
    Approval real = desk.approval("real", world);
    desk.issued.add(real);

    loop.signal(id, new Signal.Approved(real));
    loop.signal(id, new Signal.Declined(ALICE, "wait, no"));

    assertThat(loop.run(id, world.pacer()).state()).isEqualTo(IncidentState.ESCALATED);
    assertThat(world.actions).isEmpty();
  }

  @Test
  void keepsWhatTheActuatorSaidWhenASignalArrivesMeanwhile() {
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    world.outcome =
        () -> {
          loop.signal(id, new Signal.Alert(world.alert("another-alert-of-the-same-gpu")));
          return new ActionOutcome.Done("done, it says");
        };
    world.probe =
        () -> {
          throw new AssertionError("what was said need not be probed");
        };
    world.verdicts.add(ScriptedWorld.confirmed());

    assertThat(loop.run(id, world.pacer()).state()).isEqualTo(IncidentState.CLOSED);
  }

  @Test
  void anotherReplicaWaitsWhileAnActionIsBeingDispatched() {
    LoopEngine one = world.loop();
    LoopEngine other = world.loop();
    IncidentId id = one.open(world.alert("gpu-hot"));
    world.probe = () -> ProbeResult.NOT_APPLIED;
    world.outcome =
        () -> {
          assertThat(other.run(id, ScriptedWorld.impatient()).state())
              .as("the other replica does not take it for lost")
              .isEqualTo(IncidentState.PROPOSED);
          return new ActionOutcome.Done("done, it says");
        };
    world.verdicts.add(ScriptedWorld.confirmed());

    assertThat(one.run(id, world.pacer()).state()).isEqualTo(IncidentState.CLOSED);
    assertThat(world.actions).hasSize(1);
  }

  @Test
  void doesNotSpinOnAProbeThatChangesItsMind() {
    world.outcome = () -> new ActionOutcome.Accepted("draining");
    boolean[] running = {false};
    world.probe = () -> (running[0] = !running[0]) ? ProbeResult.UNKNOWN : ProbeResult.RUNNING;

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
    assertThat(incident.history().size()).isLessThan(400);
  }

  @Test
  void escalatesADeclinedSuggestion() {
    world.autonomy = AutonomyLevel.SUGGEST;
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    loop.run(id, ScriptedWorld.impatient());

    loop.signal(id, new Signal.Declined(ALICE, "it is being replaced anyway"));

    assertThat(loop.run(id, world.pacer()).state()).isEqualTo(IncidentState.ESCALATED);
  }

  @Test
  void waitsForTheApprovalOfExactlyThisPlan() {
    world.autonomy = AutonomyLevel.APPROVE_EACH;
    Desk desk = new Desk();
    world.desk = desk;
    world.verdicts.add(ScriptedWorld.confirmed());
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    assertThat(loop.run(id, ScriptedWorld.impatient()).state())
        .isEqualTo(IncidentState.AWAITING_APPROVAL);
    assertThat(loop.explain(id).waiting().map(WaitingReason::kind))
        .contains(WaitingReason.Kind.APPROVAL);

    Approval forged = desk.approval("forged", world);
    loop.signal(id, new Signal.Approved(forged));
    assertThat(loop.run(id, ScriptedWorld.impatient()).state())
        .as("a forged approval only makes the loop ask again")
        .isEqualTo(IncidentState.AWAITING_APPROVAL);
    assertThat(world.actions).isEmpty();

    Approval real = desk.approval("real", world);
    desk.issued.add(real);
    loop.signal(id, new Signal.Approved(real));
    Incident incident = loop.run(id, world.pacer());

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(world.actions).hasSize(1);
  }

  @Test
  void escalatesWhenNobodyAnswers() {
    world.autonomy = AutonomyLevel.APPROVE_EACH;

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
    assertThat(lastText(incident)).contains("nobody answered");
    assertThat(world.actions).isEmpty();
  }

  @Test
  void diagnosesAgainWithoutWhatTelemetryRefuted() {
    Incident incident = world.run();

    assertThat(incident.refuted()).containsExactly("gpu:node-1/gpu-0|hardware|hot");
    assertThat(incident.analysis().orElseThrow().diagnoses().best().orElseThrow().answer())
        .extracting("incidentClass")
        .isEqualTo("something-else");
    assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
    assertThat(lastText(incident))
        .as("an escalation carries what is known")
        .contains("gpu:node-1/gpu-0", "drain node:node-1", world.evidence.get(0).id());
  }

  @Test
  void triesNoMoreRemediesThanItMay() {
    world.outcome = () -> new ActionOutcome.Failed("no permission");

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
    assertThat(world.actions).hasSize(world.settings.maxAttempts());
    assertThat(incident.refuted()).as("what was not done refutes nothing").isEmpty();
  }

  @Test
  void probesAnActionWhoseOutcomeIsUnknown() {
    world.outcome =
        () -> {
          throw new IllegalStateException("connection lost");
        };
    List<ProbeResult> answers =
        new ArrayList<>(List.of(ProbeResult.UNKNOWN, ProbeResult.RUNNING, ProbeResult.DONE));
    world.probe = () -> answers.remove(0);
    world.verdicts.add(ScriptedWorld.confirmed());

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(states(incident)).contains(IncidentState.PROBING, IncidentState.ACTING);
    assertThat(world.actions).as("never dispatched again").hasSize(1);
  }

  @Test
  void neverDispatchesAgainWhileAnActionMayStillBeUnderWay() {
    world.outcome = () -> new ActionOutcome.Unknown("timed out");

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
    assertThat(world.actions).hasSize(1);
    assertThat(lastText(incident)).contains("may still be under way");
  }

  @Test
  void aCancelledActionIsProbedAndNotInterrupted() {
    world.outcome = () -> new ActionOutcome.Accepted("draining");
    world.probe = () -> ProbeResult.RUNNING;
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    assertThat(loop.run(id, ScriptedWorld.impatient()).state()).isEqualTo(IncidentState.ACTING);

    loop.signal(id, new Signal.Cancel(ALICE, "false alarm"));
    assertThat(loop.run(id, ScriptedWorld.impatient()).state()).isEqualTo(IncidentState.ACTING);
    world.probe = () -> ProbeResult.DONE;

    assertThat(loop.run(id, world.pacer()).state()).isEqualTo(IncidentState.CANCELLED);
  }

  @Test
  void takesBackAnExactActionThatDidNotHelp() {
    world.mitigator = file -> cordoning(file.digest());

    Incident incident = world.run();

    assertThat(states(incident)).contains(IncidentState.ROLLING_BACK);
    assertThat(world.actions)
        .startsWith("cordon node:node-1", "uncordon node:node-1", "cordon node:node-1");
  }

  @Test
  void waitsForTheHostWhenItTakesSomethingBack() {
    world.mitigator = file -> cordoning(file.digest());
    List<String> asked = new ArrayList<>();
    world.host =
        context -> {
          asked.add(context.step().toString());
          return asked.size() == 2
              ? new HostAnswer.Hold("upgrade", world.now().plus(Duration.ofHours(1)))
              : new HostAnswer.Proceed();
        };

    world.run();

    assertThat(asked)
        .startsWith("cordon node:node-1", "uncordon node:node-1", "uncordon node:node-1");
    assertThat(asked).hasSizeLessThan(10);
    assertThat(world.actions).contains("uncordon node:node-1");
  }

  @Test
  void aCancelDoesNotInterruptWhatIsBeingTakenBack() {
    world.mitigator = file -> cordoning(file.digest());
    world.outcome =
        () ->
            world.actions.size() == 1
                ? new ActionOutcome.Done("cordoned")
                : new ActionOutcome.Accepted("uncordoning");
    world.probe = () -> ProbeResult.RUNNING;
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    assertThat(loop.run(id, ScriptedWorld.impatient()).state())
        .isEqualTo(IncidentState.ROLLING_BACK);

    loop.signal(id, new Signal.Cancel(ALICE, "enough"));
    assertThat(loop.run(id, ScriptedWorld.impatient()).state())
        .isEqualTo(IncidentState.ROLLING_BACK);
    world.probe = () -> ProbeResult.DONE;

    assertThat(loop.run(id, world.pacer()).state()).isEqualTo(IncidentState.CANCELLED);
  }

  @Test
  void asksTheHostBeforeEveryDispatch() {
    List<HostAnswer> answers =
        new ArrayList<>(
            List.of(
                new HostAnswer.Hold("upgrade", ScriptedWorld.START.plus(Duration.ofHours(1))),
                new HostAnswer.Proceed()));
    world.host = context -> answers.remove(0);
    world.verdicts.add(ScriptedWorld.confirmed());

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(world.questions.get(0).actionStarted())
        .isAfterOrEqualTo(ScriptedWorld.START.plus(Duration.ofHours(1)));
  }

  @Test
  void aVetoOfTheHostEndsIt() {
    world.host = context -> new HostAnswer.Veto("this pool is mine");

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED);
    assertThat(world.actions).isEmpty();
  }

  @Test
  void takesARelapseUpAgainWithALongerHold() {
    world.verdicts.add(ScriptedWorld.confirmed());
    world.verdicts.add(new RecoveryVerdict.Relapsed(ScriptedWorld.START, "hot again", List.of()));
    world.verdicts.add(ScriptedWorld.confirmed());

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(world.questions).extracting("holdFactor").containsExactly(1, 2);
  }

  @Test
  void givesNobodyCreditForARecoveryBeforeTheAction() {
    world.verdicts.add(
        new RecoveryVerdict.Confirmed(
            ScriptedWorld.START, true, "had recovered", ScriptedWorld.confirmed().signals()));

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.RECOVERED_UNAIDED);
    assertThat(incident.credit()).isEmpty();
  }

  @Test
  void joinsAlertsOfTheSameTrouble() {
    LoopEngine loop = world.loop();
    IncidentId first = loop.open(world.alert("gpu-hot"));

    assertThat(loop.open(world.alert("gpu-hot"))).isEqualTo(first);
    assertThat(loop.open(world.alert("another-alert-of-the-same-gpu"))).isEqualTo(first);
    assertThat(loop.incident(first).triggers()).as("a repetition adds nothing").hasSize(2);
    assertThat(world.journal.incidents()).hasSize(1);
  }

  @Test
  void joinsAlertsOfWhatHangsTogether() {
    LoopEngine loop = world.loop();
    IncidentId first = loop.open(alert("gpu-hot", ScriptedWorld.GPU));

    assertThat(loop.open(alert("node-unwell", ScriptedWorld.NODE)))
        .as("the whole of the piece")
        .isEqualTo(first);
    assertThat(loop.open(alert("other-node", Component.of(ComponentKind.NODE, "node-9"))))
        .as("nothing to do with it")
        .isNotEqualTo(first);
  }

  @Test
  void opensAnewForTheSameAlertOnceTheIncidentIsOver() {
    world.verdicts.add(ScriptedWorld.confirmed());
    LoopEngine loop = world.loop();
    IncidentId first = loop.open(world.alert("gpu-hot"));
    loop.run(first, world.pacer());

    world.pass(Duration.ofHours(1));
    assertThat(loop.open(world.alert("gpu-hot"))).isNotEqualTo(first);
  }

  private Trigger alert(String fingerprint, Component component) {
    return new Trigger(
        "alertmanager",
        fingerprint,
        world.now(),
        new TreeSet<>(Set.of(component)),
        "alert",
        TrustClass.NODE_AGENT);
  }

  @Test
  void anAlertThatTelemetryDoesNotBearOutIsNoIncident() {
    world.detector =
        file ->
            new Opinion<>(
                "scripted",
                List.of(new Ranked<>(new Detection.Absent("quiet"), 1, List.of(), "")),
                "quiet");

    assertThat(world.run().state()).isEqualTo(IncidentState.NO_INCIDENT);
  }

  @Test
  void consultsReviewersAndKeepsTheirDissent() {
    world.reviewers =
        List.of(
            file ->
                List.of(
                    new Review(
                        "sceptic",
                        Phase.DIAGNOSE,
                        Review.Stance.CHALLENGE,
                        "I doubt it",
                        ScriptedWorld.ids(file.digest()))));

    Incident incident = world.run();

    assertThat(incident.reviews()).extracting("reviewer").containsExactly("sceptic");
    assertThat(incident.analysis().orElseThrow().diagnoses().best().orElseThrow().answer())
        .as("a challenge with evidence puts the next diagnosis first")
        .extracting("incidentClass")
        .isEqualTo("something-else");
  }

  @Test
  void explainsWhatItDoesAndKnows() {
    world.autonomy = AutonomyLevel.SUGGEST;
    LoopEngine loop = world.loop();
    IncidentId id = loop.open(world.alert("gpu-hot"));
    loop.run(id, ScriptedWorld.impatient());

    Explanation explanation = loop.explain(id);

    assertThat(explanation.state()).isEqualTo(IncidentState.SUGGESTED);
    assertThat(explanation.waiting().orElseThrow().kind())
        .isEqualTo(WaitingReason.Kind.HUMAN_ACTION);
    assertThat(explanation.known())
        .contains("it is hot", "temperature of gpu:node-1/gpu-0 is high");
  }

  @Test
  void tellsListenersWhatWasJournaledAndSurvivesThem() {
    List<JournalEntry> heard = new ArrayList<>();
    world.verdicts.add(ScriptedWorld.confirmed());
    world.listeners =
        List.of(
            entry -> {
              throw new IllegalStateException("chat is down");
            },
            heard::add);

    Incident incident = world.run();

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(heard).isEqualTo(incident.history());
  }

  @Test
  void refusesAnUnknownIncident() {
    assertThatThrownBy(() -> world.loop().advance(new IncidentId("inc-unknown")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inc-unknown");
  }

  private static Opinion<RemediationPlan> cordoning(EvidenceDigest digest) {
    return new Opinion<>(
        "scripted",
        List.of(
            new Ranked<>(
                new RemediationPlan(
                    "Cordon it",
                    List.of(PlanStep.of(0, ActionType.CORDON, ScriptedWorld.NODE)),
                    ScriptedWorld.ids(digest),
                    List.of()),
                0.5,
                List.of(),
                "")),
        "cordon");
  }

  static List<IncidentState> states(Incident incident) {
    return incident.history().stream()
        .map(JournalEntry::event)
        .filter(LoopEvent.StateEntered.class::isInstance)
        .map(event -> ((LoopEvent.StateEntered) event).state())
        .toList();
  }

  static String lastText(Incident incident) {
    return incident.history().get(incident.history().size() - 1).event().text();
  }

  /** Knows what it issued. */
  private static final class Desk implements ApprovalDesk {
    private final List<Approval> issued = new ArrayList<>();
    private Optional<ApprovalRequest> asked = Optional.empty();

    @Override
    public void ask(ApprovalRequest request) {
      asked = Optional.of(request);
    }

    @Override
    public boolean isAuthentic(Approval approval) {
      return issued.contains(approval);
    }

    Approval approval(String id, ScriptedWorld world) {
      return new Approval(
          id,
          asked.orElseThrow().plan().digest(),
          ALICE,
          world.now(),
          world.now().plus(Duration.ofHours(1)));
    }
  }
}
