package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Telemetry of the fleet, made anew from the history of its state at each question. */
final class SimTelemetry implements TelemetrySource {
  private final World world;
  private final NoiseProfile noise;
  private final Clocks clocks;
  private final Traces traces;
  private final Logs logs;
  private final SeriesReader series;
  private final Map<Entity, Scrapes> scrapes = new HashMap<>();

  SimTelemetry(World world, int tracesPerSlot) {
    this.world = world;
    this.noise = world.fleet.noise;
    this.clocks = new Clocks(noise.clocks());
    this.traces = new Traces(world.fleet, clocks, tracesPerSlot);
    this.logs = new Logs(world.fleet, clocks, traces);
    this.series = new SeriesReader(noise);
  }

  /** One daemon of a node answers for all its pieces, so they are scraped together. */
  private static Entity target(Entity entity) {
    return entity.node == null ? entity : entity.node.entity;
  }

  private Scrapes scrapes(Entity target) {
    Fleet.Node node = target.node;
    return scrapes.computeIfAbsent(
        target, e -> new Scrapes(e.key, noise.scraping(), ms -> node != null && node.ailed(ms)));
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
    private final List<Entity> wanted;
    private final Map<Entity, Scrapes.Samples> samples = new HashMap<>();
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
      this.wanted =
          query.components().isEmpty()
              ? List.copyOf(world.fleet.entities.values())
              : query.components().stream()
                  .map(world.fleet.entities::get)
                  .filter(Objects::nonNull)
                  .toList();
    }

    Coverage give() {
      for (Modality modality : Modality.values()) {
        if (query.wants(modality)) {
          giving = modality;
          note(modality);
          give(modality);
        }
      }
      Instant arrived = known.minusMillis(noise.latestMs());
      Instant until = arrived.isBefore(query.range().to()) ? arrived : query.range().to();
      return new Coverage(query.range(), records, missing, until, clockOffset());
    }

    /** The worst clock of the machines that stamp what was asked for. */
    private Duration clockOffset() {
      long worst = 0;
      if (query.wants(Modality.LOGS) || query.wants(Modality.TRACES)) {
        for (Entity entity : wanted) {
          long ahead = clocks.aheadMs(entity, known.toEpochMilli());
          worst = Math.abs(ahead) > Math.abs(worst) ? ahead : worst;
        }
      }
      return Duration.ofMillis(worst);
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
        case METRICS -> wanted.forEach(this::metrics);
        case LOGS -> logs.between(wanted, fromMs, toMs, known.toEpochMilli()).forEach(this::logs);
        case TRACES -> spans();
        case CHANGES -> world.changes.forEach(this::change);
      }
    }

    private void metrics(Entity entity) {
      if (!open || entity.endMs < fromMs) {
        return;
      }
      noteSilence(entity);
      Scrapes.Samples taken = samples(entity);
      if (taken.count() == 0) {
        return;
      }
      for (Metric metric : world.metrics.of(entity)) {
        series(metric, taken);
      }
      if (entity.part instanceof Fleet.Service service && noise.life().replacesPods()) {
        for (Replica replica : service.replicas) {
          if (replica.livedBetween(fromMs, toMs)) {
            Exports.of(service, replica).forEach(metric -> series(metric, taken));
          }
        }
      }
    }

    private Scrapes.Samples samples(Entity entity) {
      return samples.computeIfAbsent(
          target(entity),
          target ->
              scrapes(target)
                  .between(Math.max(fromMs, target.startMs), toMs, known.toEpochMilli()));
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

    private void series(Metric metric, Scrapes.Samples taken) {
      if (open) {
        series.read(metric, taken, this::take, this::give);
      }
    }

    private boolean give(MetricSeries part) {
      boolean more = sink.metric(part);
      open &= more;
      return more;
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
      if (wanted.stream().noneMatch(entity -> entity.part instanceof Fleet.Service)) {
        return;
      }
      long first = Math.floorDiv(fromMs - Traces.LONGEST_MS - clocks.mostMs(), Traces.SLOT_MS);
      long end = Math.min(toMs + clocks.mostMs(), known.toEpochMilli() + 1);
      for (long slot = first; slot * Traces.SLOT_MS < end && open; slot++) {
        for (List<Traces.Call> trace : traces.sampled(slot)) {
          for (Traces.Call call : trace) {
            if (open
                && call.exported()
                && query.wants(call.span().component())
                && query.range().contains(call.span().start())
                && !call.span().end().isAfter(known)
                && call.arrivesMs() <= known.toEpochMilli()
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
