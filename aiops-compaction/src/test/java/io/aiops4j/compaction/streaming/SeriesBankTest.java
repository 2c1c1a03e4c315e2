package io.aiops4j.compaction.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.api.compaction.Shape;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesBankTest {
  private static final long STEP = 15_000;

  private final List<SeriesEvent> events = new ArrayList<>();
  private long now = STEP;

  @Test
  void opensOneEventPerExcursionAndSaysWhatItWas() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    long onset = now;
    feed(bank, 20, 58, 1);
    long end = now - STEP;
    feed(bank, 20, 50, 1);

    assertThat(events).hasSize(2);
    assertThat(events.get(0).state()).isEqualTo(SeriesEvent.State.OPEN);
    SeriesEvent closed = events.get(1);
    assertThat(closed.state()).isEqualTo(SeriesEvent.State.RECOVERED);
    assertThat(closed.onsetMillis()).isEqualTo(onset);
    assertThat(closed.endMillis()).isEqualTo(end);
    assertThat(closed.sigmas()).isBetween(6.0, 13.0);
    assertThat(closed.peakMillis()).isBetween(onset, end);
    assertThat(closed.mean()).isCloseTo(50, within(1.0));
    assertThat(closed.deviation()).isCloseTo(1, within(0.4));
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void callsWhatCameBackASpike(Memory memory) {
    SeriesBank bank = memory.bank(1, 1, events::add);
    feed(bank, 200, 50, 1);
    feed(bank, 7, 60, 1);
    feed(bank, 20, 50, 1);

    assertThat(events)
        .extracting(SeriesEvent::shape)
        .as("too young to tell, and then")
        .containsExactly(Shape.PENDING, Shape.SPIKE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 8, -8, 1_000})
  void callsANewLevelALevelShift(double sigmas) {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    feed(bank, 300, 50 + sigmas, 1);

    assertThat(events.get(1).state()).isEqualTo(SeriesEvent.State.NEW_NORMAL);
    assertThat(events.get(1).shape()).isEqualTo(Shape.LEVEL_SHIFT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, -1})
  void callsAClimbASteadyIncrease(double slope) {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    Random random = new Random(5);
    for (int i = 0; i < 330; i++) {
      bank.sample(0, 50 + slope * i + random.nextGaussian(), now += STEP);
    }

    SeriesEvent closed = events.get(1);
    assertThat(closed.state()).isEqualTo(SeriesEvent.State.NEW_NORMAL);
    assertThat(closed.shape()).isEqualTo(Shape.STEADY_INCREASE);
  }

  @Test
  void saysTheShapeOfAnEventThatIsCutOff() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    feed(bank, 30, 60, 1);
    bank.restart(0);

    assertThat(events.get(1).state()).isEqualTo(SeriesEvent.State.CUT_OFF);
    assertThat(events.get(1).shape()).isEqualTo(Shape.LEVEL_SHIFT);
  }

  @Test
  void saysOfAFallThatItIsNegative() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    feed(bank, 20, 40, 1);

    assertThat(events.get(0).sigmas()).isLessThan(-6);
  }

  @Test
  void opensNothingForOneWildSample() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    feed(bank, 1, 1e6, 1);
    feed(bank, 60, 50, 1);

    assertThat(events).isEmpty();
  }

  @Test
  void learnsNothingFromWhatIsUnusual() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    double mean = bank.mean(0);
    double deviation = bank.deviation(0);
    feed(bank, 100, 80, 5);

    assertThat(bank.isOpen(0)).isTrue();
    assertThat(bank.mean(0)).isEqualTo(mean);
    assertThat(bank.deviation(0)).isEqualTo(deviation);
  }

  @Test
  void takesWhatStaysForTheNewNormalAndSaysSo() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    feed(bank, 500, 80, 1);

    assertThat(events).hasSize(2);
    assertThat(events.get(1).state()).isEqualTo(SeriesEvent.State.NEW_NORMAL);
    assertThat(bank.mean(0)).isCloseTo(80, within(1.0));
    assertThat(bank.isOpen(0)).isFalse();
  }

  @Test
  void judgesNothingBeforeThereIsABaseline() {
    SeriesBank bank = bank(1);
    feed(bank, 30, 50, 1);
    feed(bank, 10, 500, 1);

    assertThat(events).isEmpty();
  }

  @Test
  void measuresASampleAgainstTheOnesBeforeIt() {
    SeriesBank bank = bank(1);
    for (int i = 0; i < 60; i++) {
      bank.sample(0, i % 2, now += STEP);
    }
    double deviation = bank.sample(0, 5.5, now += STEP);

    // The values move by whole steps of 1, which is more than they deviate.
    assertThat(deviation).isCloseTo(5, within(1e-6));
  }

  @Test
  void callsAMoveByOneStepOfAnIntegerUsual() {
    SeriesBank bank = bank(1);
    for (int i = 0; i < 200; i++) {
      bank.sample(0, i % 100 == 0 ? 41 : 40, now += STEP);
    }
    for (int i = 0; i < 30; i++) {
      bank.sample(0, 42, now += STEP);
    }

    assertThat(events).isEmpty();
  }

  @Test
  void leavesOutWhatIsNoSample() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    double stale = Double.longBitsToDouble(0x7ff0000000000002L);
    double[] none = {Double.NaN, stale, Double.POSITIVE_INFINITY, 0x7ffffff0L, 1e300};
    double mean = bank.mean(0);
    for (double value : none) {
      assertThat(bank.sample(0, value, now += STEP)).isZero();
    }

    assertThat(bank.mean(0)).isEqualTo(mean);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void isNotBlindedByAMoveWhoseSquareFitsNoFloat(Memory memory) {
    SeriesBank bank = memory.bank(1, 1, events::add);
    bank.kind(0, SlotKind.GAUGE);
    feed(bank, 10, 50, 1);
    bank.sample(0, 1e20, now += STEP);
    now += STEP;
    feed(bank, 200, 50, 1);
    feed(bank, 20, 70, 1);

    assertThat(events).hasSize(1);
  }

  @Test
  void isNotBlindedByACounterThatRunsWild() {
    SeriesBank bank = bank(1);
    bank.kind(0, SlotKind.COUNTER);
    Random random = new Random(4);
    double total = 0;
    for (int i = 0; i < 300; i++) {
      boolean wild = i == 20;
      total = wild ? 0 : total + 300 + 15 * random.nextGaussian() + (i < 280 ? 0 : 300);
      now += wild ? 1 : STEP;
      bank.sample(0, wild ? 8e18 : total, now);
    }

    assertThat(events).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {9e18, -9e18})
  void bearsTheLargestMeasurements(double extreme) {
    SeriesBank bank = bank(1);
    for (int i = 0; i < 400; i++) {
      bank.sample(0, i < 30 && i % 2 == 0 ? extreme : -extreme, now += STEP);
    }

    assertThat(bank.deviation(0)).isFinite();
    StateWriter out = new StateWriter("test", 1);
    bank.write(0, out);
    bank(1).read(0, StateReader.of(out.toBytes(), "test", 1));
  }

  @Test
  void judgesACounterByItsIncreaseAcrossResets() {
    SeriesBank bank = bank(1);
    bank.kind(0, SlotKind.COUNTER);
    Random random = new Random(2);
    double total = 1e6;
    for (int i = 0; i < 300; i++) {
      total = i == 150 ? 20 : total + 300 + 15 * random.nextGaussian();
      bank.sample(0, total, now += STEP);
    }

    assertThat(events).isEmpty();
    assertThat(bank.mean(0)).isCloseTo(20, within(0.5));
  }

  @Test
  void opensAtOnceWhenACounterOfFaultsMoves() {
    SeriesBank bank = bank(2);
    bank.kind(0, SlotKind.FAULT_COUNTER);
    bank.kind(1, SlotKind.COUNTER);
    for (int i = 0; i < 100; i++) {
      bank.scrape(0, new double[] {3, 3}, now += STEP, null);
    }
    bank.scrape(0, new double[] {4, 4}, now += STEP, null);

    assertThat(events).hasSize(1);
    assertThat(events.get(0).slot()).isZero();
  }

  @Test
  void dropsSamplesThatAreNotNewer() {
    SeriesBank bank = bank(1);
    bank.sample(0, 1, 1_000);
    bank.sample(0, 2, 1_000);
    bank.sample(0, 3, 500);

    assertThat(bank.count(0)).isEqualTo(1);
    assertThat(bank.lastValue(0)).isEqualTo(1);
    assertThat(bank.dropped()).isEqualTo(2);
  }

  @Test
  void cutsAnEventOffWhenANewEpochBegins() {
    SeriesBank bank = bank(1);
    feed(bank, 200, 50, 1);
    feed(bank, 20, 80, 1);
    bank.restart(0);
    feed(bank, 100, 80, 1);

    assertThat(events).hasSize(2);
    assertThat(events.get(1).state()).isEqualTo(SeriesEvent.State.CUT_OFF);
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void opensNothingOnCorrelatedNoise(Memory memory) {
    Fleet fleet = new Fleet(11, 2_000, 0.6);
    SeriesBank bank = memory.bank(2_000, 100_000, events::add);
    for (int tick = 0; tick < 1_000; tick++) {
      bank.scrape(0, fleet.next(0), now += STEP, null);
    }

    assertThat(events).isEmpty();
  }

  /** A day of a fleet: 576 million samples, some minutes. */
  @Tag("nightly")
  @ParameterizedTest
  @EnumSource(Memory.class)
  void opensAtMostFiveEventsOnADayOfAHundredThousandSeries(Memory memory) {
    int series = 100_000;
    Fleet fleet = new Fleet(13, series, 0.6);
    SeriesBank bank = memory.bank(series, series, events::add);
    for (int tick = 0; tick < 5_760; tick++) {
      bank.scrape(0, fleet.next(0), now += STEP, null);
    }

    long opened = events.stream().filter(event -> event.state() == SeriesEvent.State.OPEN).count();
    assertThat(opened).isLessThanOrEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void findsAShiftOfSixSigmaWithinFiveMinutes(Memory memory) {
    int series = 2_000;
    Fleet fleet = new Fleet(12, series, 0.6);
    SeriesBank bank = memory.bank(series, 100_000, events::add);
    for (int tick = 0; tick < 600; tick++) {
      bank.scrape(0, fleet.next(0), now += STEP, null);
    }
    for (int tick = 0; tick < 20; tick++) {
      bank.scrape(0, fleet.next(6), now += STEP, null);
    }

    long found = events.stream().map(SeriesEvent::slot).distinct().count();
    assertThat(found / (double) series).isGreaterThanOrEqualTo(0.99);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void opensTheSameEventsHoweverSeriesAreSharded(long seed) {
    int series = 600;
    List<SeriesEvent> sharded = new ArrayList<>();
    SeriesBank whole = Memory.SLIDING.bank(series, series, events::add);
    List<SeriesBank> shards = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int base = i * 200;
      shards.add(
          Memory.SLIDING.bank(
              200,
              series,
              e ->
                  sharded.add(
                      new SeriesEvent(
                          e.slot() + base,
                          e.onsetMillis(),
                          e.openedMillis(),
                          e.peakMillis(),
                          e.endMillis(),
                          e.peakValue(),
                          e.sigmas(),
                          e.mean(),
                          e.deviation(),
                          e.samples(),
                          e.state(),
                          e.shape()))));
    }
    Fleet fleet = new Fleet(seed, series, 0.3);
    TopK top = new TopK(20);
    TopK merged = new TopK(20);
    for (int tick = 0; tick < 200; tick++) {
      double[] values = fleet.next(tick > 150 && tick < 170 ? 7 : 0);
      now += STEP;
      top.clear();
      merged.clear();
      whole.scrape(0, values, now, top);
      for (int i = 0; i < 3; i++) {
        TopK part = new TopK(20);
        double[] shard = Arrays.copyOfRange(values, 200 * i, 200 * i + 200);
        shards.get(i).scrape(0, shard, now, part);
        int[] slots = part.slots();
        double[] sizes = part.deviations();
        for (int j = 0; j < slots.length; j++) {
          merged.offer(slots[j] + 200 * i, sizes[j]);
        }
      }
      assertThat(merged.slots()).isEqualTo(top.slots());
    }

    assertThat(events).isNotEmpty();
    assertThat(sharded).containsExactlyInAnyOrderElementsOf(events);
  }

  @ParameterizedTest
  @EnumSource(Memory.class)
  void goesOnFromItsState(Memory memory) {
    List<SeriesEvent> resumed = new ArrayList<>();
    SeriesBank bank = memory.bank(1, 1, events::add);
    SeriesBank restored = memory.bank(1, 1, resumed::add);
    feed(bank, 200, 50, 1);
    feed(bank, 10, 80, 1);
    StateWriter out = new StateWriter("test", 1);
    bank.write(0, out);
    StateReader in = StateReader.of(out.toBytes(), "test", 1);
    restored.read(0, in);
    in.end();
    for (int i = 0; i < 30; i++) {
      now += STEP;
      bank.sample(0, 50, now);
      restored.sample(0, 50, now);
    }

    assertThat(events).hasSize(2);
    assertThat(resumed).containsExactly(events.get(1));
  }

  private SeriesBank bank(int slots) {
    return Memory.SLIDING.bank(slots, 100_000, events::add);
  }

  private void feed(SeriesBank bank, int n, double mean, double sigma) {
    Random random = new Random(n);
    for (int i = 0; i < n; i++) {
      bank.sample(0, mean + sigma * random.nextGaussian(), now);
      now += STEP;
    }
  }

  /** The two memories. */
  enum Memory {
    SLIDING,
    FADING;

    SeriesBank bank(int slots, int budgetSeries, EventListener listener) {
      Moments moments =
          this == SLIDING ? new SlidingMoments(slots, 60) : new FadingMoments(slots, 0.002);
      return SeriesBank.builder(moments, listener).budgetSeries(budgetSeries).build();
    }
  }

  /** AR(1) noise of many series, around 50 with deviation 1. */
  static final class Fleet {
    private final Random random;
    private final double[] state;
    private final double correlation;

    Fleet(long seed, int series, double correlation) {
      this.random = new Random(seed);
      this.state = new double[series];
      this.correlation = correlation;
      for (int i = 0; i < series; i++) {
        state[i] = random.nextGaussian();
      }
    }

    double[] next(double shift) {
      double[] values = new double[state.length];
      double fresh = Math.sqrt(1 - correlation * correlation);
      for (int i = 0; i < state.length; i++) {
        state[i] = correlation * state[i] + fresh * random.nextGaussian();
        values[i] = 50 + state[i] + shift;
      }
      return values;
    }
  }
}
