package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.testkit.sim.Fleet.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Requests through the services, made from the state at the time of each, and their spans. */
final class Traces {
  static final long SLOT_MS = 5_000;

  /** No request takes longer. */
  static final long LONGEST_MS = 10_000;

  private static final double SIGMA = 0.35;
  private static final HexFormat HEX = HexFormat.of();

  private final Fleet fleet;
  private final NoiseProfile.Tracing noise;
  private final Clocks clocks;
  private final int perSlot;
  private final List<Service> roots = new ArrayList<>();
  private final long key;

  Traces(Fleet fleet, Clocks clocks, int perSlot) {
    this.fleet = fleet;
    this.noise = fleet.noise.tracing();
    this.clocks = clocks;
    this.perSlot = perSlot;
    this.key = Noise.key(fleet.seed, "traces");
    for (Service service : fleet.services) {
      if (fleet.services.stream().noneMatch(other -> other.callees.contains(service))) {
        roots.add(service);
      }
    }
  }

  /** {@return the requests whose root starts in the slot, each with its calls by start} */
  List<List<Call>> all(long slot) {
    return slot(slot, false);
  }

  /** {@return those of the requests that leave a trace} */
  List<List<Call>> sampled(long slot) {
    return slot(slot, true);
  }

  private List<List<Call>> slot(long slot, boolean sampledOnly) {
    List<List<Call>> traces = new ArrayList<>();
    for (int i = 0; i < perSlot && !roots.isEmpty(); i++) {
      long traceKey = Noise.bits(key, slot * perSlot + i);
      long startMs = slot * SLOT_MS + (long) (SLOT_MS * Noise.uniform(traceKey, 0));
      boolean sampled = Noise.uniform(traceKey, 4) < noise.sampled();
      if (startMs < fleet.startMs || sampledOnly && !sampled) {
        continue;
      }
      Service root = roots.get((int) (roots.size() * Noise.uniform(traceKey, 1)));
      List<Call> calls = new ArrayList<>();
      long startNanos = startMs * 1_000_000 + (long) (1e6 * Noise.uniform(traceKey, 2));
      new Walk(traceKey, sampled, calls).call(root, "", startNanos);
      calls.sort(
          Comparator.comparingLong((Call c) -> c.span.startEpochNanos())
              .thenComparing(c -> c.span.spanId()));
      traces.add(calls);
    }
    return traces;
  }

  private static String hex(long bits) {
    return HEX.toHexDigits(bits);
  }

  /**
   * One span and why it failed.
   *
   * @param service who did the work
   * @param span what telemetry shows, by the clock of the machine
   * @param endNanos when it really ended, in epoch nanoseconds
   * @param exported whether the span comes at all
   * @param arrivesMs when it comes
   * @param ownFault whether the failure began here
   * @param failedCallee the callee whose failure it passes on; empty if none
   */
  record Call(
      Service service,
      Span span,
      long endNanos,
      boolean exported,
      long arrivesMs,
      boolean ownFault,
      String failedCallee) {}

  private final class Walk {
    private final long traceKey;
    private final String traceId;
    private final boolean sampled;
    private final List<Call> calls;
    private long draws = 10;

    Walk(long traceKey, boolean sampled, List<Call> calls) {
      this.traceKey = traceKey;
      this.traceId = hex(traceKey) + hex(Noise.bits(traceKey, 3));
      this.sampled = sampled;
      this.calls = calls;
    }

    /** {@return the call, ended} */
    Call call(Service service, String parent, long startNanos) {
      long ms = startNanos / 1_000_000;
      long number = draws;
      draws += 8;
      String spanId = hex(Noise.bits(traceKey, number));
      double own =
          service.ownMillis
              * service.entity.at(Condition.SLOWDOWN, ms)
              * Load.waiting(fleet.noise.load(), ms)
              * StrictMath.exp(SIGMA * Noise.normal(traceKey, number + 1));
      boolean ownFault =
          Noise.uniform(traceKey, number + 2)
              < service.entity.at(Condition.OWN_ERRORS, ms)
                  + service.entity.at(Condition.TIMED_OUT, ms);
      long at = startNanos + (long) (own * 400_000);
      String failedCallee = "";
      if (!ownFault) {
        for (Service callee : service.callees) {
          Call child = call(callee, spanId, at);
          at = child.endNanos + 200_000;
          boolean passes = Noise.uniform(traceKey, draws++) < ServiceGraph.PROPAGATION;
          if (child.span.status() == SpanStatus.ERROR && passes) {
            failedCallee = callee.name;
            break;
          }
        }
      }
      boolean failed = ownFault || !failedCallee.isEmpty();
      int revision = (int) service.entity.at(Condition.REVISION, ms);
      long endNanos = at + (long) (own * 600_000);
      long aheadNanos = clocks.aheadMs(service.entity, ms) * 1_000_000;
      Span span =
          Span.builder(traceId, spanId, service.entity.component, "POST /" + service.name)
              .parent(parent)
              .times(startNanos + aheadNanos, endNanos + aheadNanos)
              .status(failed ? SpanStatus.ERROR : SpanStatus.UNSET)
              .attributes(
                  Map.of(
                      "http.response.status_code",
                      failed ? "500" : "200",
                      "service.version",
                      Integer.toString(revision)))
              .build();
      long batch = endNanos / 1_000_000 / SLOT_MS;
      boolean exported =
          sampled
              && Noise.uniform(traceKey, number + 3) >= noise.lost()
              && Noise.uniform(service.lossKey, batch) >= noise.lostBatch();
      long late = (long) (noise.lateMs() * Noise.uniform(service.lateKey, batch));
      Call call =
          new Call(
              service,
              span,
              endNanos,
              exported,
              endNanos / 1_000_000 + late,
              ownFault,
              failedCallee);
      calls.add(call);
      return call;
    }
  }
}
