package io.aiops4j.benchmarks.data;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Telemetry of a web shop of ten services: for each minute about 22,000 spans in a few hundred
 * traces, 7,000 log lines of theirs, and {@value #METRICS} metrics of each service every 15 s.
 *
 * <p>The last minute is the observed one: there, calls of the cart take longer, it says why in a
 * line never seen before, and it computes more. What comes before is the reference. Sizes and shape
 * are those of the OnlineBoutique demo under load, after the Nezha data set.
 */
public final class ShopTelemetry {
  /** Metrics of each service. */
  public static final int METRICS = 20;

  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final int SPANS_A_MINUTE = 22_000;
  private static final long NANOS_A_MINUTE = 60_000_000_000L;
  private static final int SAMPLES_A_MINUTE = 4;
  private static final int CART = 2;

  private final SplittableRandom random;
  private final int referenceMinutes;
  private final TelemetryBatch batch = new TelemetryBatch();

  private ShopTelemetry(long seed, int referenceMinutes) {
    this.random = new SplittableRandom(seed);
    this.referenceMinutes = referenceMinutes;
    for (int minute = 0; minute <= referenceMinutes; minute++) {
      minute(minute);
    }
    for (Component service : ShopCalls.SERVICES) {
      for (int metric = 0; metric < METRICS; metric++) {
        batch.metric(series(service, metric));
      }
    }
  }

  /**
   * {@return minutes of reference and one observed}
   *
   * @param seed decides about everything
   * @param referenceMinutes at least 0
   */
  public static ShopTelemetry generate(long seed, int referenceMinutes) {
    return new ShopTelemetry(seed, referenceMinutes);
  }

  /** {@return how many spans there are, in all minutes} */
  public int spans() {
    return batch.spans().size();
  }

  /** {@return the last minute compared with those before} */
  public CompactionWindow window() {
    Instant onset = START.plusSeconds(60L * referenceMinutes);
    List<TimeRange> reference =
        referenceMinutes == 0 ? List.of() : List.of(new TimeRange(START, onset));
    Instant end = onset.plusSeconds(60);
    return new CompactionWindow(reference, new TimeRange(onset, end), end, Topology.empty());
  }

  /** {@return that all of it came} */
  public Coverage coverage() {
    TimeRange all = new TimeRange(START, window().observed().to());
    return Coverage.complete(TelemetryQuery.builder(all, all.to()).build(), spans());
  }

  /**
   * Pushes all records.
   *
   * @param sink takes them
   */
  public void replay(TelemetrySink sink) {
    batch.metrics().forEach(sink::metric);
    batch.logs().forEach(sink::log);
    batch.spans().forEach(sink::span);
  }

  /**
   * Pushes the spans alone.
   *
   * @param sink takes them
   */
  public void replaySpans(TelemetrySink sink) {
    batch.spans().forEach(sink::span);
  }

  private boolean isFaulty(int minute) {
    return minute == referenceMinutes;
  }

  private void minute(int minute) {
    int enough = batch.spans().size() + SPANS_A_MINUTE;
    List<ShopCalls> requests = new ArrayList<>();
    for (int spans = batch.spans().size(); spans < enough; ) {
      ShopCalls request = ShopCalls.REQUESTS.get(random.nextInt(ShopCalls.REQUESTS.size()));
      spans += request.size();
      requests.add(request);
    }
    for (int i = 0; i < requests.size(); i++) {
      long offset = i * (NANOS_A_MINUTE - 2_000_000_000L) / requests.size();
      long start = START.getEpochSecond() * 1_000_000_000L + minute * NANOS_A_MINUTE + offset;
      spans(requests.get(i), hex(16), "", start, isFaulty(minute));
    }
  }

  /** Adds a call with all it causes; {@return when it ended} */
  private long spans(ShopCalls call, String trace, String parent, long start, boolean faulty) {
    String id = hex(8);
    long end = start + 50_000 + random.nextInt(100_000);
    if (faulty && call.service() == CART) {
      end += 20_000_000 + random.nextInt(5_000_000);
    }
    for (ShopCalls child : call.children()) {
      end = spans(child, trace, id, end + 20_000 + random.nextInt(30_000), faulty) + 20_000;
    }
    batch.span(
        Span.builder(trace, id, ShopCalls.SERVICES.get(call.service()), call.operation())
            .parent(parent)
            .times(start, end)
            .status(SpanStatus.OK)
            .build());
    if (call.logs()) {
      log(call, trace, id, start, faulty);
    }
    return end;
  }

  private void log(ShopCalls call, String trace, String span, long start, boolean faulty) {
    String text =
        faulty && call.service() == CART
            ? "lookup of cart " + hex(8) + " waited " + random.nextInt(20, 30) + " ms for the store"
            : "served "
                + call.operation()
                + " for session "
                + hex(8)
                + " in slot "
                + random.nextInt(64);
    batch.log(
        LogRecord.builder(
                ShopCalls.SERVICES.get(call.service()),
                Instant.ofEpochSecond(0, start),
                "{\"severity\":\"info\",\"message\":\"" + text + "\"}")
            .span(trace, span)
            .build());
  }

  private MetricSeries series(Component service, int metric) {
    int n = (referenceMinutes + 1) * SAMPLES_A_MINUTE;
    long[] times = new long[n];
    double[] values = new double[n];
    boolean shifts = metric == 0 && service.equals(ShopCalls.SERVICES.get(CART));
    for (int i = 0; i < n; i++) {
      times[i] = START.toEpochMilli() + i * (60_000L / SAMPLES_A_MINUTE);
      values[i] = 100 + 2 * random.nextDouble();
      if (shifts && isFaulty(i / SAMPLES_A_MINUTE)) {
        values[i] += 40;
      }
    }
    String name = metric == 0 ? "k8s.pod.cpu.usage" : "shop.metric." + metric;
    return MetricSeries.builder(service, name)
        .kind(MetricKind.GAUGE)
        .trust(TrustClass.NODE_AGENT)
        .build(times, values);
  }

  private String hex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
