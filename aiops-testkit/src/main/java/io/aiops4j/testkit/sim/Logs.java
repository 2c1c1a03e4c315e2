package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Fleet.Job;
import io.aiops4j.testkit.sim.Fleet.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The log of a component: what state changes caused, among the lines that are always there. */
final class Logs {
  private static final String STACK =
      "\n\tat shop.Handler.handle(Handler.java:118)"
          + "\n\tat shop.Server.dispatch(Server.java:64)"
          + "\n\tat java.base/java.lang.Thread.run(Thread.java:840)";

  private final Fleet fleet;
  private final Clocks clocks;
  private final Traces traces;
  private final Housekeeping housekeeping;

  Logs(Fleet fleet, Clocks clocks, Traces traces) {
    this.fleet = fleet;
    this.clocks = clocks;
    this.traces = traces;
    this.housekeeping = new Housekeeping(fleet.noise.logs());
  }

  /**
   * {@return the records of the components in a half-open range, those of one component by time}
   *
   * @param wanted components in their order
   * @param knownMs when the question is asked: nothing is there that was written later
   */
  List<List<LogRecord>> between(List<Entity> wanted, long fromMs, long toMs, long knownMs) {
    // By clocks that are ahead or behind, records from outside the range may lie in it.
    long first = fromMs - clocks.mostMs();
    long end = Math.min(toMs + clocks.mostMs(), knownMs + 1);
    SortedMap<Component, List<LogRecord>> found = new TreeMap<>();
    for (Entity entity : wanted) {
      List<LogRecord> records = caused(entity, first, end);
      if (entity.part instanceof Job job) {
        iterations(job, first, end, records);
      } else if (entity.component.kind().equals(ComponentKind.NODE)) {
        housekeeping.lines(entity, first, end, records);
      }
      found.put(entity.component, records);
    }
    if (wanted.stream().anyMatch(entity -> entity.part instanceof Service)) {
      requests(first, end, found);
    }
    List<List<LogRecord>> stamped = new ArrayList<>();
    for (Entity entity : wanted) {
      List<LogRecord> records = found.getOrDefault(entity.component, List.of());
      stamped.add(stamped(entity, records, fromMs, toMs));
    }
    return stamped;
  }

  /** The records as the clock of the machine stamps them. */
  private List<LogRecord> stamped(Entity entity, List<LogRecord> records, long fromMs, long toMs) {
    List<LogRecord> stamped = new ArrayList<>();
    for (LogRecord record : records) {
      long ms = record.time().toEpochMilli();
      long ahead = clocks.aheadMs(entity, ms);
      if (ms + ahead >= fromMs && ms + ahead < toMs) {
        stamped.add(ahead == 0 ? record : at(record, record.time().plusMillis(ahead)));
      }
    }
    stamped.sort(Comparator.comparing(LogRecord::time));
    return stamped;
  }

  private static LogRecord at(LogRecord record, Instant time) {
    return LogRecord.builder(record.component(), time, record.body())
        .trust(record.trust())
        .severity(record.severity())
        .span(record.traceId(), record.spanId())
        .attributes(record.attributes())
        .build();
  }

  private static List<LogRecord> caused(Entity entity, long fromMs, long toMs) {
    List<LogRecord> logs = entity.logs;
    return new ArrayList<>(logs.subList(firstFrom(logs, fromMs), firstFrom(logs, toMs)));
  }

  /** {@return the place of the first line that is not earlier} */
  private static int firstFrom(List<LogRecord> logs, long ms) {
    int low = 0;
    int high = logs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (logs.get(middle).time().toEpochMilli() < ms) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void iterations(Job job, long fromMs, long toMs, List<LogRecord> found) {
    long key = Noise.key(job.entity.key, "iterations");
    for (long slot = fromMs / 15_000; slot * 15_000 < toMs; slot++) {
      long at = slot * 15_000 + (long) (1_000 * Noise.uniform(key, slot));
      double speed = job.entity.at(Condition.SPEED, at);
      if (at < fromMs || at >= toMs || speed == 0) {
        continue;
      }
      double steps = JobRunner.steps(job, at);
      double millis =
          1000 * JobRunner.SECONDS_PER_STEP / speed * (1 + 0.01 * Noise.normal(key, -slot));
      double loss =
          JobRunner.loss(steps) * job.entity.at(Condition.LOSS_FACTOR, at)
              + 0.02 * Noise.normal(key, ~slot);
      found.add(
          record(
              job.entity,
              at,
              TrustClass.WORKLOAD,
              Severity.INFO,
              " iteration "
                  + (long) steps
                  + "/ 500000 | elapsed time per iteration (ms): "
                  + decimal(Math.round(millis * 10), 1)
                  + " | global batch size: 1024 | lm loss: "
                  + decimal(Math.round(loss * 10_000), 4)
                  + " | number of skipped iterations: 0"));
    }
  }

  /** One pass over the traces serves all services. */
  private void requests(long fromMs, long toMs, SortedMap<Component, List<LogRecord>> found) {
    long first = Math.floorDiv(fromMs - Traces.LONGEST_MS, Traces.SLOT_MS);
    for (long slot = first; slot * Traces.SLOT_MS < toMs; slot++) {
      for (List<Traces.Call> trace : traces.all(slot)) {
        for (Traces.Call call : trace) {
          long at = call.endNanos() / 1_000_000;
          List<LogRecord> records = found.get(call.service().entity.component);
          if (records != null && at >= fromMs && at < toMs) {
            records.add(request(call, at));
          }
        }
      }
    }
  }

  private LogRecord request(Traces.Call call, long at) {
    Service service = call.service();
    String millis = decimal(call.span().durationNanos() / 100_000, 1);
    boolean failed = call.span().status() == SpanStatus.ERROR;
    String body = "POST /" + service.name + " 200 in " + millis + " ms";
    if (call.ownFault()) {
      boolean badRelease = service.entity.at(Condition.OWN_ERRORS, at) > 0.05;
      body =
          "POST /"
              + service.name
              + " 500 in "
              + millis
              + " ms: "
              + (badRelease
                  ? "java.lang.IllegalStateException: feature vector has 384 columns, expected 512"
                  : "java.util.concurrent.TimeoutException: deadline exceeded")
              + (fleet.noise.logs().stackTraces() ? STACK : "");
    } else if (failed) {
      body =
          "POST /"
              + service.name
              + " 500 in "
              + millis
              + " ms: upstream "
              + call.failedCallee()
              + " answered 500";
    }
    return LogRecord.builder(service.entity.component, Instant.ofEpochMilli(at), body)
        .severity(failed ? Severity.ERROR : Severity.INFO)
        .trust(TrustClass.WORKLOAD)
        .span(call.span().traceId(), call.span().spanId())
        .build();
  }

  static LogRecord record(
      Entity entity, long at, TrustClass trust, Severity severity, String body) {
    return LogRecord.builder(entity.component, Instant.ofEpochMilli(at), body)
        .trust(trust)
        .severity(severity)
        .build();
  }

  /** {@return a number given in units of its last digit} */
  private static String decimal(long units, int digits) {
    StringBuilder text = new StringBuilder(Long.toString(units));
    while (text.length() <= digits) {
      text.insert(0, '0');
    }
    return text.insert(text.length() - digits, '.').toString();
  }
}
