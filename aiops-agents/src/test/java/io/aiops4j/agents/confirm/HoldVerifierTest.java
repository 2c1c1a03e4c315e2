package io.aiops4j.agents.confirm;

import static io.aiops4j.agents.confirm.ScriptedSignals.DONE;
import static io.aiops4j.agents.confirm.ScriptedSignals.UNREAD;
import static io.aiops4j.agents.confirm.ScriptedSignals.at;
import static io.aiops4j.agents.confirm.ScriptedSignals.gauge;
import static io.aiops4j.agents.confirm.ScriptedSignals.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerdict.Confirmed;
import io.aiops4j.api.recovery.RecoveryVerdict.Inconclusive;
import io.aiops4j.api.recovery.RecoveryVerdict.NotRecovered;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.recovery.SignalReport.State;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The action was completed at second 0 and settles for a minute; with the defaults a hold of five
 * minutes can be complete from second 360 on, and the deadline is second 1200.
 */
class HoldVerifierTest {
  private static final PinnedSignal TEMPERATURE = gauge("gpu.temperature", Band.atMost(80));
  private static final PinnedSignal ECC = gauge("gpu.ecc.pending", new Band(0, 0));
  private static final int DEADLINE = 1200;

  private final ScriptedSignals script = new ScriptedSignals();
  private final HoldVerifier verifier = HoldVerifier.builder(script).build();

  // ---- confirming

  @Test
  void confirmsWhenTheSignalStayedHealthyForAWholeHoldAfterTheAction() {
    script.put(TEMPERATURE, -600, 0, 15, 95).put(TEMPERATURE, 0, 2000, 15, 70);

    Confirmed confirmed = (Confirmed) verify(365, TEMPERATURE);

    assertThat(confirmed.since()).isEqualTo(at(60));
    assertThat(confirmed.recoveredBefore()).isFalse();
    SignalReport report = confirmed.signals().get(0);
    assertThat(report.state()).isEqualTo(State.HELD);
    assertThat(report.samples()).isEqualTo(21);
    assertThat(report.statement())
        .isEqualTo(
            "gpu:node-07/gpu-3 gpu.temperature stayed in [-Infinity, 80] for all 21 samples"
                + " from 2026-03-01T12:01:00Z on, the newest 70 at 2026-03-01T12:06:00Z.");
  }

  @Test
  void confirmsNothingBeforeTheHoldIsComplete() {
    script.put(TEMPERATURE, 0, 2000, 15, 70);

    Inconclusive early = (Inconclusive) verify(360, TEMPERATURE);

    assertThat(early.lookAgainAt()).hasValue(at(375));
    assertThat(states(early)).containsExactly(State.HOLDING);
  }

  @Test
  void asksToLookAgainWhenTheHoldCanBeComplete() {
    script.put(TEMPERATURE, 0, 2000, 15, 70);

    assertThat(((Inconclusive) verify(100, TEMPERATURE)).lookAgainAt()).hasValue(at(360));
    assertThat(((Inconclusive) verify(30, TEMPERATURE)).lookAgainAt()).hasValue(at(360));
    assertThat(verify(30, TEMPERATURE).signals()).hasSize(1);
  }

  @Test
  void oneBadSampleRestartsTheHold() {
    script.put(TEMPERATURE, 0, 2000, 15, 70).put(TEMPERATURE, 300, 301, 1, 81);

    Inconclusive restarted = (Inconclusive) verify(400, TEMPERATURE);
    Confirmed confirmed = (Confirmed) verify(620, TEMPERATURE);

    assertThat(states(restarted)).containsExactly(State.UNHEALTHY);
    assertThat(restarted.lookAgainAt()).hasValue(at(615));
    assertThat(confirmed.since()).isEqualTo(at(315));
  }

  @Test
  void aConstantSeriesInsideItsBandIsRecovery() {
    script.put(ECC, -600, 0, 15, 3).put(ECC, 0, 2000, 15, 0);

    assertThat(verify(365, ECC)).isInstanceOf(Confirmed.class);
  }

