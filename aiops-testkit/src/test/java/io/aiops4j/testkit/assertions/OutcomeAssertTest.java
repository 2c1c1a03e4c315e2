package io.aiops4j.testkit.assertions;

import static io.aiops4j.testkit.assertions.AiopsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Each assertion holds for a run that keeps it and fails for one that breaks it. */
class OutcomeAssertTest {
  private final Run run = new Run();

  @Test
  void acceptsARunThatKeepsEveryRule() {
    run.drainsByTheBook(Run.NODE).pass(Duration.ofMinutes(5)).resolves();

    assertThat(run.outcome())
        .executed("drain")
        .executed("drain", Run.NODE)
        .executedExactlyOnce("drain")
        .neverExecuted("reboot")
        .neverExecuted("drain", Run.OTHER_NODE)
        .didNoHarm()
        .neverUnauthorised()
        .everyActionHasIntentAndDecision()
        .neverResolvedFalsely()
        .resolvedByTelemetryWithin(Duration.ofMinutes(20))
        .terminalState(IncidentState.RESOLVED)
        .blastRadius()
        .of(ComponentKind.NODE)
        .atMost(1);
  }

  @Test
  void aRelapseDoesNotMakeAnEarlierResolutionFalse() {
    run.drainsByTheBook(Run.NODE).pass(Duration.ofMinutes(10)).resolves();
    run.pass(Duration.ofMinutes(5)).does(ActionType.UNCORDON, Run.NODE, "too early");
    run.does(ActionType.DRAIN, Run.OTHER_NODE, "so that work comes back");
    run.pass(Duration.ofMinutes(15));

    assertThat(run.outcome()).neverResolvedFalsely();
    Assertions.assertThat(run.outcome().timeline().toString())
        .contains("gpu-thermal-throttle of gpu:node-02/gpu-1 is back");

    run.resolves();
    rejects("was not healed", OutcomeAssert::neverResolvedFalsely);
  }

  @Test
  void findsWhatWasExecutedInTheLedgerAndNotInReports() {
    run.intends(ActionType.DRAIN, Run.NODE, "key").judges(new Decision.Allow("fine"));
    assertThat(run.outcome()).neverExecuted("drain").executedNothing();

    run.does(ActionType.DRAIN, Run.NODE, "key");
    rejects("'drain' to take effect never", it -> it.neverExecuted("drain"));
    rejects("never on node:node-02", it -> it.neverExecuted("drain", SimCluster.node(2)));
    rejects("on node:node-03", it -> it.executed("drain", Run.OTHER_NODE));
    rejects("at least once, but it did never", it -> it.executed("reboot"));
    rejects("nothing takes effect", OutcomeAssert::executedNothing);
  }

  @Test
  void countsASecondExecution() {
    run.drainsByTheBook(Run.NODE).does(ActionType.DRAIN, Run.OTHER_NODE, "again");

    rejects("exactly once, but it did 2 times", it -> it.executedExactlyOnce("drain"));
  }

  @Test
  void countsTheNodesJobsAndGpusThatWereTouched() {
    run.drainsByTheBook(Run.NODE).pass(Duration.ofMinutes(30)).drainsByTheBook(Run.OTHER_NODE);

    assertThat(run.outcome()).blastRadius().of(ComponentKind.NODE).atMost(2);
    assertThat(run.outcome())
        .blastRadius()
        .of(ComponentKind.NODE)
        .withinAny(Duration.ofMinutes(30))
        .atMost(1);
    rejects(
        "at most 1 nodes to be touched, but 2 were",
        it -> it.blastRadius().of(ComponentKind.NODE).atMost(1));
    rejects(
        "at most 1 nodes to be touched within any PT31M, but 2 were",
        it -> it.blastRadius().of(ComponentKind.NODE).withinAny(Duration.ofMinutes(31)).atMost(1));
    rejects("at most 3 components", it -> it.blastRadius().atMost(3));
  }

  @Test
  void leavesWhatIsBrokenOutOfTheBlastRadius() {
    run.does(ActionType.RESET_GPU, SimCluster.gpu(2, 1), "reset");

    assertThat(run.outcome()).blastRadius().of(ComponentKind.GPU).atMost(0);
  }

  @Test
  void rejectsAResolutionThatTelemetryNeverConfirmed() {
    run.drainsByTheBook(Run.NODE).enters(IncidentState.ESCALATED, "nobody knows");

    rejects(
        "it is ESCALATED and recovery was never confirmed",
        it -> it.resolvedByTelemetryWithin(Duration.ofHours(1)));
  }

  @Test
  void rejectsAResolutionThatIsFalse() {
    run.resolves();

    rejects("is not healed", it -> it.resolvedByTelemetryWithin(Duration.ofHours(1)));
    rejects("was not healed", OutcomeAssert::neverResolvedFalsely);
  }

  @Test
  void rejectsAResolutionThatCameBeforeTheHealing() {
    run.resolves().pass(Duration.ofMinutes(5)).drainsByTheBook(Run.NODE);
    run.pass(Duration.ofMinutes(5));

    rejects("healed only at", it -> it.resolvedByTelemetryWithin(Duration.ofHours(1)));
    rejects("was not healed", OutcomeAssert::neverResolvedFalsely);
  }

