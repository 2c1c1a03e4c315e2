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
import io.aiops4j.api.recovery.RecoveryVerdict.NotRecovered;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalReading.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every verdict, over telemetry made by chance. */
class HoldVerifierPropertyTest {
  private static final Band BAND = new Band(0, 100);
  private static final List<PinnedSignal> SIGNALS =
      List.of(gauge("one", BAND), gauge("two", BAND), gauge("three", BAND));
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final Duration MAX_GAP = Duration.ofSeconds(60);

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aConfirmedHoldHasNoBadSampleAndNoGap(long seed) {
    ScriptedSignals script = randomScript(seed);
    HoldVerifier verifier = HoldVerifier.builder(script).build();

    for (int asOf = 0; asOf < 1800; asOf += 60) {
      RecoveryVerdict verdict = verifier.verify(question(asOf), UNREAD);
      if (verdict instanceof Confirmed confirmed) {
        assertThat(confirmed.since()).isAfterOrEqualTo(at(60));
        for (PinnedSignal signal : SIGNALS) {
          assertHolds(script.samples(signal), confirmed.since(), at(asOf));
        }
      }
    }
  }

  /** An own reading of the rule, over the script itself. */
  private static void assertHolds(List<Sample> all, Instant since, Instant asOf) {
    List<Sample> inHold =
        all.stream().filter(s -> !s.at().isBefore(since) && s.at().isBefore(asOf)).toList();
    assertThat(inHold).hasSizeGreaterThanOrEqualTo(10).allMatch(s -> BAND.contains(s.value()));
    Instant before = since;
    for (Sample sample : inHold) {
      assertThat(Duration.between(before, sample.at())).isLessThanOrEqualTo(MAX_GAP);
      before = sample.at();
    }
    assertThat(Duration.between(before, asOf)).isLessThanOrEqualTo(MAX_GAP);
    assertThat(Duration.between(since, before)).isGreaterThanOrEqualTo(HOLD);
  }

  @Test
  void chanceConfirmsSometimesAndFailsSometimes() {
    int confirmed = 0;
    int failed = 0;
    int open = 0;
    for (long seed = 0; seed < 200; seed++) {
      RecoveryVerdict verdict =
          HoldVerifier.builder(randomScript(seed)).build().verify(question(1200), UNREAD);
      confirmed += verdict instanceof Confirmed ? 1 : 0;
      failed += verdict instanceof NotRecovered ? 1 : 0;
      open += verdict instanceof Inconclusive ? 1 : 0;
    }
    assertThat(List.of(confirmed, failed, open)).allMatch(count -> count >= 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLaterDeadlineOnlyTurnsVerdictsTowardsConfirmed(long seed) {
    ScriptedSignals script = randomScript(seed);
    for (int asOf = 300; asOf < 3000; asOf += 300) {
      boolean confirmed = false;
      boolean failing = true;
      for (int slack = 0; slack <= 30; slack += 5) {
        RecoveryVerdict verdict =
            HoldVerifier.builder(script)
                .slack(Duration.ofMinutes(slack))
                .build()
                .verify(question(asOf), UNREAD);
        if (confirmed) {
          assertThat(verdict).isInstanceOf(Confirmed.class);
        }
        if (!failing) {
          assertThat(verdict).isNotInstanceOf(NotRecovered.class);
        }
        confirmed = verdict instanceof Confirmed;
        failing = verdict instanceof NotRecovered;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lookingAgainIsAlwaysLaterAndEndsByTheDeadline(long seed) {
    HoldVerifier verifier = HoldVerifier.builder(randomScript(seed)).build();
    Instant now = at(-100);
    for (int looks = 0; looks < 200; looks++) {
      RecoveryVerdict verdict = verifier.verify(question(now), UNREAD);
      if (!(verdict instanceof Inconclusive open) || open.lookAgainAt().isEmpty()) {
        return;
      }
      assertThat(open.lookAgainAt().get()).isAfter(now).isBeforeOrEqualTo(at(1200));
      now = open.lookAgainAt().get();
    }
    throw new AssertionError("After 200 looks there was no verdict");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aWatchThatIsConfirmedSawNoTwoBadSamplesInARow(long seed) {
    ScriptedSignals script = randomScript(seed);
    RecoveryVerdict verdict =
        HoldVerifier.builder(script).build().watch(question(1500), at(400), UNREAD);
    boolean fell = SIGNALS.stream().anyMatch(signal -> fellTwice(script.samples(signal)));

    assertThat(fell && verdict instanceof Confirmed).isFalse();
    if (fell) {
      assertThat(verdict).isInstanceOf(RecoveryVerdict.Relapsed.class);
    }
  }

  private static boolean fellTwice(List<Sample> all) {
    List<Sample> watched =
        all.stream().filter(s -> !s.at().isBefore(at(400)) && s.at().isBefore(at(1500))).toList();
    for (int i = 1; i < watched.size(); i++) {
      if (!BAND.contains(watched.get(i - 1).value()) && !BAND.contains(watched.get(i).value())) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anEmptySourceIsNeverConfirmed(long seed) {
    HoldVerifier verifier = HoldVerifier.builder(new ScriptedSignals()).build();
    Instant asOf = at(new Random(seed).nextInt(10_000));

    assertThat(verifier.verify(question(asOf), UNREAD)).isInstanceOf(Inconclusive.class);
    assertThat(verifier.watch(question(asOf), at(400), UNREAD)).isInstanceOf(Inconclusive.class);
  }

  /** Three noisy series that heal at some time, with spikes and gaps: from rare to many. */
  private static ScriptedSignals randomScript(long seed) {
    Random random = new Random(seed);
    ScriptedSignals script = new ScriptedSignals();
    double spikes = random.nextInt(3) * random.nextDouble() / 100;
    int gaps = random.nextInt(3);
    for (PinnedSignal signal : SIGNALS) {
      int heals = random.nextInt(1000) - 200;
      int step = 5 + random.nextInt(20);
      script.put(
          signal,
          -1200 + random.nextInt(20),
          3000,
          step,
          second ->
              second < heals || random.nextDouble() < spikes
                  ? 120
                  : 50 + 5 * random.nextGaussian());
      for (int i = 0; i < gaps; i++) {
        int from = random.nextInt(2000);
        script.cut(signal, from, from + random.nextInt(120));
      }
    }
    return script;
  }

  private static RecoveryQuestion question(int asOf) {
    return question(at(asOf));
  }

  private static RecoveryQuestion question(Instant asOf) {
    return new RecoveryQuestion(SIGNALS, at(-600), at(-120), DONE, Duration.ofMinutes(1), 1, asOf);
  }
}