  @Test
  void aRelapsedIncidentMustHoldLonger() {
    script.put(TEMPERATURE, 0, 2000, 15, 70);

    RecoveryVerdict atOneHold =
        verifier.verify(question(365, Duration.ofMinutes(1), 2, TEMPERATURE), UNREAD);
    RecoveryVerdict atTwoHolds =
        verifier.verify(question(665, Duration.ofMinutes(1), 2, TEMPERATURE), UNREAD);

    assertThat(((Inconclusive) atOneHold).lookAgainAt()).hasValue(at(660));
    assertThat(atTwoHolds).isInstanceOf(Confirmed.class);
  }

  @Test
  void theSettleOfTheActionMovesTheHold() {
    script.put(TEMPERATURE, 0, 2000, 15, 70);

    RecoveryVerdict verdict =
        verifier.verify(question(365, Duration.ofMinutes(2), 1, TEMPERATURE), UNREAD);

    assertThat(((Inconclusive) verdict).lookAgainAt()).hasValue(at(420));
  }

  @Test
  void withoutSignalsNothingIsEverConfirmed() {
    Inconclusive verdict = (Inconclusive) verify(365);

    assertThat(verdict.lookAgainAt()).isEmpty();
  }

  @Test
  void sparseSamplesHoldUntilThereAreEnough() {
    PinnedSignal share = signal("GET /v1", Reducer.SPAN_ERROR_SHARE, Band.atMost(0.01));
    script.put(share, 119, 2000, 60, 0.0);

    HoldVerifier demanding = HoldVerifier.builder(script).minSamples(10).build();

    assertThat(states(demanding.verify(question(500, share), UNREAD)))
        .containsExactly(State.HOLDING);
    assertThat(demanding.verify(question(670, share), UNREAD)).isInstanceOf(Confirmed.class);
    assertThat(verify(500, share))
        .as("five of a minute each suffice by default")
        .isInstanceOf(Confirmed.class);
  }

  // ---- samples that do not count

  @Test
  void aSampleFromBeforeTheActionThatArrivesLateDoesNotCount() {
    script.put(TEMPERATURE, -3000, 59, 5, 70).ignoringTheRange();

    RecoveryVerdict verdict = verify(DEADLINE, TEMPERATURE);

    assertThat(verdict).isInstanceOf(Inconclusive.class);
    assertThat(states(verdict)).containsExactly(State.UNSEEN);
    assertThat(verdict.signals().get(0).gaps().get(0)).contains("do not count");
  }

  @Test
  void aSampleThatReachesBackBeforeTheActionDoesNotCount() {
    PinnedSignal errors = signal("nic.errors", Reducer.INCREASE, Band.atMost(0));
    script.put(errors, 50, 2000, 15, 7).ignoringTheRange();

    Confirmed verdict = (Confirmed) verify(370, errors);

    assertThat(verdict.signals().get(0).gaps().get(0)).startsWith("1 samples reach back");
    assertThat(verdict.since()).isEqualTo(at(65));
  }

  @Test
  void aSampleFromTheFutureDoesNotCount() {
    script.put(TEMPERATURE, 0, 100, 15, 70).put(TEMPERATURE, 5000, 9000, 15, 70);
    script.ignoringTheRange();

    assertThat(verify(DEADLINE, TEMPERATURE)).isInstanceOf(Inconclusive.class);
  }

  @Test
  void oneGoodSampleIsNotRecovery() {
    script.put(TEMPERATURE, 1190, 1191, 1, 70);

    RecoveryVerdict verdict = verify(DEADLINE, TEMPERATURE);

    assertThat(((Inconclusive) verdict).lookAgainAt()).isEmpty();
  }

