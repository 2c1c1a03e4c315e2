package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Compactor} must hold. Extend it to test yours.
 *
 * <p>The telemetry is that of a simulated fleet with a bad rollout, unless you give your own.
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
    assertThat(merged(List.of(0, 1, 2))).isEqualTo(whole);
    assertThat(merged(List.of(2, 0, 1))).isEqualTo(whole);
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

  private String merged(List<Integer> order) {
    Compactor compactor = newCompactor();
    List<Accumulator> parts = new ArrayList<>();
    for (int part = 0; part < order.size(); part++) {
      Accumulator accumulator = compactor.accumulator(sample().window());
      feed(accumulator, part(sample().telemetry(), part, order.size()));
      parts.add(accumulator);
    }
    Accumulator first = parts.get(order.get(0));
    order.stream().skip(1).forEach(part -> first.merge(parts.get(part)));
    return first.digest(ROOMY, coverage()).id();
  }

  /** Series, log streams and traces stay whole. */
  private static TelemetryBatch part(TelemetryBatch all, int part, int parts) {
    TelemetryBatch batch = new TelemetryBatch();
    all.metrics().stream().filter(s -> mine(s.key(), part, parts)).forEach(batch::metric);
    all.logs().stream()
        .filter(log -> mine(log.component().toString(), part, parts))
        .forEach(batch::log);
    all.spans().stream().filter(s -> mine(s.traceId(), part, parts)).forEach(batch::span);
    all.changes().stream()
        .filter(change -> mine(change.component().toString(), part, parts))
        .forEach(batch::change);
    return batch;
  }

  private static boolean mine(String key, int part, int parts) {
    return Math.floorMod(key.hashCode(), parts) == part;
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
