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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Telemetry of the fleet, made anew from the history of its state at each question. */
final class SimTelemetry implements TelemetrySource {
  private final World world;
  private final Traces traces;
  private final Logs logs;
  private final Map<Entity, Scrapes> scrapes = new HashMap<>();

  SimTelemetry(World world, int tracesPerSlot) {
    this.world = world;
    this.traces = new Traces(world.fleet, tracesPerSlot);
    this.logs = new Logs(world.fleet, traces);
  }

  /** One daemon of a node answers for all its pieces, so they are scraped together. */
  private Scrapes scrapes(Entity entity) {
    Entity target = entity.node == null ? entity : entity.node.entity;
    return scrapes.computeIfAbsent(target, e -> new Scrapes(e.key));
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    synchronized (world) {
      return new Answer(query, sink).give();
    }
  }

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
        case METRICS -> world.fleet.entities.values().forEach(this::metrics);
        case LOGS -> logs.between(query::wants, fromMs, toMs).values().forEach(this::logs);
        case TRACES -> spans();
        case CHANGES -> world.changes.forEach(this::change);
      }
    }

    private void metrics(Entity entity) {
      if (!open || !query.wants(entity.component)) {
        return;
      }
      noteSilence(entity);
      Scrapes target = scrapes(entity);
      long[] numbers = target.between(Math.max(fromMs, entity.startMs), toMs);
      for (Metric metric : world.metrics.of(entity)) {
        if (numbers.length > 0 && open) {
          series(metric, target, numbers);
        }
      }
    }

    /** Says which daemon did not answer, where it should have. */
    private void noteSilence(Entity entity) {
      if (entity.node == null) {
        return;
      }
      if (entity.node.entity.history(Condition.NODE_UP).least(fromMs, toMs) == 0) {
        noteSilence(entity, entity.node.entity, "while it was down");
      } else if (entity.part instanceof Fleet.Gpu gpu) {
        Entity exporter = gpu.node.exporter();
        if (exporter.history(Condition.POD_READY).least(fromMs, toMs) == 0) {
          noteSilence(entity, exporter, "while it was not ready");
        }
      }
    }

    private void noteSilence(Entity entity, Entity daemon, String when) {
      missing.add(
          new Coverage.Missing(
              Modality.METRICS,
              entity.component.toString(),
              daemon.component + " did not answer " + when));
    }

    private void series(Metric metric, Scrapes target, long[] numbers) {
      Entity entity = metric.entity();
      List<Entity.Showing> showings = entity.showings.getOrDefault(metric.name(), List.of());
      long first = numbers[0];
      int span = (int) (numbers[numbers.length - 1] - first + 1);
      NoiseProfile profile = world.fleet.noise;
      long key = Noise.key(entity.key, metric.name());
      double[] noise = Noise.correlated(key, first, span, profile.correlation());
      long[] times = new long[numbers.length];
      double[] values = new double[numbers.length];
      int n = 0;
      for (long number : numbers) {
        long at = target.timeOf(number);
        if (!isScraped(metric, at)) {
          continue;
        }
        double value = metric.reading().at(at, profile.amplitude() * noise[(int) (number - first)]);
        for (Entity.Showing showing : showings) {
          value = at < showing.fromMs() ? value : showing.reading().at(at, value);
        }
        if (!Double.isNaN(value) && take()) {
          times[n] = at;
          values[n++] = value;
        }
      }
      if (n > 0) {
        open &=
            sink.metric(
                MetricSeries.builder(entity.component, metric.name())
                    .unit(metric.unit())
                    .kind(metric.kind())
                    .trust(metric.trust())
                    .attributes(metric.attributes())
                    .startEpochMillis(metric.kind() == MetricKind.COUNTER ? entity.startMs : 0)
                    .build(Arrays.copyOf(times, n), Arrays.copyOf(values, n)));
      }
    }

    /** Whether there is somebody who reads it and somebody who tells. */
    private static boolean isScraped(Metric metric, long at) {
      Fleet.Node node = metric.entity().node;
      if (node == null || metric.trust() != TrustClass.NODE_AGENT) {
        return true;
      }
      return node.entity.at(Condition.NODE_UP, at) == 1
          && (!(metric.entity().part instanceof Fleet.Gpu gpu)
              || gpu.entity.at(Condition.PRESENT, at) == 1
                  && node.exporter().at(Condition.POD_READY, at) == 1);
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