  @Test
  void manySamplesAtOneTimestampCountOnce() {
    HoldVerifier strict =
        HoldVerifier.builder(script).hold(Duration.ofSeconds(1)).minSamples(10).build();
    script.put(TEMPERATURE, 60, 180, 15, 70);

    RecoveryVerdict verdict = strict.verify(question(181, TEMPERATURE), UNREAD);
    RecoveryVerdict repeated =
        HoldVerifier.builder(
                (signal, range, asOf, source) -> {
                  var reading = script.evaluate(signal, range, asOf, source);
                  var twice = new ArrayList<>(reading.samples());
                  twice.addAll(reading.samples());
                  return new SignalReading(signal, twice, reading.coverage());
                })
            .hold(Duration.ofSeconds(1))
            .minSamples(10)
            .build()
            .verify(question(181, TEMPERATURE), UNREAD);

    assertThat(verdict).isInstanceOf(Inconclusive.class);
    assertThat(repeated).isInstanceOf(Inconclusive.class);
  }

  @Test
  void aClockThatIsAheadDoesNotMakeOldSamplesNew() {
    script.put(TEMPERATURE, -3000, 2000, 15, 70).clockAhead(Duration.ofSeconds(50));

    RecoveryVerdict tooEarly = verify(370, TEMPERATURE);
    Confirmed confirmed = (Confirmed) verify(425, TEMPERATURE);

    assertThat(tooEarly).isInstanceOf(Inconclusive.class);
    assertThat(confirmed.since()).isEqualTo(at(120));
  }

  @Test
  void aClockThatIsFarAheadLeavesNothingFresh() {
    script.put(TEMPERATURE, -3000, 2000, 15, 70).clockAhead(Duration.ofMinutes(5));

    assertThat(states(verify(800, TEMPERATURE))).containsExactly(State.UNSEEN);
  }

  @Test
  void aClockThatIsBehindOnlyDelays() {
    script.put(TEMPERATURE, -3000, 2000, 15, 70).clockAhead(Duration.ofMinutes(-2));
    script.lag(Duration.ofMinutes(2)).ignoringTheRange();

    assertThat(verify(370, TEMPERATURE)).isInstanceOf(Inconclusive.class);
    assertThat(((Confirmed) verify(500, TEMPERATURE)).since()).isEqualTo(at(60));
  }

  // ---- what is missing

  @Test
  void aSeriesThatVanishesIsNotRecovery() {
    script.put(TEMPERATURE, -600, 30, 15, 95);

    Inconclusive waiting = (Inconclusive) verify(300, TEMPERATURE);
    Inconclusive over = (Inconclusive) verify(DEADLINE, TEMPERATURE);

    assertThat(waiting.lookAgainAt()).hasValue(at(360));
    assertThat(over.lookAgainAt()).isEmpty();
    assertThat(states(over)).containsExactly(State.UNSEEN);
  }

  @Test
  void aHealthySeriesThatVanishesBeforeTheQuestionIsNotRecovery() {
    script.put(TEMPERATURE, 0, 500, 15, 70);

    RecoveryVerdict verdict = verify(900, TEMPERATURE);

    assertThat(states(verdict)).containsExactly(State.UNSEEN);
    assertThat(verdict.reason()).contains("last seen with 70 at 2026-03-01T12:08:15Z");
  }

  @Test
  void anExporterThatWasDownStartsTheHoldAnewWhenItIsUp() {
    script.put(TEMPERATURE, 0, 2000, 15, 70).cut(TEMPERATURE, 200, 300);

    RecoveryVerdict tooEarly = verify(400, TEMPERATURE);
    Confirmed confirmed = (Confirmed) verify(605, TEMPERATURE);

    assertThat(states(tooEarly)).containsExactly(State.HOLDING);
    assertThat(tooEarly.signals().get(0).gaps())
        .containsExactly("no sample from 2026-03-01T12:03:15Z to 2026-03-01T12:05:00Z");
    assertThat(confirmed.since()).isEqualTo(at(300));
  }

