package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Compactor} must hold. Extend it to test yours.
 *
 * <p>The telemetry is that of a simulated fleet with a bad rollout, unless you give your own. A
 * state of another compactor and one of a newer release are made of a true one by {@link
 * StateForgery}; a compactor with a form of its own overrides {@link #foreign} and {@link #newer}.
 */
public abstract class CompactorContract {
  private static final EvidenceBudget ROOMY = new EvidenceBudget(10_000, 10_000_000);

  /** For subclasses. */
  protected CompactorContract() {}

  /** {@return a new compactor, with the same settings each time} */
  protected abstract Compactor newCompactor();

  /** {@return what is compacted, with a window in which the compactor finds something} */
  protected Sample sample() {
    return Sample.badRollout();
  }

  /**
   * {@return the same content as the state of another compactor}
   *
   * @param state a true state
   */
  protected byte[] foreign(byte[] state) {
    return StateForgery.ofAnotherKind(state);
  }

  /**
   * {@return the same content as a newer release would mark it}
   *
   * @param state a true state
   */
  protected byte[] newer(byte[] state) {
    return StateForgery.ofANewerVersion(state);
  }

  /** It finds something in the sample, or the sample is the wrong one. */
  @Test
  public void findsSomething() {
    assertThat(digest(ROOMY).items()).as("override sample()").isNotEmpty();
  }

  /** The same telemetry gives the same digest, also when it is asked for twice. */
  @Test
  public void saysTheSameTwice() {
    Accumulator accumulator = newCompactor().accumulator(sample().window());
    feed(accumulator, sample().telemetry());
    EvidenceDigest first = accumulator.digest(ROOMY, coverage());
    assertThat(accumulator.digest(ROOMY, coverage())).isEqualTo(first);
    assertThat(digest(ROOMY).id()).isEqualTo(first.id());
  }

  /** Parts that keep each key whole, merged in any order, say what one accumulator says. */
  @Test
  public void mergedPartsSayTheSame() {
    String whole = digest(ROOMY).id();
    for (int parts : new int[] {2, 3, 7}) {
      assertThat(merged(parts, parts).digest(ROOMY, coverage()).id())
          .as("%s parts, seed %s", parts, parts)
          .isEqualTo(whole);
    }
  }

  /** Parts that keep each key whole, merged in any order, have the state of one, byte for byte. */
  @Test
  public void mergedPartsHaveTheStateOfOne() {
    byte[] whole = whole().state();
    for (int parts : new int[] {1, 2, 5, 17, 64}) {
      assertThat(merged(parts, 100 + parts).state())
          .as("%s parts, seed %s", parts, 100 + parts)
          .isEqualTo(whole);
    }
  }

  /** Parts that were sent elsewhere as bytes merge as if they had been collected there. */
  @Test
  public void shippedPartsMergeLikeTheirOriginals() {
    CompactionWindow window = sample().window();
    Compactor elsewhere = newCompactor();
    Accumulator all = elsewhere.accumulator(window);
    for (Accumulator part : parts(8)) {
      all.merge(elsewhere.restore(window, part.state()));
    }
    assertThat(all.state()).isEqualTo(whole().state());
    assertThat(all.digest(ROOMY, coverage())).isEqualTo(digest(ROOMY));
  }

  /** A restored accumulator says what the original says, and has its state. */
  @Test
  public void restoredStateSaysTheSame() {
    Accumulator original = whole();
    Accumulator restored = newCompactor().restore(sample().window(), original.state());
    assertThat(restored.digest(ROOMY, coverage())).isEqualTo(original.digest(ROOMY, coverage()));
    assertThat(restored.state()).isEqualTo(original.state());
  }

  /** A digest changes nothing that is kept. */
  @Test
  public void digestingLeavesTheStateAsItIs() {
    Accumulator accumulator = whole();
    byte[] before = accumulator.state();
    accumulator.digest(ROOMY, coverage());
    assertThat(accumulator.state()).isEqualTo(before);
  }

  /** A restored accumulator goes on: half before, half after is the same as all at once. */
  @Test
  public void restoredStateGoesOn() {
    CompactionWindow window = sample().window();
    Accumulator half = newCompactor().accumulator(window);
    feed(half, half(sample().telemetry(), true));
    Accumulator restored = newCompactor().restore(window, half.state());
    feed(restored, half(sample().telemetry(), false));
    assertThat(restored.state()).isEqualTo(whole().state());
  }

  /** Damaged bytes are refused as a wrong argument, and nothing else is thrown. */
  @Test
  public void refusesDamagedState() {
    byte[] state = whole().state();
    List<byte[]> damaged = StateForgery.damaged(state, 7);
    for (int i = 0; i < damaged.size(); i++) {
      byte[] bytes = damaged.get(i);
      assertThatIllegalArgumentException()
          .as("damage %s of %s bytes", i, state.length)
          .isThrownBy(() -> newCompactor().restore(sample().window(), bytes));
    }
  }

  /** The state of another compactor is refused. */
  @Test
  public void refusesForeignState() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newCompactor().restore(sample().window(), foreign(whole().state())));
  }

  /** What a newer release wrote is refused rather than guessed at. */
  @Test
  public void refusesStateOfANewerRelease() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newCompactor().restore(sample().window(), newer(whole().state())));
  }

  /** A state goes back into its own window only: same ranges, same instant, same topology. */
  @Test
  public void refusesStateOfAnotherWindow() {
    byte[] state = whole().state();
    for (CompactionWindow other : otherWindows()) {
      assertThatIllegalArgumentException()
          .as("restored into %s", other.observed())
          .isThrownBy(() -> newCompactor().restore(other, state));
    }
  }

  /** What was compared with something else cannot be merged. */
  @Test
  public void refusesToMergeAnotherWindow() {
    for (CompactionWindow other : otherWindows()) {
      Accumulator mine = newCompactor().accumulator(sample().window());
      Accumulator foreign = newCompactor().accumulator(other);
      assertThatIllegalArgumentException().isThrownBy(() -> mine.merge(foreign));
    }
  }

  /** What lies outside the window changes nothing. */
  @Test
  public void passesOverWhatIsOutsideTheWindow() {
    Sample sample = sample();
    Accumulator inside = newCompactor().accumulator(sample.window());
    TelemetryBatch cut = new TelemetryBatch();
    sample.telemetry().logs().stream()
        .filter(log -> within(sample.window(), log.time()))
        .forEach(cut::log);
    sample.telemetry().changes().stream()
        .filter(change -> within(sample.window(), change.time()))
        .forEach(cut::change);
    sample.telemetry().metrics().forEach(cut::metric);
    sample.telemetry().spans().stream()
        .filter(span -> within(sample.window(), span.start()))
        .forEach(cut::span);
    feed(inside, cut);
    assertThat(inside.digest(ROOMY, coverage()).id()).isEqualTo(digest(ROOMY).id());
  }

  /** The budget holds, and what was left out is owned up to. */
  @Test
  public void staysWithinTheBudget() {
    int all = digest(ROOMY).items().size();
    for (int items = 1; items <= 3; items++) {
      EvidenceDigest digest = digest(new EvidenceBudget(items, 6_000));
      assertThat(digest.items().size()).isLessThanOrEqualTo(items);
      if (all > items) {
        assertThat(digest.omitted()).as("%s of %s fit", items, all).isNotEmpty();
      }
    }
  }

  /** The strongest comes first, each piece once. */
  @Test
  public void ranksWhatItFinds() {
    assertThat(digest(ROOMY).items()).isSortedAccordingTo(Evidence.BY_STRENGTH);
    assertThat(digest(ROOMY).items().stream().map(Evidence::id)).doesNotHaveDuplicates();
  }

  /** No telemetry gives no evidence, and the gaps of the sources stay to be seen. */
  @Test
  public void makesNothingOfNothing() {
    Coverage gap =
        Coverage.partial(
            query(), 0, List.of(new Coverage.Missing(Modality.METRICS, "all", "silent")));
    EvidenceDigest digest =
        newCompactor().accumulator(sample().window()).digest(EvidenceBudget.STANDARD, gap);
    assertThat(digest.items()).isEmpty();
    assertThat(digest.coverage().isComplete()).isFalse();
  }

  private EvidenceDigest digest(EvidenceBudget budget) {
    Accumulator accumulator = newCompactor().accumulator(sample().window());
    feed(accumulator, sample().telemetry());
    return accumulator.digest(budget, coverage());
  }

  private Accumulator whole() {
    Accumulator accumulator = newCompactor().accumulator(sample().window());
    feed(accumulator, sample().telemetry());
    return accumulator;
  }

  /** So many parts, merged two at a time in an order that the seed gives. */
  private Accumulator merged(int count, long seed) {
    List<Accumulator> open = parts(count);
    Random random = new Random(seed);
    while (open.size() > 1) {
      Collections.shuffle(open, random);
      Accumulator into = open.remove(0);
      into.merge(open.remove(0));
      open.add(into);
    }
    return open.get(0);
  }

  /** Series, log streams, traces and what was changed stay whole. */
  private List<Accumulator> parts(int count) {
    Compactor compactor = newCompactor();
    List<Accumulator> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(compactor.accumulator(sample().window()));
    }
    TelemetryBatch all = sample().telemetry();
    all.metrics().forEach(each -> of(parts, each.key()).metric(each));
    all.logs().forEach(each -> of(parts, each.component().toString()).log(each));
    all.spans().forEach(each -> of(parts, each.traceId()).span(each));
    all.changes().forEach(each -> of(parts, each.component().toString()).change(each));
    return parts;
  }

  private static Accumulator of(List<Accumulator> parts, String key) {
    return parts.get(Math.floorMod(key.hashCode(), parts.size()));
  }

  /** Every second series, and the first or second half of what comes in the order of time. */
  private static TelemetryBatch half(TelemetryBatch all, boolean first) {
    TelemetryBatch batch = new TelemetryBatch();
    for (int i = 0; i < all.metrics().size(); i++) {
      if (i % 2 == 0 == first) {
        batch.metric(all.metrics().get(i));
      }
    }
    half(all.logs(), first).forEach(batch::log);
    half(all.spans(), first).forEach(batch::span);
    half(all.changes(), first).forEach(batch::change);
    return batch;
  }

  private static <T> List<T> half(List<T> all, boolean first) {
    int middle = all.size() / 2;
    return first ? all.subList(0, middle) : all.subList(middle, all.size());
  }

  private List<CompactionWindow> otherWindows() {
    CompactionWindow window = sample().window();
    TimeRange observed = window.observed();
    Topology larger =
        Topology.builder().component(Component.service("nobody-else-has-this")).build();
    return List.of(
        new CompactionWindow(
            window.reference(),
            new TimeRange(observed.from(), observed.to().plusSeconds(1)),
            window.asOf(),
            window.topology()),
        new CompactionWindow(List.of(), observed, window.asOf(), window.topology()),
        new CompactionWindow(
            window.reference(), observed, window.asOf().plusSeconds(1), window.topology()),
        new CompactionWindow(window.reference(), observed, window.asOf(), larger));
  }

  private void feed(TelemetrySink sink, TelemetryBatch batch) {
    batch.metrics().forEach(sink::metric);
    batch.logs().forEach(sink::log);
    batch.spans().forEach(sink::span);
    batch.changes().forEach(sink::change);
  }

  private static boolean within(CompactionWindow window, Instant instant) {
    return window.observed().contains(instant) || window.referenceIndex(instant) >= 0;
  }

  private Coverage coverage() {
    return Coverage.complete(query(), 1);
  }

  private TelemetryQuery query() {
    CompactionWindow window = sample().window();
    return TelemetryQuery.builder(window.observed(), window.asOf()).build();
  }

  /**
   * Telemetry and the window to compact it in.
   *
   * @param telemetry more than the window covers, so that something has to be passed over
   * @param window what is compared with what
   */
  public record Sample(TelemetryBatch telemetry, CompactionWindow window) {
    private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");

    /** {@return a simulated fleet whose service {@code embedder} gets a bad revision} */
    public static Sample badRollout() {
      return Shared.BAD_ROLLOUT;
    }

    private static Sample simulate() {
      SimCluster cluster = SimCluster.builder().seed(11).build();
      cluster.inject(SimFaults.badRollout(Component.service("embedder")), ONSET);
      cluster.advanceTo(ONSET.plus(Duration.ofMinutes(12)));
      TelemetryBatch batch = new TelemetryBatch();
      TimeRange range = new TimeRange(ONSET.minusSeconds(2700), cluster.now());
      cluster.source().read(TelemetryQuery.builder(range, cluster.now()).build(), batch);
      CompactionWindow window =
          new CompactionWindow(
              List.of(new TimeRange(ONSET.minusSeconds(2400), ONSET.minusSeconds(60))),
              new TimeRange(ONSET.minusSeconds(30), ONSET.plusSeconds(600)),
              ONSET.plusSeconds(600),
              cluster.topologySource().asOf(ONSET.plusSeconds(600)));
      return new Sample(batch, window);
    }
  }

  /** Made once: it is read only, and an hour of a fleet is many records. */
  private static final class Shared {
    static final Sample BAD_ROLLOUT = Sample.simulate();
  }
}
