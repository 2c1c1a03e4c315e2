package io.aiops4j.compaction.metrics;

import static io.aiops4j.compaction.Telemetry.STEP_MILLIS;
import static io.aiops4j.compaction.Telemetry.complete;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.Telemetry;
import io.aiops4j.compaction.resources.CpuCompactor;
import io.aiops4j.compaction.state.InvalidStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for the summaries of series, however their telemetry is split, ordered or repeated.
 */
class SeriesSummaryTest {
  private static final EvidenceBudget ROOMY = new EvidenceBudget(10_000, 10_000_000);

  private static Stream<Arguments> compactorsAndSeeds() {
    return Stream.of(new MetricCompactor(), new CpuCompactor())
        .flatMap(
            compactor -> IntStream.range(1, 7).mapToObj(seed -> Arguments.of(compactor, seed)));
  }

  @ParameterizedTest
  @MethodSource("compactorsAndSeeds")
  void splitByKeyOverManyPartsItHasTheStateAndTheDigestOfOne(Compactor compactor, int seed) {
    Random random = new Random(seed);
    List<MetricSeries> fleet = fleet(random);
    Accumulator whole = compactor.accumulator(window());
    fleet.forEach(whole::metric);
    EvidenceDigest digest = whole.digest(ROOMY, complete());
    assertThat(digest.items()).isNotEmpty();
    for (int parts : new int[] {1, 2, 3, 7, 64}) {
      List<Accumulator> split = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        split.add(compactor.accumulator(window()));
      }
      Collections.shuffle(fleet, random);
      fleet.forEach(each -> split.get(Math.floorMod(each.key().hashCode(), parts)).metric(each));
      Collections.shuffle(split, random);
      Accumulator merged = split.get(0);
      split.stream().skip(1).forEach(merged::merge);
      assertThat(merged.state()).as("%s parts", parts).isEqualTo(whole.state());
      assertThat(merged.digest(ROOMY, complete())).as("%s parts", parts).isEqualTo(digest);
    }
  }

  @ParameterizedTest
  @MethodSource("compactorsAndSeeds")
  void lateUnorderedAndRepeatedSamplesAreThoseOfOrderedDelivery(Compactor compactor, int seed) {
    Random random = new Random(seed);
    List<MetricSeries> fleet = fleet(random);
    Accumulator ordered = compactor.accumulator(window());
    fleet.forEach(ordered::metric);
    List<MetricSeries> pieces = new ArrayList<>();
    for (MetricSeries each : fleet) {
      for (int i = 0; i < each.size(); i++) {
        int repeats = random.nextInt(10) == 0 ? 2 : 1;
        // Of two samples at one time the larger counts.
        MetricSeries piece = piece(each, i, each.value(i));
        pieces.addAll(Collections.nCopies(repeats, piece));
        if (random.nextInt(10) == 0) {
          pieces.add(piece(each, i, each.value(i) - 1 - random.nextInt(50)));
        }
      }
    }
    Collections.shuffle(pieces, random);
    Accumulator shuffled = compactor.accumulator(window());
    pieces.forEach(shuffled::metric);
    assertThat(shuffled.state()).isEqualTo(ordered.state());
    assertThat(shuffled.digest(ROOMY, complete())).isEqualTo(ordered.digest(ROOMY, complete()));
  }

  @ParameterizedTest
  @MethodSource("compactorsAndSeeds")
  void goesOnFromItsStateAsIfItHadNeverStopped(Compactor compactor, int seed) {
    List<MetricSeries> fleet = fleet(new Random(seed));
    Accumulator whole = compactor.accumulator(window());
    Accumulator first = compactor.accumulator(window());
    for (int i = 0; i < fleet.size(); i++) {
      whole.metric(fleet.get(i));
      if (i < fleet.size() / 2) {
        first.metric(fleet.get(i));
      }
    }
    // The window of another process: equal content, no common object.
    Accumulator restored = compactor.restore(window(Topology.builder().build()), first.state());
    fleet.stream().skip(fleet.size() / 2).forEach(restored::metric);
    assertThat(restored.state()).isEqualTo(whole.state());
    assertThat(restored.digest(ROOMY, complete())).isEqualTo(whole.digest(ROOMY, complete()));
    whole.merge(restored);
    assertThat(whole.state()).as("the same telemetry again").isEqualTo(restored.state());
  }

  @ParameterizedTest
  @MethodSource("compactorsAndSeeds")
  void refusesDamagedBytesAndAnotherWindow(Compactor compactor, int seed) {
    Random random = new Random(seed);
    Accumulator accumulator = compactor.accumulator(window());
    fleet(random).stream().limit(3).forEach(accumulator::metric);
    byte[] state = accumulator.state();
    for (int i = 0; i < 200; i++) {
      byte[] damaged = state.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      byte[] cut = Arrays.copyOf(state, random.nextInt(state.length));
      for (byte[] bad : List.of(damaged, cut)) {
        assertThatThrownBy(() -> compactor.restore(window(), bad))
            .isInstanceOf(InvalidStateException.class);
      }
    }
    Topology other = Topology.builder().component(Telemetry.NODE).build();
    assertThatThrownBy(() -> compactor.restore(window(other), state))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("another window");
  }

  @Test
  void keepsTheEndsOfJobsInItsState() {
    Accumulator accumulator = new MetricCompactor().accumulator(window());
    byte[] without = accumulator.state();
    accumulator.change(
        new ChangeEvent(
            "job-1",
            minute(51),
            ChangeKind.JOB_END,
            Component.of(ComponentKind.JOB, "train-1"),
            "done",
            TrustClass.CONTROL_PLANE,
            new TreeMap<>()));
    assertThat(accumulator.state()).isNotEqualTo(without);
    assertThat(new MetricCompactor().restore(window(), accumulator.state()).state())
        .isEqualTo(accumulator.state());
  }

  @Test
  void keepsTheLatestOfMoreSamplesThanTheBoundAndSaysSo() {
    int n = 200_000;
    long end = minute(60).toEpochMilli();
    long[] times = IntStream.range(0, n).mapToLong(i -> end - n + i).toArray();
    double[] values = IntStream.range(0, n).mapToDouble(i -> i % 7).toArray();
    MetricSeries dense = MetricSeries.builder(Telemetry.NODE, "x").build(times, values);
    Accumulator ordered = new MetricCompactor().accumulator(window());
    ordered.metric(dense);
    Accumulator backwards = new MetricCompactor().accumulator(window());
    for (int i = n - 1; i >= 0; i--) {
      backwards.metric(piece(dense, i, dense.value(i)));
    }
    assertThat(backwards.state()).isEqualTo(ordered.state());
    assertThat(ordered.digest(ROOMY, complete()).omitted())
        .anyMatch(omission -> omission.why().contains("only the latest"));
  }

  private static MetricSeries piece(MetricSeries of, int i, double value) {
    return MetricSeries.builder(of.component(), of.name())
        .kind(of.kind())
        .trust(of.trust())
        .attributes(of.attributes())
        .build(new long[] {of.epochMillis(i)}, new double[] {value});
  }

  private static List<MetricSeries> fleet(Random random) {
    List<MetricSeries> fleet = new ArrayList<>();
    for (int pod = 0; pod < 12; pod++) {
      Component component = Component.of(ComponentKind.POD, "pod-" + pod);
      for (String name : new String[] {"container.cpu.usage", "queue_length"}) {
        double jump = random.nextInt(4) == 0 ? 40 : 0;
        long[] times = new long[Telemetry.ALL_SAMPLES];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
          times[i] = Telemetry.START.toEpochMilli() + i * STEP_MILLIS;
          values[i] = 60 + random.nextGaussian() + (i > 205 || pod == 3 && i > 202 ? jump : 0);
        }
        // One that surely stands out, whatever the seed.
        if (pod == 5) {
          Arrays.fill(values, 210, values.length, 200);
        }
        fleet.add(
            MetricSeries.builder(component, name)
                .trust(TrustClass.NODE_AGENT)
                .attributes(Map.of("zone", "z" + pod % 3))
                .build(times, values));
      }
    }
    return fleet;
  }
}