  @Test
  void aLostScrapeDoesNotRestartTheHold() {
    script.put(TEMPERATURE, 0, 2000, 15, 70).cut(TEMPERATURE, 200, 240);

    assertThat(verify(365, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void aSourceThatIsDownIsNotRecovery() {
    script.put(TEMPERATURE, 0, 2000, 15, 70).downWhenAsked(0, 1000);

    RecoveryVerdict down = verify(400, TEMPERATURE);

    assertThat(((Inconclusive) down).lookAgainAt()).hasValue(at(460));
    assertThat(down.signals().get(0).gaps())
        .containsExactly("could not be read: No telemetry: the backend is down");
    assertThat(verify(1010, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void aSourceThatIsDownAtTheDeadlineLeavesItOpen() {
    script.put(TEMPERATURE, 0, 2000, 15, 95).downWhenAsked(0, 5000);

    assertThat(((Inconclusive) verify(DEADLINE, TEMPERATURE)).lookAgainAt()).isEmpty();
  }

  @Test
  void notANumberIsNotRecovery() {
    script.put(TEMPERATURE, 0, 2000, 15, Double.NaN);

    RecoveryVerdict verdict = verify(DEADLINE, TEMPERATURE);

    assertThat(((Inconclusive) verdict).lookAgainAt()).isEmpty();
    assertThat(states(verdict)).containsExactly(State.UNSEEN);
    assertThat(verdict.signals().get(0).gaps()).hasSizeLessThan(10);
  }

  @Test
  void anErrorShareWithoutTrafficIsNotRecovery() {
    PinnedSignal share = signal("GET /v1", Reducer.SPAN_ERROR_SHARE, Band.atMost(0.01));
    script.put(share, -600, 0, 60, 0.4);

    assertThat(states(verify(DEADLINE, share))).containsExactly(State.UNSEEN);
  }

  @Test
  void aReducerNobodyKnowsIsNotRecovery() {
    PinnedSignal odd = signal("gpu.temperature", new Reducer("median", 3), Band.atMost(80));
    script.put(odd, 0, 2000, 15, 70);

    RecoveryVerdict verdict = verify(DEADLINE, odd);

    assertThat(verdict).isInstanceOf(Inconclusive.class);
    assertThat(verdict.signals().get(0).gaps().get(0)).contains("median@3 is not known");
  }

  @Test
  void aCounterThatIsResetCountsFromZero() {
    PinnedSignal errors = signal("nic.errors", Reducer.INCREASE, Band.atMost(0));
    script.put(errors, 0, 200, 15, 500).put(errors, 200, 2000, 15, 2);

    RecoveryVerdict reset = verify(365, errors);
    Confirmed confirmed = (Confirmed) verify(520, errors);

    assertThat(states(reset)).containsExactly(State.UNHEALTHY);
    assertThat(confirmed.since()).isEqualTo(at(200));
  }

  @Test
  void aCounterThatWasNotSeenForLongDoesNotHoldThroughTheGap() {
    PinnedSignal errors = signal("nic.errors", Reducer.INCREASE, Band.atMost(0));
    script.put(errors, 0, 2000, 15, 500).cut(errors, 200, 350);

    RecoveryVerdict gap = verify(380, errors);
    Confirmed confirmed = (Confirmed) verify(680, errors);

    assertThat(states(gap)).containsExactly(State.HOLDING);
    assertThat(confirmed.since()).isEqualTo(at(360));
  }

  @Test
  void telemetryThatIsStillToComeIsWaitedForButNotForLong() {
    script.put(TEMPERATURE, 0, 2000, 15, 70).lag(Duration.ofSeconds(100));
    RecoveryVerdict late = verify(500, TEMPERATURE);
    script.lag(Duration.ofSeconds(200));
    RecoveryVerdict standsStill = verify(700, TEMPERATURE);

    assertThat(late).isInstanceOf(Confirmed.class);
    assertThat(states(standsStill)).containsExactly(State.UNSEEN);
  }

  // ---- what fails

  @Test
  void aNewSteadyLevelOutsideTheBandIsNotRecovery() {
    script.put(TEMPERATURE, -600, 0, 15, 95).put(TEMPERATURE, 0, 2000, 15, 83);

    assertThat(verify(DEADLINE - 1, TEMPERATURE)).isInstanceOf(Inconclusive.class);
    NotRecovered failed = (NotRecovered) verify(DEADLINE, TEMPERATURE);

    assertThat(failed.reason())
        .isEqualTo(
            "Not recovered by 2026-03-01T12:20:00Z: gpu:node-07/gpu-3 gpu.temperature was 83 at"
                + " 2026-03-01T12:19:45Z, outside [-Infinity, 80].");
  }

  @Test
  void aSawtoothJustShorterThanTheHoldIsNotRecovery() {
    script.put(TEMPERATURE, 0, 2000, 15, second -> second % 285 == 0 ? 95 : 70);

    for (int second = 360; second < DEADLINE; second += 15) {
      assertThat(verify(second, TEMPERATURE)).isInstanceOf(Inconclusive.class);
    }
    assertThat(verify(DEADLINE, TEMPERATURE)).isInstanceOf(NotRecovered.class);
  }

  @Test
  void aSignalThatFlapsFailsBeforeTheDeadline() {
    script.put(TEMPERATURE, 0, 2000, 15, second -> second % 30 == 0 ? 95 : 70);

    NotRecovered failed = (NotRecovered) verify(500, TEMPERATURE);

    assertThat(failed.reason()).contains("more than the 10 allowed");
  }

  @Test
  void oneHealthySignalDoesNotOutweighAnotherThatGotWorse() {
    script.put(TEMPERATURE, 0, 2000, 15, 70).put(ECC, 0, 2000, 15, second -> second / 100);

    RecoveryVerdict open = verify(400, TEMPERATURE, ECC);
    RecoveryVerdict failed = verify(DEADLINE, TEMPERATURE, ECC);

    assertThat(open).isInstanceOf(Inconclusive.class);
    assertThat(failed).isInstanceOf(NotRecovered.class);
    assertThat(states(failed)).containsExactly(State.HELD, State.UNHEALTHY);
  }

  @Test
  void failureBeatsWhatCannotBeSeen() {
    script.put(TEMPERATURE, 0, 2000, 15, 95);

    RecoveryVerdict verdict = verify(DEADLINE, ECC, TEMPERATURE);

    assertThat(verdict).isInstanceOf(NotRecovered.class);
    assertThat(states(verdict)).containsExactly(State.UNSEEN, State.UNHEALTHY);
  }

  @Test
  void whatCannotBeSeenBeatsHealth() {
    script.put(TEMPERATURE, 0, 2000, 15, 70);

    RecoveryVerdict verdict = verify(DEADLINE, TEMPERATURE, ECC);

    assertThat(((Inconclusive) verdict).lookAgainAt()).isEmpty();
    assertThat(states(verdict)).containsExactly(State.HELD, State.UNSEEN);
  }

  @Test
  void allSignalsMustHoldOverTheSameStretch() {
    script.put(TEMPERATURE, 0, 2000, 15, second -> second < 400 ? 70 : 70.5);
    script.put(ECC, 0, 2000, 15, second -> second < 300 ? 1 : 0);

    RecoveryVerdict tooEarly = verify(500, TEMPERATURE, ECC);
    Confirmed confirmed = (Confirmed) verify(605, TEMPERATURE, ECC);

    assertThat(states(tooEarly)).containsExactly(State.HOLDING, State.UNHEALTHY);
    assertThat(confirmed.since()).isEqualTo(at(300));
  }

  @Test
  void aSignalOnItsWayOutOfItsBandIsNotConfirmed() {
    script.put(TEMPERATURE, 0, 3000, 15, second -> 60 + second / 70.0);

    RecoveryVerdict rising = verify(DEADLINE - 10, TEMPERATURE);

    assertThat(states(rising)).containsExactly(State.HOLDING);
    assertThat(rising.reason()).contains("has drifted from 72.").contains("within another hold");
  }

  @Test
  void aSignalThatStopsRisingInsideItsBandIsConfirmed() {
    script.put(TEMPERATURE, 0, 3000, 15, second -> Math.min(76, 60 + second / 25.0));

    assertThat(verify(400, TEMPERATURE)).isInstanceOf(Inconclusive.class);
    assertThat(verify(720, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void aSignalThatReturnsToNormalIsNotOnItsWayOut() {
    TimeRange before = new TimeRange(at(-3600), at(-600));
    PinnedSignal learned =
        new PinnedSignal(
            gauge("gpu.power", new Band(100, 300)).query(),
            Reducer.VALUE,
            new Band(100, 300),
            Optional.of(new FrozenBaseline(200, 10, 100, before)));
    script.put(learned, 0, 3000, 15, second -> 290 - second / 5.0);

    assertThat(verify(365, learned)).isInstanceOf(Confirmed.class);
  }

  // ---- asked late, again, or about two actions

  @Test
  void aQuestionAskedLateIsNotAnsweredWithHealthThatHasPassed() {
    script.put(TEMPERATURE, 0, 700, 15, 70).put(TEMPERATURE, 700, 9000, 15, 95);

    assertThat(verify(600, TEMPERATURE)).isInstanceOf(Confirmed.class);
    assertThat(verify(5000, TEMPERATURE)).isInstanceOf(NotRecovered.class);
  }

  @Test
  void aRecoveryLongAfterTheDeadlineIsNotCredited() {
    script.put(TEMPERATURE, 0, 3000, 15, 95).put(TEMPERATURE, 3000, 9000, 15, 70);

    NotRecovered late = (NotRecovered) verify(9000, TEMPERATURE);

    assertThat(late.reason()).contains("is back in [-Infinity, 80] since 2026-03-01T12:50:00Z");
  }

  @Test
  void aHoldCompleteByTheDeadlineCountsWhenAskedLater() {
    script.put(TEMPERATURE, 0, 9000, 15, 70);

    assertThat(verify(5000, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void whatHadRecoveredBeforeTheActionIsConfirmedWithoutCredit() {
    script.put(TEMPERATURE, -2000, -900, 15, 95).put(TEMPERATURE, -900, 2000, 15, 70);

    assertThat(((Confirmed) verify(365, TEMPERATURE)).recoveredBefore()).isTrue();
  }

  @Test
  void aDriftBeforeTheActionGivesItNoCredit() {
    script.put(TEMPERATURE, -1200, 0, 15, second -> 79 + second / 100.0);
    script.put(TEMPERATURE, 0, 2000, 15, 70);

    assertThat(((Confirmed) verify(365, TEMPERATURE)).recoveredBefore()).isTrue();
  }

  @Test
  void aShortHealthySpellBeforeTheActionTakesNoCredit() {
    script.put(TEMPERATURE, -2000, -300, 15, 95).put(TEMPERATURE, -300, 2000, 15, 70);

    assertThat(((Confirmed) verify(365, TEMPERATURE)).recoveredBefore()).isFalse();
  }

  @Test
  void silenceBeforeTheActionTakesNoCredit() {
    script.put(TEMPERATURE, 0, 2000, 15, 70);

    assertThat(((Confirmed) verify(365, TEMPERATURE)).recoveredBefore()).isFalse();
  }

  @Test
  void oneSignalStillBadBeforeTheActionKeepsTheCredit() {
    script.put(TEMPERATURE, -2000, 2000, 15, 70);
    script.put(ECC, -2000, 0, 15, 1).put(ECC, 0, 2000, 15, 0);

    assertThat(((Confirmed) verify(380, TEMPERATURE, ECC)).recoveredBefore()).isFalse();
  }

  @Test
  void ofTwoActionsOnOneSeriesEachIsJudgedAfterItsOwnEnd() {
    script.put(TEMPERATURE, -600, 30, 15, 95).put(TEMPERATURE, 30, 3000, 15, 70);

    RecoveryVerdict first = verify(365, TEMPERATURE);
    RecoveryVerdict second = verifier.verify(secondAction(365), UNREAD);
    RecoveryVerdict secondLater = verifier.verify(secondAction(770), UNREAD);

    assertThat(first).isInstanceOf(Confirmed.class);
    assertThat(((Inconclusive) second).lookAgainAt()).hasValue(at(760));
    assertThat(((Confirmed) secondLater).recoveredBefore()).isTrue();
  }

  private static RecoveryQuestion secondAction(int asOf) {
    return new RecoveryQuestion(
        List.of(TEMPERATURE), at(-600), at(395), at(400), Duration.ofMinutes(1), 1, at(asOf));
  }

  @Test
  void theSameQuestionGetsTheSameVerdict() {
    script.put(TEMPERATURE, 0, 2000, 15, second -> second % 210 == 0 ? 95 : 70);
    script.put(ECC, 0, 2000, 15, 0);

    for (int second = 0; second < 1500; second += 50) {
      assertThat(verify(second, TEMPERATURE, ECC)).isEqualTo(verify(second, TEMPERATURE, ECC));
    }
  }

  @Test
  void saysTheSameInEveryLanguageOfTheHost() {
    script.put(TEMPERATURE, 0, 2000, 15, 70);
    List<RecoveryVerdict> verdicts = List.of(verify(200, TEMPERATURE), verify(365, TEMPERATURE));
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(List.of(verify(200, TEMPERATURE), verify(365, TEMPERATURE))).isEqualTo(verdicts);
    } finally {
      Locale.setDefault(usual);
    }
    assertThat(verdicts.get(0).reason())
        .isEqualTo(
            "Not confirmed yet, until 2026-03-01T12:20:00Z: gpu:node-07/gpu-3 gpu.temperature has"
                + " been in [-Infinity, 80] since 2026-03-01T12:01:00Z, 10 samples, the newest 70"
                + " at 2026-03-01T12:03:15Z; the hold of 300 s with 5 samples is not complete.");
    assertThat(verdicts.get(1).reason())
        .isEqualTo("1 of 1 signals held from 2026-03-01T12:01:00Z on, for 300 s or longer.");
  }

  @Test
  void reportsComeInTheOrderOfTheQuestion() {
    assertThat(verify(365, ECC, TEMPERATURE).signals())
        .extracting(SignalReport::signal)
        .containsExactly(ECC, TEMPERATURE);
  }

  @Test
  void refusesOptionsThatWouldConfirmTooEasily() {
    assertThatThrownBy(() -> HoldVerifier.builder(script).hold(Duration.ZERO).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hold is PT0S; use more than zero");
    assertThatThrownBy(() -> HoldVerifier.builder(script).minSamples(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minSamples 0");
  }

  private RecoveryVerdict verify(int asOf, PinnedSignal... signals) {
    return verifier.verify(question(asOf, signals), UNREAD);
  }

  private static List<State> states(RecoveryVerdict verdict) {
    return verdict.signals().stream().map(SignalReport::state).toList();
  }

  private static RecoveryQuestion question(int asOf, PinnedSignal... signals) {
    return question(asOf, Duration.ofMinutes(1), 1, signals);
  }

  private static RecoveryQuestion question(
      int asOf, Duration settle, int holdFactor, PinnedSignal... signals) {
    Instant started = DONE.minusSeconds(120);
    return new RecoveryQuestion(
        List.of(signals), at(-600), started, DONE, settle, holdFactor, at(asOf));
  }
}
