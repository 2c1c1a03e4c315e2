package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Telemetry of the fleet, made anew from the history of its state at each question. */
final class SimTelemetry implements TelemetrySource {
  private final World world;
  private final Traces traces;
  private final Logs logs;
  private final SortedMap<Component, List<Metric>> metrics = new TreeMap<>();
  private final SortedMap<Component, Target> targets = new TreeMap<>();

  SimTelemetry(World world, int tracesPerSlot) {
    this.world = world;
    this.traces = new Traces(world.fleet, tracesPerSlot);
    this.logs = new Logs(world.fleet, traces);
    for (Fleet.Node node : world.fleet.nodes) {
      Target target = new Target(new Scrapes(node.entity.key), node.entity);
      add(node.entity, target, Metric.ofNode(node.entity, world));
      node.gpus.forEach(gpu -> add(gpu.entity, target, Metric.of(gpu)));
      node.nics.forEach(nic -> add(nic.entity, target, Metric.of(nic)));
    }
    for (Fleet.Service service : world.fleet.services) {
      add(service.entity, own(service.entity), Metric.of(service));
      if (!metrics.containsKey(service.host.component)) {
        add(service.host, own(service.host), Metric.ofNode(service.host, world));
      }
    }
    world.fleet.jobs.forEach(job -> add(job.entity, own(job.entity), Metric.of(job)));
  }

  private static Target own(Entity entity) {
    return new Target(new Scrapes(entity.key), entity);
  }

  private void add(Entity entity, Target target, List<Metric> ofEntity) {
    metrics.put(entity.component, ofEntity);
    targets.put(entity.component, target);
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    synchronized (world) {
      return new Answer(query, sink).give();
    }
  }

  private record Target(Scrapes scrapes, Entity entity) {}

  /** One answer while it is given. */
  private final class Answer {
    private final TelemetryQuery query;
    private final TelemetrySink sink;
    private final long fromMs;
    private final long toMs;
    private final Instant known;
    private final List<Coverage.Missing> missing = new ArrayList<>();
    private long records;
    private boolean open = true;
    private Modality giving = Modality.METRICS;

    Answer(TelemetryQuery query, TelemetrySink sink) {
      this.query = query;
      this.sink = sink;
      this.known = query.asOf().isBefore(world.now()) ? query.asOf() : world.now();
      this.fromMs = Math.max(ceilMillis(query.range().from()), world.fleet.startMs);
      this.toMs = Math.min(ceilMillis(query.range().to()), known.toEpochMilli() + 1);
    }

    Coverage give() {
      for (Modality modality : Modality.values()) {
        if (query.wants(modality)) {
          giving = modality;
          note(modality);
          give(modality);
        }
      }
      Instant until = known.isBefore(query.range().to()) ? known : query.range().to();
      return new Coverage(query.range(), records, missing, until, Duration.ZERO);
    }

    private void note(Modality modality) {
      for (Component component : query.components()) {
        if (!world.fleet.entities.containsKey(component)) {
          missing.add(
              new Coverage.Missing(modality, component.toString(), "not a part of this fleet"));
        }
      }
      if (ceilMillis(query.range().from()) < world.fleet.startMs) {
        missing.add(
            new Coverage.Missing(
                modality,
                "before " + Instant.ofEpochMilli(world.fleet.startMs),
                "the fleet did not exist yet"));
      }
      if (query.asOf().isAfter(world.now()) && query.range().to().isAfter(world.now())) {
        missing.add(
            new Coverage.Missing(modality, "after " + world.now(), "it has not happened yet"));
      }
    }

    private void give(Modality modality) {
      if (toMs <= fromMs || !open) {
        return;
      }
      switch (modality) {
        case METRICS -> metrics.forEach(this::metrics);
        case LOGS -> logs.between(query::wants, fromMs, toMs).values().forEach(this::logs);
        case TRACES -> spans();
        case CHANGES -> world.changes.forEach(this::change);
      }
    }

    private void metrics(Component component, List<Metric> ofComponent) {
      Target target = targets.get(component);
      if (!open || target == null || !query.wants(component)) {
        return;
      }
      long[] scrapes = target.scrapes.between(fromMs, toMs);
      if (target.entity.history(Condition.NODE_UP).least(fromMs, toMs) == 0) {
        missing.add(
            new Coverage.Missing(
                Modality.METRICS,
                component.toString(),
                target.entity.component + " did not answer while it was down"));
      }
      for (Metric metric : ofComponent) {
        if (scrapes.length > 0 && open) {
          series(metric, target, scrapes);
        }
      }
    }

    private void series(Metric metric, Target target, long[] scrapes) {
      long first = scrapes[0];
      int span = (int) (scrapes[scrapes.length - 1] - first + 1);
      double[] noise = Noise.correlated(Noise.key(metric.entity().key, metric.name()), first, span);
      long[] times = new long[scrapes.length];
      double[] values = new double[scrapes.length];
      int n = 0;
      for (long scrape : scrapes) {
        long at = target.scrapes.timeOf(scrape);
        boolean seen =
            metric.trust() != TrustClass.NODE_AGENT || target.entity.at(Condition.NODE_UP, at) == 1;
        if (seen && take()) {
          times[n] = at;
          values[n++] = metric.reading().at(at, noise[(int) (scrape - first)]);
        }
      }
      if (n > 0) {
        open &=
            sink.metric(
                MetricSeries.builder(metric.entity().component, metric.name())
                    .unit(metric.unit())
                    .kind(metric.kind())
                    .trust(metric.trust())
                    .attributes(metric.attributes())
                    .startEpochMillis(metric.kind() == MetricKind.COUNTER ? world.fleet.startMs : 0)
                    .build(Arrays.copyOf(times, n), Arrays.copyOf(values, n)));
      }
    }

    private void logs(List<LogRecord> records) {
      records.forEach(this::log);
    }

    private void log(LogRecord record) {
      if (open && query.wants(record.time()) && take()) {
        open &= sink.log(record);
      }
    }

    private void spans() {
      long first = Math.floorDiv(fromMs - Traces.LONGEST_MS, Traces.SLOT_MS);
      for (long slot = first; slot * Traces.SLOT_MS < toMs && open; slot++) {
        for (List<Traces.Call> trace : traces.slot(slot)) {
          for (Traces.Call call : trace) {
            if (open
                && query.wants(call.span().component())
                && query.range().contains(call.span().start())
                && !call.span().end().isAfter(known)
                && take()) {
              open &= sink.span(call.span());
            }
          }
        }
      }
    }

    private void change(ChangeEvent change) {
      if (open && query.wants(change.component()) && query.wants(change.time()) && take()) {
        open &= sink.change(change);
      }
    }

    /** Counts a record, unless the bound is reached: then the answer ends, and says so. */
    private boolean take() {
      if (records >= query.maxRecords()) {
        if (open) {
          open = false;
          noteBound();
        }
        return false;
      }
      records++;
      return true;
    }

    /** From the modality that it reached on, nothing more came. */
    private void noteBound() {
      for (Modality modality : Modality.values()) {
        if (query.wants(modality) && modality.compareTo(giving) >= 0) {
          missing.add(
              new Coverage.Missing(
                  modality,
                  "everything after the first " + query.maxRecords() + " records",
                  "the query's bound was reached"));
        }
      }
    }

    private static long ceilMillis(Instant instant) {
      long ms = instant.toEpochMilli();
      return Instant.ofEpochMilli(ms).isBefore(instant) ? ms + 1 : ms;
    }
  }
}
