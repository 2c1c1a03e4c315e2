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
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The log of a component: what state changes caused, among the lines that are always there. */
final class Logs {
  private static final double NODE_LINES_PER_SLOT = 0.5;

  private final Fleet fleet;
  private final Traces traces;

  Logs(Fleet fleet, Traces traces) {
    this.fleet = fleet;
    this.traces = traces;
  }

  /** {@return the records of the components in a half-open range, each by time} */
  SortedMap<Component, List<LogRecord>> between(
      Predicate<Component> wanted, long fromMs, long toMs) {
    SortedMap<Component, List<LogRecord>> found = new TreeMap<>();
    fleet.entities.forEach(
        (component, entity) -> {
          if (wanted.test(component)) {
            found.put(component, caused(entity, fromMs, toMs));
          }
        });
    for (Job job : fleet.everyJob) {
      into(found, job.entity, records -> iterations(job, fromMs, toMs, records));
    }
    fleet.entities.forEach(
        (component, entity) -> {
          if (component.kind().equals(ComponentKind.NODE)) {
            into(found, entity, records -> housekeeping(entity, fromMs, toMs, records));
          }
        });
    requests(fromMs, toMs, found);
    found.values().forEach(records -> records.sort(Comparator.comparing(LogRecord::time)));
    return found;
  }

  private static void into(
      SortedMap<Component, List<LogRecord>> found, Entity entity, Consumer<List<LogRecord>> add) {
    List<LogRecord> records = found.get(entity.component);
    if (records != null) {
      add.accept(records);
    }
  }

  private static List<LogRecord> caused(Entity entity, long fromMs, long toMs) {
    List<LogRecord> found = new ArrayList<>();
    for (LogRecord record : entity.logs) {
      long at = record.time().toEpochMilli();
      if (at >= fromMs && at < toMs) {
        found.add(record);
      }
    }
    return found;
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
    if (fleet.services.stream().noneMatch(s -> found.containsKey(s.entity.component))) {
      return;
    }
    long first = Math.floorDiv(fromMs - Traces.LONGEST_MS, Traces.SLOT_MS);
    for (long slot = first; slot * Traces.SLOT_MS < toMs; slot++) {
      for (List<Traces.Call> trace : traces.slot(slot)) {
        for (Traces.Call call : trace) {
          long at = call.span().endEpochNanos() / 1_000_000;
          if (at >= fromMs && at < toMs) {
            into(found, call.service().entity, records -> records.add(request(call, at)));
          }
        }
      }
    }
  }

  private static LogRecord request(Traces.Call call, long at) {
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
                  : "java.util.concurrent.TimeoutException: deadline exceeded");
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

  private static void housekeeping(Entity node, long fromMs, long toMs, List<LogRecord> found) {
    long key = Noise.key(node.key, "housekeeping");
    for (long slot = fromMs / 15_000; slot * 15_000 < toMs; slot++) {
      long at = slot * 15_000 + (long) (15_000 * Noise.uniform(key, 4 * slot));
      if (at < fromMs
          || at >= toMs
          || node.at(Condition.NODE_UP, at) == 0
          || Noise.uniform(key, 4 * slot + 1) > NODE_LINES_PER_SLOT) {
        continue;
      }
      // Squared, so that the first templates are common and the last rare.
      double rank = Noise.uniform(key, 4 * slot + 2);
      long number = Noise.bits(key, 4 * slot + 3) >>> 40;
      found.add(
          switch ((int) (6 * rank * rank)) {
            case 0 -> quiet(node, at, "systemd[1]: Started Session " + number % 9999 + " of User");
            case 1 -> quiet(node, at, "chronyd[811]: Selected source 10.0.0." + number % 4);
            case 2 -> quiet(node, at, "kubelet[1630]: Probe succeeded for pod exporter-" + number);
            case 3 -> quiet(node, at, "audit: rate limit window " + number + " closed, 0 lost");
            case 4 -> quiet(node, at, "systemd[1]: logrotate.service: Deactivated successfully");
            default ->
                record(
                    node,
                    at,
                    TrustClass.KERNEL,
                    Severity.WARN,
                    "perf: interrupt took too long (" + number % 9000 + " > 2500), lowering rate");
          });
    }
  }

  private static LogRecord quiet(Entity node, long at, String body) {
    return record(node, at, TrustClass.NODE_AGENT, Severity.INFO, body);
  }

  private static LogRecord record(
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