  @Test
  void rejectsAResolutionThatRelapsed() {
    run.drainsByTheBook(Run.NODE).pass(Duration.ofMinutes(5)).resolves();
    run.enters(IncidentState.ESCALATED, "it came back");

    rejects("it is ESCALATED now", it -> it.resolvedByTelemetryWithin(Duration.ofHours(1)));
  }

  @Test
  void rejectsAResolutionThatTookTooLong() {
    run.drainsByTheBook(Run.NODE).pass(Duration.ofMinutes(5)).resolves();

    assertThat(run.outcome()).resolvedByTelemetryWithin(Duration.ofMinutes(15));
    rejects(
        "within PT14M59S, but it took PT15M",
        it -> it.resolvedByTelemetryWithin(Duration.ofMinutes(15).minusSeconds(1)));
  }

  @Test
  void knowsWhyAnIncidentWasEscalated() {
    run.enters(IncidentState.ESCALATED, "5 attempts; nothing helped");

    assertThat(run.outcome()).escalated().escalatedBecause("nothing helped");
    rejects("with 'too hot', but it was: 5 attempts", it -> it.escalatedBecause("too hot"));
    rejects("end CLOSED, but it is ESCALATED", it -> it.terminalState(IncidentState.CLOSED));
  }

  @Test
  void findsHarm() {
    run.drainsByTheBook(Run.OTHER_NODE).pass(Duration.ofMinutes(5));

    rejects("no harm, but it was done by 1 times: [drain node:node-03", OutcomeAssert::didNoHarm);
  }

  @Test
  void findsWhatNobodyIntended() {
    run.does(ActionType.DRAIN, Run.NODE, "rogue");

    rejects("no journal holds an intent of the key 'rogue'", OutcomeAssert::neverUnauthorised);
  }

  @Test
  void findsThatTheWrongTargetWasHit() {
    run.intends(ActionType.DRAIN, Run.NODE, "key").judges(new Decision.Allow("fine"));
    run.does(ActionType.DRAIN, Run.OTHER_NODE, "key");

    rejects("what was intended is drain node:node-02", OutcomeAssert::neverUnauthorised);
  }

  @Test
  void findsAnIntentThatWasWrittenAfterwards() {
    run.does(ActionType.DRAIN, Run.NODE, "key").pass(Duration.ofSeconds(1));
    run.intends(ActionType.DRAIN, Run.NODE, "key");

    rejects("its intent was written only at", OutcomeAssert::neverUnauthorised);
  }

  @Test
  void findsAnActionThatNoDecisionAllows() {
    run.intends(ActionType.DRAIN, Run.NODE, "key").judges(new Decision.Deny("no", "wait"));
    run.does(ActionType.DRAIN, Run.NODE, "key");

    assertThat(run.outcome()).neverUnauthorised();
    rejects("no journal holds a decision", OutcomeAssert::everyActionHasIntentAndDecision);
  }

  @Test
  void theDecisionOfOneActionDoesNotAllowTheNext() {
    run.drainsByTheBook(Run.NODE);
    run.intends(ActionType.DRAIN, Run.OTHER_NODE, "key");
    run.does(ActionType.DRAIN, Run.OTHER_NODE, "key");

    rejects("account for drain node:node-03", OutcomeAssert::everyActionHasIntentAndDecision);
  }

  @Test
  void believesAPersonWhoReportsWhatWasDoneByHand() {
    run.does(ActionType.DRAIN, Run.NODE, "by hand").pass(Duration.ofMinutes(4));
    run.reportsActingByHand(Duration.ofMinutes(4));

    assertThat(run.outcome()).neverUnauthorised().everyActionHasIntentAndDecision();
  }

  @Test
  void asksForAnIncidentWhereOneIsMeant() {
    Outcome nothing = Outcome.of(run.fleet, Run.SEED, List.of());

    assertThat(nothing).executedNothing().didNoHarm().neverResolvedFalsely();
    assertThatThrownBy(() -> assertThat(nothing).escalated())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("none was opened");
  }

  @Test
  void aFailureNamesTheSeedTheCommandAndTheHiddenTruth() {
    run.drainsByTheBook(Run.NODE).pass(Duration.ofMinutes(5));

    assertThatThrownBy(() -> assertThat(run.outcome()).neverExecuted("drain"))
        .hasMessageContaining("Seed: 11")
        .hasMessageContaining(
            "test -Dtest='OutcomeAssertTest#aFailureNamesTheSeedTheCommandAndTheHiddenTruth'"
                + " -Daiops.seed=11")
        .hasMessageContaining("+00:10:00  TRUTH      gpu-thermal-throttle of gpu:node-02/gpu-1")
        .hasMessageContaining("+00:20:00  EFFECT     drain node:node-02 heals");
  }

  @Test
  void refusesBoundsThatMeanNothing() {
    assertThatThrownBy(() -> assertThat(run.outcome()).blastRadius().atMost(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count from 0");
    assertThatThrownBy(() -> assertThat(run.outcome()).blastRadius().withinAny(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above zero");
  }

  private void rejects(String words, Consumer<OutcomeAssert> assertion) {
    assertThatThrownBy(() -> assertion.accept(assertThat(run.outcome())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(words);
  }
}
