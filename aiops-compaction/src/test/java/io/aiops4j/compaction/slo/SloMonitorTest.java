package io.aiops4j.compaction.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.compaction.slo.BurnTier.Severity;
import io.aiops4j.compaction.state.InvalidStateException;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SloMonitorTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final SloSpec THREE_NINES = SloSpec.builder(0.999).build();

  private static SloSpec only(double target, BurnTier tier) {
    return SloSpec.builder(target).tiers(List.of(tier)).build();
  }

  private static BurnTier tier(int index) {
    return THREE_NINES.tiers().get(index);
  }

  private static Instant at(double seconds) {
    return START.plusMillis((long) (seconds * 1_000));
  }

  /** Even traffic in which so many of a million events are bad. */
  private static void traffic(SloMonitor monitor, double from, double to, double step, long bad) {
    for (double second = from; second < to; second += step) {
      monitor.count(at(second), 1_000_000 - bad, 1_000_000, at(second));
    }
  }

  @Test
  void theFactorsFollowFromThePeriod() {
    assertThat(THREE_NINES.tiers().stream().map(tier -> tier.factor(Duration.ofDays(30))))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(14.4, 6.0, 1.0);
    assertThat(THREE_NINES.tiers().stream().map(tier -> tier.factor(Duration.ofDays(28))))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-2 ? 0 : 1)
        .containsExactly(13.44, 5.6, 0.93);
  }

  /** The table of the SRE workbook, at 100 % errors of a target of 99.9 %. */
  @ParameterizedTest(name = "tier {0} fires after {1} s of nothing but errors")
  @CsvSource({"0, 52", "1, 130", "2, 260"})
  void firesAsSoonAsTheBudgetShareIsSpent(int index, double seconds) {
    BurnTier tier = tier(index);
    SloMonitor monitor = new SloMonitor(only(0.999, tier));
    double width = tier.shortWindow().toSeconds() / 60.0;
    double outage = tier.longWindow().toSeconds() + width;
    traffic(monitor, 0, outage, 1, 0);
    double fired = outage;
    while (monitor.evaluate(at(fired)).state() != SloState.BURNING) {
      assertThat(fired - outage).isLessThan(seconds + 10);
      monitor.count(at(fired), 0, 1_000_000, at(fired));
      fired++;
    }
    assertThat(fired - outage).isCloseTo(seconds, within(2.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aConstantBurnJustAboveTheFactorFiresAndOneJustBelowNeverDoes(int seed) {
    Random random = new Random(seed);
    double target = List.of(0.99, 0.995, 0.999, 0.9995).get(random.nextInt(4));
    BurnTier tier = tier(random.nextInt(2));
    SloSpec spec = only(target, tier);
    double atFactor = 1e6 * tier.factor(spec.period()) * spec.budget();
    long above = (long) Math.floor(atFactor) + 1 + random.nextInt(3);
    long below = (long) Math.floor(atFactor) - random.nextInt(3);
    double end = 1.5 * tier.longWindow().toSeconds();
    SloMonitor burning = new SloMonitor(spec);
    SloMonitor calm = new SloMonitor(spec);
    boolean fired = false;
    for (double second = 0; second < end; second += 15) {
      burning.count(at(second), 1_000_000 - above, 1_000_000, at(second));
      calm.count(at(second), 1_000_000 - below, 1_000_000, at(second));
      fired |= burning.evaluate(at(second)).state() == SloState.BURNING;
      assertThat(calm.evaluate(at(second)).state()).isNotEqualTo(SloState.BURNING);
    }
    assertThat(fired).isTrue();
    assertThat(calm.evaluate(at(end)).state()).isEqualTo(SloState.OK);
  }

  @Test
  void saysWhichTierBurnsHowFastWhatIsLeftAndUntilWhen() {
    SloMonitor monitor = new SloMonitor(THREE_NINES);
    // 3 % errors for two hours: a burn of 30.
    traffic(monitor, 0, 7_200, 15, 30_000);
    SloReading reading = monitor.evaluate(at(7_200));
    assertThat(reading.state()).isEqualTo(SloState.BURNING);
    TierReading page = reading.burning().orElseThrow();
    assertThat(page.tier()).isEqualTo(tier(0));
    assertThat(page.factor()).isCloseTo(14.4, within(1e-9));
    assertThat(page.longBurn()).isCloseTo(30, within(0.01));
    assertThat(page.shortBurn()).isCloseTo(30, within(0.01));
    assertThat(page.filled()).isTrue();
    assertThat(reading.tiers().get(1).filled()).as("six hours are not over").isFalse();
    assertThat(reading.budgetLeft().orElseThrow()).isCloseTo(-29, within(0.01));
    assertThat(reading.exhaustedIn()).contains(Duration.ZERO);
    assertThat(reading.state(Severity.PAGE)).isEqualTo(SloState.BURNING);
    assertThat(reading.state(Severity.TICKET))
        .as("six hours to cover")
        .isEqualTo(SloState.INSUFFICIENT);
  }

  @Test
  void foretellsTheEndOfTheBudgetFromTheBurn() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    traffic(monitor, 0, 3_600 * 99, 60, 0);
    traffic(monitor, 3_600 * 99, 3_600 * 100, 60, 20_000);
    SloReading reading = monitor.evaluate(at(3_600 * 100));
    assertThat(reading.budgetLeft().orElseThrow()).isCloseTo(0.8, within(0.01));
    // 0.8 of 720 hours at a burn of 20.
    assertThat(reading.exhaustedIn().orElseThrow().toMinutes() / 60.0).isCloseTo(28.8, within(0.6));
  }

  @Test
  void noTelemetryIsUnknownAndNeverOk() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    assertThat(monitor.evaluate(at(0)).state()).isEqualTo(SloState.UNKNOWN);
    traffic(monitor, 0, 4_000, 15, 0);
    assertThat(monitor.evaluate(at(4_000)).state()).isEqualTo(SloState.OK);
    assertThat(monitor.evaluate(at(4_400)).state()).as("silent").isEqualTo(SloState.UNKNOWN);
    assertThat(monitor.evaluate(at(4_400)).budgetLeft()).hasValue(1.0);
  }

  @Test
  void aSourceThatLivesWithoutTrafficIsInsufficientNotUnknown() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    for (int second = 0; second < 4_000; second += 15) {
      monitor.count(at(second), 0, 0, at(second));
    }
    assertThat(monitor.evaluate(at(4_000)).state()).isEqualTo(SloState.INSUFFICIENT);
  }

  @Test
  void oneFailedRequestOfTenPagesNobody() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    for (int second = 0; second < 4_000; second += 30) {
      monitor.count(at(second), 0, 1, at(second));
    }
    SloReading reading = monitor.evaluate(at(4_000));
    assertThat(reading.state()).isEqualTo(SloState.INSUFFICIENT);
    assertThat(reading.tiers().get(0).shortBurn()).isNaN();
  }

  @Test
  void isNotJudgedBeforeTheShortWindowIsCovered() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    traffic(monitor, 0, 299, 1, 500_000);
    assertThat(monitor.evaluate(at(299)).state()).isEqualTo(SloState.INSUFFICIENT);
    traffic(monitor, 299, 301, 1, 500_000);
    SloReading reading = monitor.evaluate(at(301));
    assertThat(reading.state()).isEqualTo(SloState.BURNING);
    assertThat(reading.tiers().get(0).filled()).isFalse();
  }

  @Test
  void isOverOnlyWhenTheShortWindowStayedCalmForTheHold() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    traffic(monitor, 0, 3_700, 15, 100_000);
    assertThat(monitor.evaluate(at(3_700)).state()).isEqualTo(SloState.BURNING);
    traffic(monitor, 3_700, 4_010, 15, 0);
    TierReading held = monitor.evaluate(at(4_010)).tiers().get(0);
    assertThat(held.shortBurn()).isLessThan(held.factor());
    assertThat(held.state()).isEqualTo(SloState.BURNING);
    assertThat(held.held()).isTrue();
    traffic(monitor, 4_010, 4_315, 15, 0);
    assertThat(monitor.evaluate(at(4_315)).state()).isEqualTo(SloState.OK);
  }

  @Test
  void silenceFreezesABurnAndClearsNothing() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    traffic(monitor, 0, 3_700, 15, 100_000);
    monitor.evaluate(at(3_700));
    SloReading silent = monitor.evaluate(at(9_000));
    assertThat(silent.state()).isEqualTo(SloState.BURNING);
    assertThat(silent.tiers().get(0).held()).isTrue();
  }

  @Test
  void absenceCanBeMadeBad() {
    SloSpec strict = SloSpec.builder(0.999).tiers(List.of(tier(0))).absenceIsBad(true).build();
    SloMonitor monitor = new SloMonitor(strict);
    traffic(monitor, 0, 4_000, 15, 0);
    assertThat(monitor.evaluate(at(4_000)).state()).isEqualTo(SloState.OK);
    assertThat(monitor.evaluate(at(4_100)).state()).as("late, perhaps").isEqualTo(SloState.OK);
    assertThat(monitor.evaluate(at(4_300)).state()).isEqualTo(SloState.BURNING);
  }

  @Test
  void absenceThatIsBadSpendsTheBudget() {
    SloSpec.Builder spec = SloSpec.builder(0.999).tiers(List.of(tier(0)));
    SloMonitor strict = new SloMonitor(spec.absenceIsBad(true).build());
    SloMonitor lenient = new SloMonitor(only(0.999, tier(0)));
    double week = 7 * 86_400;
    for (SloMonitor monitor : List.of(strict, lenient)) {
      traffic(monitor, 0, week, 60, 0);
    }

    // Half of the time was good, and nobody knows of the other half.
    SloReading reading = strict.evaluate(at(2 * week));
    assertThat(reading.budgetLeft().orElseThrow()).isCloseTo(1 - 0.5 / 0.001, within(5.0));
    assertThat(reading.exhaustedIn()).contains(Duration.ZERO);
    assertThat(lenient.evaluate(at(2 * week)).budgetLeft()).hasValue(1);
  }

  @Test
  void countersAreDifferencedAndAResetCountsFromZero() {
    SloMonitor monitor = new SloMonitor(only(0.999, tier(0)));
    assertThat(monitor.countTotals("pod-a", at(0), 7_000_000, 9_000_000, at(0))).isTrue();
    assertThat(monitor.evaluate(at(0)).budgetLeft()).as("totals of years before").isEmpty();
    monitor.countTotals("pod-a", at(15), 7_000_900, 9_001_000, at(15));
    monitor.countTotals("pod-a", at(30), 90, 100, at(30));
    monitor.countTotals("pod-b", at(30), 5, 5, at(30));
    monitor.countTotals("pod-a", at(20), 7_000_950, 9_001_100, at(31));
    // 100 bad of 1000, 10 of 100, and the late totals tell nothing new.
    assertThat(monitor.evaluate(at(31)).budgetLeft().orElseThrow())
        .isCloseTo(1 - 0.1 / 0.001, within(1e-6));
  }

  @Test
  void takesLateSamplesWithinTheGraceInAnyOrder() {
    SloMonitor monitor = new SloMonitor(THREE_NINES);
    assertThat(monitor.count(at(0), 1, 1, at(120))).isTrue();
    assertThat(monitor.count(at(0), 1, 1, at(121))).as("too late").isFalse();
    assertThat(monitor.count(at(500), 1, 1, at(300))).as("far ahead of the clock").isFalse();
    assertThat(monitor.count(Instant.MAX, 1, 1, at(300))).isFalse();
  }

  @Test
  void refusesATierThatCanNeverFire() {
    assertThatThrownBy(() -> SloSpec.builder(0.93).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can never fire");
    assertThat(SloSpec.builder(0.932).build().highestBurn()).isGreaterThan(14.4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void countsSplitOverMonitorsInAnyWayHaveOneStateAndOneReading(int seed) {
    Random random = new Random(seed);
    SloMonitor whole = new SloMonitor(THREE_NINES);
    List<SloMonitor> parts = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(64); i++) {
      parts.add(new SloMonitor(THREE_NINES));
    }
    for (int second = 0; second < 30_000; second += 10) {
      long total = random.nextInt(1_000);
      long good = total - (total == 0 ? 0 : random.nextInt((int) total) / 20);
      Instant when = at(second - random.nextInt(100));
      whole.count(when, good, total, at(second));
      parts.get(random.nextInt(parts.size())).count(when, good, total, at(second));
    }
    Collections.shuffle(parts, random);
    SloMonitor merged = parts.get(0);
    parts.stream().skip(1).forEach(merged::merge);
    assertThat(merged.state()).isEqualTo(whole.state());
    SloMonitor restored = SloMonitor.restore(THREE_NINES, whole.state());
    assertThat(restored.evaluate(at(30_000))).isEqualTo(whole.evaluate(at(30_000)));
    assertThat(restored.state()).isEqualTo(whole.state());
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
  void refusesAForgedBucketAtTheEndOfTime(long bucket) {
    byte[] forged =
        new StateWriter("ring", 1).count(1).number(bucket).count(0).count(1).count(1).toBytes();
    assertThatThrownBy(() -> new EventRing(1, 10, 0).read(StateReader.of(forged, "ring", 1)))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("bucket " + bucket);
  }

  @Test
  void refusesTheStateOfAnotherObjective() {
    byte[] state = new SloMonitor(THREE_NINES).state();
    assertThatThrownBy(() -> SloMonitor.restore(SloSpec.builder(0.99).build(), state))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("another objective");
  }
}
