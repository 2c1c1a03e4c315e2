package io.aiops4j.compaction.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.state.InvalidStateException;
import io.aiops4j.compaction.streaming.SeriesEvent;
import io.aiops4j.compaction.streaming.SlotKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineStoreTest {
  private static final long STEP = 15_000;
  private static final Component JOB = Component.of(ComponentKind.JOB, "train-1");
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-1/gpu-0");
  private static final Component OTHER = Component.of(ComponentKind.GPU, "node-1/gpu-1");
  private static final SeriesKey POWER = SeriesKey.of(GPU, "power");
  private static final SeriesKey XIDS = SeriesKey.of(GPU, "xid_total");

  private final List<String> heard = new ArrayList<>();
  private final BaselineStore store = BaselineStore.builder(this::hear).build();
  private long now = STEP;

  @Test
  void opensAnEventOnAWarmSeries() {
    feed(store, POWER, 300, 100);

    assertThat(heard).isEmpty();
    feed(store, POWER, 600, 20);
    assertThat(heard).containsExactly("OPEN " + POWER);
    assertThat(store.isOpen(POWER)).isTrue();
  }

  @Test
  void takesANewJobForANewEpochAndNotForAnAnomaly() {
    feed(store, POWER, 300, 200);
    store.change(
        boundary(ChangeKind.JOB_START),
        Topology.builder().edge(JOB, Relation.RUNS_ON, GPU).build());
    feed(store, POWER, 600, 200);

    assertThat(heard).isEmpty();
    assertThat(store.freeze(POWER).orElseThrow().mean()).isCloseTo(600, within(1.0));
  }

  @Test
  void beginsNoEpochOnADeviceThatTheJobDoesNotRunOn() {
    SeriesKey power = SeriesKey.of(OTHER, "power");
    feed(store, power, 300, 200);
    store.change(
        boundary(ChangeKind.JOB_START),
        Topology.builder().edge(JOB, Relation.RUNS_ON, GPU).build());

    assertThat(store.freeze(power)).isPresent();
    feed(store, power, 600, 20);
    assertThat(heard).containsExactly("OPEN " + power);
  }

  @Test
  void keepsTheBaselineOfFaultCountersAcrossJobs() {
    count(store, "", 3, 200);
    store.change(
        boundary(ChangeKind.JOB_END), Topology.builder().edge(JOB, Relation.RUNS_ON, GPU).build());
    count(store, "", 4, 1);

    assertThat(heard).containsExactly("OPEN " + XIDS);
  }

  @Test
  void letsAnotherIncarnationGoOnWithTheBaselineOfItsRole() {
    count(store, "first", 3, 200);
    count(store, "second", 90, 100);

    assertThat(heard).isEmpty();
    assertThat(store.size()).isEqualTo(1);
    count(store, "second", 91, 1);
    assertThat(heard).containsExactly("OPEN " + XIDS);
  }

  @Test
  void handsTheBaselineToASuccessorOfAnotherName() {
    Component old = new Component(ComponentKind.POD, "shop", "web-aa", "1");
    Component heir = new Component(ComponentKind.POD, "shop", "web-bb", "2");
    feed(store, SeriesKey.of(old, "latency"), "1", 20, 200);
    store.succeed(Topology.builder().succession(old, heir).build());

    assertThat(store.size()).isEqualTo(1);
    assertThat(store.freeze(SeriesKey.of(old, "latency"))).isEmpty();
    feed(store, SeriesKey.of(heir, "latency"), "2", 60, 20);
    assertThat(heard).containsExactly("OPEN " + SeriesKey.of(heir, "latency"));
  }

  @Test
  void freezesWhatItKnowsAndNothingBeforeItIsWarm() {
    feed(store, POWER, 300, 30);
    assertThat(store.freeze(POWER)).isEmpty();
    feed(store, POWER, 300, 200);
    FrozenBaseline frozen = store.freeze(POWER).orElseThrow();

    assertThat(frozen.mean()).isCloseTo(300, within(0.5));
    assertThat(frozen.sigma()).isCloseTo(1, within(0.2));
    // All but the few that were unusual themselves.
    assertThat(frozen.samples()).isBetween(225L, 230L);
    assertThat(frozen.range().from()).isEqualTo(Instant.ofEpochMilli(STEP));
  }

  @Test
  void theRangeOfANewNormalBeginsWithIt() {
    feed(store, POWER, 300, 200);
    long changed = now;
    feed(store, POWER, 600, 500);

    assertThat(heard).containsExactly("OPEN " + POWER, "NEW_NORMAL " + POWER);
    FrozenBaseline frozen = store.freeze(POWER).orElseThrow();
    assertThat(frozen.mean()).isCloseTo(600, within(1.0));
    assertThat(frozen.range().from()).isAfter(Instant.ofEpochMilli(changed));
  }

  @Test
  void forgetsTheLongestSilentSeriesBeyondItsCapacityAndSaysSo() {
    BaselineStore small = BaselineStore.builder(this::hear).capacity(32).build();
    for (int i = 0; i < 40; i++) {
      small.add(SeriesKey.of(GPU, "metric-" + i), "", SlotKind.GAUGE, now += STEP, 1);
    }

    assertThat(small.size()).isLessThanOrEqualTo(32);
    assertThat(small.evicted()).isEqualTo(40 - small.size());
    assertThat(small.top(40, 0)).isEmpty();
  }

  @Test
  void dropsSamplesThatComeLateOrTwice() {
    store.add(POWER, "", SlotKind.GAUGE, 100, 1);
    store.add(POWER, "", SlotKind.GAUGE, 100, 2);
    store.add(POWER, "", SlotKind.GAUGE, 50, 3);

    assertThat(store.dropped()).isEqualTo(2);
  }

  @Test
  void isNotDeafenedByASampleOfTheFuture() {
    BaselineStore timely =
        BaselineStore.builder(this::hear).clock(() -> Instant.ofEpochMilli(1_000)).build();
    timely.add(POWER, "", SlotKind.GAUGE, Long.MAX_VALUE, 1);
    timely.add(POWER, "", SlotKind.GAUGE, 1_000, 2);

    assertThat(timely.early()).isEqualTo(1);
    assertThat(timely.dropped()).isZero();
    assertThat(timely.size()).isEqualTo(1);
  }

  @Test
  void ranksSeriesComponentsAndMetricsByDeviationAndThenByName() {
    SeriesKey far = SeriesKey.of(OTHER, "temperature");
    SeriesKey twin = SeriesKey.of(OTHER, "power");
    for (int i = 0; i < 100; i++) {
      now += STEP;
      for (SeriesKey key : List.of(POWER, far, twin)) {
        store.add(key, "", SlotKind.GAUGE, now, i % 2);
      }
    }
    now += STEP;
    store.add(far, "", SlotKind.GAUGE, now, 9);
    store.add(twin, "", SlotKind.GAUGE, now, 5);
    store.add(POWER, "", SlotKind.GAUGE, now, 5);

    assertThat(store.top(3, now)).extracting(Deviation::key).containsExactly(far, POWER, twin);
    assertThat(store.topComponents(2, now)).extracting(Deviation::key).containsExactly(far, POWER);
    assertThat(store.topMetrics(2, now)).extracting(Deviation::key).containsExactly(far, POWER);
    assertThat(store.topMetrics(1, now)).extracting(Deviation::key).containsExactly(far);
  }

  @Test
  void ranksMetricsThatAreEquallyFarOutByTheirOwnNames() {
    SeriesKey fan = SeriesKey.of(OTHER, "fan");
    for (int i = 0; i <= 100; i++) {
      now += STEP;
      for (SeriesKey key : List.of(POWER, fan)) {
        store.add(key, "", SlotKind.GAUGE, now, i == 100 ? 5 : i % 2);
      }
    }

    assertThat(store.topMetrics(2, now)).extracting(Deviation::key).containsExactly(fan, POWER);
  }

  @Test
  void leavesStateCodesOut() {
    store.add(
        MetricSeries.builder(GPU, "health")
            .kind(MetricKind.STATE_CODE)
            .build(new long[] {1, 2}, new double[] {0, 3}));

    assertThat(store.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hasOneStateForOneContentAndGoesOnFromIt(long seed) {
    Random random = new Random(seed);
    List<MetricSeries> series = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Component gpu = Component.of(ComponentKind.GPU, "node/gpu-" + i);
      long[] times = new long[150];
      double[] values = new double[150];
      double total = 0;
      for (int j = 0; j < 150; j++) {
        times[j] = (j + 1) * STEP;
        total += 5 + random.nextInt(3);
        values[j] = i % 2 == 0 ? random.nextGaussian() : total;
      }
      series.add(
          MetricSeries.builder(gpu, "m" + i)
              .kind(i % 2 == 0 ? MetricKind.GAUGE : MetricKind.COUNTER)
              .build(times, values));
    }
    series.forEach(store::add);
    BaselineStore shuffled = BaselineStore.builder(this::hear).build();
    Collections.shuffle(series, random);
    series.forEach(shuffled::add);

    assertThat(shuffled.state()).isEqualTo(store.state());
    BaselineStore restored = BaselineStore.builder(this::hear).restore(store.state());
    assertThat(restored.state()).isEqualTo(store.state());
    now = 151 * STEP;
    SeriesKey one = SeriesKey.of(series.get(0));
    restored.add(one, "", SlotKind.GAUGE, now, 7);
    shuffled.add(one, "", SlotKind.GAUGE, now, 7);
    assertThat(restored.state()).isEqualTo(shuffled.state());
  }

  @Test
  void refusesAStateThatIsNotItsOwn() {
    feed(store, POWER, 300, 10);
    byte[] state = store.state();
    byte[] damaged = state.clone();
    damaged[20] ^= 1;

    assertThatThrownBy(() -> BaselineStore.builder(this::hear).restore(damaged))
        .isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() -> BaselineStore.builder(this::hear).weight(0.01).restore(state))
        .isInstanceOf(InvalidStateException.class);
  }

  private void hear(SeriesKey key, SeriesEvent event) {
    heard.add(event.state() + " " + key);
  }

  private void feed(BaselineStore into, SeriesKey key, double mean, int n) {
    feed(into, key, "", mean, n);
  }

  private void feed(BaselineStore into, SeriesKey key, String incarnation, double mean, int n) {
    Random random = new Random(n);
    for (int i = 0; i < n; i++) {
      into.add(key, incarnation, SlotKind.GAUGE, now, mean + random.nextGaussian());
      now += STEP;
    }
  }

  private void count(BaselineStore into, String incarnation, double total, int n) {
    Component gpu = new Component(GPU.kind(), GPU.scope(), GPU.name(), incarnation);
    for (int i = 0; i < n; i++) {
      into.add(
          MetricSeries.builder(gpu, "xid_total")
              .kind(MetricKind.COUNTER)
              .build(new long[] {now}, new double[] {total}));
      now += STEP;
    }
  }

  private ChangeEvent boundary(ChangeKind kind) {
    return new ChangeEvent(
        "c1",
        Instant.ofEpochMilli(now),
        kind,
        JOB,
        "job",
        TrustClass.CONTROL_PLANE,
        new TreeMap<>());
  }
}
