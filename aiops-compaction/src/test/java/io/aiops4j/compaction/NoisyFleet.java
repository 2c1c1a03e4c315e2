package io.aiops4j.compaction;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An hour of ten to fifty services with the noise that real ones have, and three facts planted into
 * its last minutes: one metric shifts by eight of its deviations, one service logs a fatal line it
 * never logged, one service no longer makes a call it always made.
 *
 * <p>Noise: AR(0.6) gauges of any level and scale; chatter with numbers and ids in it, and rare
 * templates that come and go; requests through a tree of services, where some calls are made always
 * and some now and then, each hop taking its own time.
 */
final class NoisyFleet {
  static final int FAULT_SAMPLE = 212;
  private static final int LAST_SAMPLE = 232;
  private static final double CORRELATION = 0.6;
  private static final String[] METRICS = {"cpu_seconds", "heap_bytes", "queue_length", "rtt_ms"};
  private static final String[] WORDS = {
    "flush", "lease", "shard", "quota", "replica", "index", "epoch", "cursor", "segment", "peer"
  };

  private final TelemetryBatch batch = new TelemetryBatch();
  private final Random random;
  private final List<Component> services = new ArrayList<>();
  private final boolean[] always;

  final Component shifted;
  final String shiftedMetric;
  final Component fatal;
  final Component caller;
  final Component lost;

  NoisyFleet(long seed) {
    random = new Random(seed);
    int n = 10 + random.nextInt(41);
    for (int i = 0; i < n; i++) {
      services.add(Component.service("svc-" + i));
    }
    always = new boolean[n];
    for (int i = 1; i < n; i++) {
      always[i] = i <= 4 || random.nextInt(3) > 0;
    }
    shifted = services.get(random.nextInt(n));
    shiftedMetric = METRICS[random.nextInt(METRICS.length)];
    fatal = services.get(random.nextInt(n));
    int callee = 1 + random.nextInt(4);
    lost = services.get(callee);
    caller = services.get((callee - 1) / 2);
    for (Component service : services) {
      for (String metric : METRICS) {
        gauge(service, metric);
      }
      chatter(service);
    }
    for (int second = 0; second < 3_600; second += 4) {
      request(second);
    }
  }

  TelemetryBatch batch() {
    return batch;
  }

  private void gauge(Component service, String name) {
    double level = Math.exp(random.nextDouble() * 12);
    double sigma = level * (0.005 + random.nextDouble() * 0.1);
    boolean faulty = service.equals(shifted) && name.equals(shiftedMetric);
    long[] times = new long[Telemetry.ALL_SAMPLES];
    double[] values = new double[Telemetry.ALL_SAMPLES];
    double state = random.nextGaussian();
    for (int i = 0; i < values.length; i++) {
      state =
          CORRELATION * state + Math.sqrt(1 - CORRELATION * CORRELATION) * random.nextGaussian();
      boolean now = faulty && i >= FAULT_SAMPLE && i < LAST_SAMPLE;
      times[i] = Telemetry.START.toEpochMilli() + i * Telemetry.STEP_MILLIS;
      values[i] = level + sigma * (state + (now ? 8 : 0));
    }
    batch.metric(
        MetricSeries.builder(service, name)
            .kind(MetricKind.GAUGE)
            .trust(TrustClass.NODE_AGENT)
            .build(times, values));
  }

  private void chatter(Component service) {
    for (int second = random.nextInt(15); second < 3_600; second += 10 + random.nextInt(10)) {
      int which = random.nextInt(5);
      line(
          service,
          second,
          Severity.INFO,
          switch (which) {
            case 0 -> "served request " + random.nextInt(1_000_000) + " in " + random.nextInt(90);
            case 1 -> "heartbeat from 10.0." + random.nextInt(255) + "." + random.nextInt(255);
            case 2 -> "cache hit ratio 0." + random.nextInt(100) + " after " + second + " s";
            case 3 -> "user " + Long.toHexString(random.nextLong()) + " logged in";
            default -> "gc pause of " + random.nextInt(40) + " ms";
          });
      if (random.nextInt(60) == 0) {
        String word = WORDS[random.nextInt(10)] + " " + WORDS[random.nextInt(10)];
        boolean warns = random.nextBoolean();
        line(
            service,
            second + 1,
            warns ? Severity.WARN : Severity.INFO,
            word + " retried " + random.nextInt(9) + " times");
      }
    }
    if (service.equals(fatal)) {
      int at = FAULT_SAMPLE * 15 + random.nextInt(60);
      for (int i = 0; i < 3; i++) {
        line(
            service,
            at + 20 * i,
            Severity.ERROR,
            "fatal: storage engine panicked at page " + random.nextInt(100_000) + ", aborting");
      }
    }
  }

  private void line(Component service, int second, Severity severity, String body) {
    Instant time = Telemetry.START.plusSeconds(second);
    batch.log(LogRecord.builder(service, time, body).severity(severity).build());
  }

  private void request(int second) {
    hop("t" + second, "", 0, Telemetry.START.plusSeconds(second).toEpochMilli() * 1_000_000);
  }

  /** {@return how long the service took, with all below it, in nanoseconds} */
  private long hop(String trace, String parent, int index, long start) {
    Component service = services.get(index);
    String id = parent + "/" + index;
    long at = start + millis(2);
    for (int child = 2 * index + 1; child <= 2 * index + 2 && child < services.size(); child++) {
      boolean faulty =
          services.get(child).equals(lost)
              && start >= (Telemetry.START.toEpochMilli() + FAULT_SAMPLE * 15_000L) * 1_000_000;
      if (!faulty && (always[child] || random.nextInt(10) < 3)) {
        at += hop(trace, id, child, at + millis(1)) + millis(2);
      }
    }
    batch.span(
        Span.builder(trace, id, service, "Handle" + index).parent(parent).times(start, at).build());
    return at - start;
  }

  private long millis(double mean) {
    return (long) (mean * 1e6 * (0.5 - Math.log(1 - random.nextDouble())));
  }
}
