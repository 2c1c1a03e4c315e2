package io.aiops4j.agents.confirm;

import static io.aiops4j.agents.confirm.ScriptedSignals.DONE;
import static io.aiops4j.agents.confirm.ScriptedSignals.UNREAD;
import static io.aiops4j.agents.confirm.ScriptedSignals.at;
import static io.aiops4j.agents.confirm.ScriptedSignals.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerdict.Confirmed;
import io.aiops4j.api.recovery.RecoveryVerdict.Inconclusive;
import io.aiops4j.api.recovery.RecoveryVerdict.Relapsed;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Recovery was confirmed at second 400: with the defaults the watch is over at second 1300, and
 * goes on to second 1660 where samples lack.
 */
class HoldVerifierWatchTest {
  private static final PinnedSignal TEMPERATURE = gauge("gpu.temperature", Band.atMost(80));
  private static final PinnedSignal ECC = gauge("gpu.ecc.pending", new Band(0, 0));

  private final ScriptedSignals script = new ScriptedSignals().put(TEMPERATURE, 0, 3000, 15, 70);
  private final HoldVerifier verifier = HoldVerifier.builder(script).build();

  @Test
  void isInconclusiveWhileTheWatchLasts() {
    assertThat(lookAgain(watch(400, TEMPERATURE))).isEqualTo(460);
    assertThat(lookAgain(watch(500, TEMPERATURE))).isEqualTo(560);
    assertThat(lookAgain(watch(1299, TEMPERATURE))).isEqualTo(1300);
  }

  @Test
  void isConfirmedWhenTheWatchIsOverAndEverySignalHolds() {
    Confirmed confirmed = (Confirmed) watch(1300, TEMPERATURE);

    assertThat(confirmed.signals())
        .extracting(SignalReport::state)
        .containsExactly(SignalReport.State.HELD);
  }

  @Test
  void twoBadSamplesInARowAreARelapse() {
    script.put(TEMPERATURE, 900, 930, 15, 95);

    Relapsed relapsed = (Relapsed) watch(1000, TEMPERATURE);

    assertThat(relapsed.at()).isEqualTo(at(900));
    assertThat(relapsed.reason()).contains("was 95 at 2026-03-01T12:15:00Z");
  }

  @Test
  void oneBadSampleIsNotARelapse() {
    script.put(TEMPERATURE, 900, 901, 15, 95);

    assertThat(watch(1000, TEMPERATURE)).isInstanceOf(Inconclusive.class);
    assertThat(watch(1300, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void oneBadSampleToldTwiceIsNotARelapse() {
    script.put(TEMPERATURE, 900, 901, 15, 95);
    HoldVerifier repeated =
        HoldVerifier.builder(
                (signal, range, asOf, source) -> {
                  SignalReading once = script.evaluate(signal, range, asOf, source);
                  List<SignalReading.Sample> twice = new ArrayList<>(once.samples());
                  twice.addAll(once.samples());
                  return new SignalReading(signal, twice, once.coverage());
                })
            .build();

    RecoveryVerdict verdict = repeated.watch(question(1300, 1, TEMPERATURE), at(400), UNREAD);

    assertThat(verdict).isInstanceOf(Confirmed.class);
  }

  @Test
  void oneBadSampleNearTheEndProlongsTheWatch() {
    script.put(TEMPERATURE, 1200, 1201, 15, 95);

    assertThat(lookAgain(watch(1300, TEMPERATURE))).isEqualTo(1515);
    assertThat(watch(1520, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void aRelapseThatHealsIsStillARelapse() {
    script.put(TEMPERATURE, 600, 700, 15, 95);

    assertThat(watch(1300, TEMPERATURE)).isInstanceOf(Relapsed.class);
  }

  @Test
  void flappingIsARelapse() {
    script.put(TEMPERATURE, 450, 1300, 15, second -> second % 30 == 0 ? 95 : 70);

    assertThat(((Relapsed) watch(1000, TEMPERATURE)).at()).isEqualTo(at(450));
  }

  @Test
  void theEarliestRelapseOfAnySignalIsTold() {
    script.put(TEMPERATURE, 900, 1000, 15, 95);
    script.put(ECC, 0, 3000, 15, 0).put(ECC, 705, 800, 15, 1);

    assertThat(((Relapsed) watch(1300, TEMPERATURE, ECC)).reason()).contains("gpu.ecc.pending");
  }

  @Test
  void whatWasBadBeforeTheConfirmationIsNotARelapse() {
    script.put(TEMPERATURE, 0, 390, 15, 95);

    assertThat(watch(1300, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void missingTelemetryIsNeitherARelapseNorHealth() {
    script.cut(TEMPERATURE, 1000, 1150);

    assertThat(watch(1100, TEMPERATURE)).isInstanceOf(Inconclusive.class);
    assertThat(lookAgain(watch(1300, TEMPERATURE))).isEqualTo(1455);
    assertThat(watch(1460, TEMPERATURE)).isInstanceOf(Confirmed.class);
  }

  @Test
  void aSeriesThatVanishesDuringTheWatchLeavesItOpen() {
    script.cut(TEMPERATURE, 800, 3000);

    assertThat(lookAgain(watch(1300, TEMPERATURE))).isEqualTo(1360);
    assertThat(((Inconclusive) watch(1960, TEMPERATURE)).lookAgainAt()).isEmpty();
  }

  @Test
  void noTelemetryAtAllEndsTheWatchWithoutConfirming() {
    script.cut(TEMPERATURE, 400, 3000);

    assertThat(lookAgain(watch(1299, TEMPERATURE))).isEqualTo(1300);
    assertThat(((Inconclusive) watch(1300, TEMPERATURE)).lookAgainAt()).isEmpty();
  }

  @Test
  void aSourceThatIsDownDoesNotEndTheWatchAsConfirmed() {
    script.downWhenAsked(0, 9000);

    assertThat(watch(1300, TEMPERATURE)).isInstanceOf(Inconclusive.class);
  }

  @Test
  void theWatchLastsAtLeastAHold() {
    RecoveryVerdict verdict = verifier.watch(question(1300, 4, TEMPERATURE), at(400), UNREAD);

    assertThat(lookAgain(verdict)).isEqualTo(1360);
  }

  @Test
  void withoutSignalsNothingIsEverConfirmed() {
    assertThat(((Inconclusive) watch(1300)).lookAgainAt()).isEmpty();
  }

  private RecoveryVerdict watch(int asOf, PinnedSignal... signals) {
    return verifier.watch(question(asOf, 1, signals), at(400), UNREAD);
  }

  private static long lookAgain(RecoveryVerdict verdict) {
    return Duration.between(DONE, ((Inconclusive) verdict).lookAgainAt().orElseThrow()).toSeconds();
  }

  private static RecoveryQuestion question(int asOf, int holdFactor, PinnedSignal... signals) {
    return new RecoveryQuestion(
        List.of(signals), at(-600), at(-120), DONE, Duration.ofMinutes(1), holdFactor, at(asOf));
  }
}
