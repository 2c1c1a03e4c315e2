package io.aiops4j.evaluation.nezha;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.evaluation.files.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One recorded day as a telemetry source. Components are services.
 *
 * <p>A span is there once it has ended, a line or sample at its time; nothing later than the
 * query's {@code asOf} is returned. A file that cannot be read is named in the coverage, and the
 * rest is read. Thread-safe.
 */
public final class NezhaSource implements TelemetrySource {
  /** In which they are read. */
  private static final List<Modality> ORDER =
      List.of(Modality.METRICS, Modality.TRACES, Modality.LOGS);

  private final Path day;
  private final NezhaNames names = new NezhaNames();
  private final NezhaMetrics metrics;
  private final MinuteFiles traces;
  private final MinuteFiles logs;

  /**
   * Opens a day: reads its metrics and lists its minute files.
   *
   * @param day folder with {@code metric}, {@code trace}, {@code log}, {@code faultfree}
   * @param date of the day, UTC
   */
  public NezhaSource(Path day, LocalDate date) {
    this.day = requireNonNull(day, "day");
    this.metrics = new NezhaMetrics(day.resolve("metric"), names);
    this.traces =
        new MinuteFiles(
            List.of(day.resolve("trace"), day.resolve("faultfree").resolve("trace")),
            date,
            MinuteFile::ofTraces,
            names);
    this.logs =
        new MinuteFiles(
            List.of(day.resolve("log"), day.resolve("faultfree").resolve("log")),
            date,
            MinuteFile::ofLogs,
            names);
  }

  /** {@return the time of the first metric sample of the day, if there is any} */
  public Optional<Instant> earliest() {
    return metrics.series().stream()
        .filter(series -> series.size() > 0)
        .map(series -> Instant.ofEpochMilli(series.epochMillis(0)))
        .min(Instant::compareTo);
  }

  /** {@return the calls between services that the mesh lists; empty if it lists none} */
  public Topology topology() {
    Topology.Builder topology = Topology.builder();
    Path file = day.resolve("metric").resolve("dependency.csv.gz");
    if (Files.exists(file)) {
      try (Csv csv = new Csv(file)) {
        int source = csv.column("Source");
        int target = csv.column("Target");
        while (csv.next()) {
          if (!csv.field(source).isBlank() && !csv.field(target).isBlank()) {
            topology.edge(
                Component.service(csv.field(source)),
                Relation.CALLS,
                Component.service(csv.field(target)));
          }
        }
      } catch (IOException e) {
        return Topology.empty();
      }
    }
    return topology.build();
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    Reading reading = new Reading(query, sink);
    if (query.wants(Modality.METRICS)) {
      reading.metrics();
    }
    if (query.wants(Modality.TRACES)) {
      reading.traces();
    }
    if (query.wants(Modality.LOGS)) {
      reading.logs();
    }
    reading.noteAbsent();
    return Coverage.partial(query, reading.records, reading.missing);
  }

  /** One answer. */
  private final class Reading {
    private final TelemetryQuery query;
    private final TelemetrySink sink;
    private final List<Coverage.Missing> missing = new ArrayList<>();
    private final long fromNanos;
    private final long toNanos;
    private final long asOfNanos;
    private final Set<Component> seen = new HashSet<>();
    private long records;
    private boolean more = true;

    Reading(TelemetryQuery query, TelemetrySink sink) {
      this.query = query;
      this.sink = sink;
      this.fromNanos = nanos(query.range().from());
      this.toNanos = nanos(query.range().to());
      this.asOfNanos = nanos(query.asOf());
    }

    private static long nanos(Instant instant) {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    void metrics() {
      missing.addAll(metrics.missing());
      for (MetricSeries series : metrics.series()) {
        if (query.wants(series.component())) {
          MetricSeries part = within(series);
          if (more && part.size() > 0 && takes(Modality.METRICS, series.component())) {
            int taken = (int) Math.min(part.size(), query.maxRecords() - records);
            records += taken;
            more = sink.metric(cut(part, 0, taken));
            if (more && taken < part.size()) {
              stopAtTheBound(Modality.METRICS);
            }
          }
        }
      }
    }

    void traces() {
      for (Path file : traces.near(query.range())) {
        MinuteFile minute = traces.read(file);
        note(Modality.TRACES, file, minute);
        for (Span span : minute.spans()) {
          if (more
              && query.wants(span.component())
              && span.startEpochNanos() >= fromNanos
              && span.startEpochNanos() < toNanos
              && span.endEpochNanos() <= asOfNanos
              && takes(Modality.TRACES, span.component())) {
            records++;
            more = sink.span(span);
          }
        }
      }
    }

    void logs() {
      for (Path file : logs.near(query.range())) {
        MinuteFile minute = logs.read(file);
        note(Modality.LOGS, file, minute);
        for (LogRecord log : minute.logs()) {
          if (more
              && query.wants(log.component())
              && query.wants(log.time())
              && takes(Modality.LOGS, log.component())) {
            records++;
            more = sink.log(log);
          }
        }
      }
    }

    /** Whether there is room for a record of a component that was asked for. */
    private boolean takes(Modality modality, Component component) {
      if (!query.components().isEmpty()) {
        seen.add(component);
      }
      if (records >= query.maxRecords()) {
        stopAtTheBound(modality);
        return false;
      }
      return true;
    }

    private void stopAtTheBound(Modality modality) {
      more = false;
      for (Modality cut : ORDER.subList(ORDER.indexOf(modality), ORDER.size())) {
        if (query.wants(cut)) {
          missing.add(
              new Coverage.Missing(
                  cut,
                  "everything after the first " + query.maxRecords() + " records",
                  "the bound of the query was reached"));
        }
      }
    }

    /** Components that were asked for and that the recording does not know. */
    void noteAbsent() {
      metrics.series().forEach(series -> seen.add(series.component()));
      for (Component component : query.components()) {
        if (more && !seen.contains(component)) {
          for (Modality modality : new TreeSet<>(query.modalities())) {
            missing.add(
                new Coverage.Missing(
                    modality, component.toString(), "the recording does not know it"));
          }
        }
      }
    }

    private void note(Modality modality, Path file, MinuteFile minute) {
      if (!minute.problem().isEmpty()) {
        missing.add(
            new Coverage.Missing(modality, day.relativize(file).toString(), minute.problem()));
      }
    }

    private MetricSeries within(MetricSeries series) {
      int from = 0;
      while (from < series.size() && time(series, from).isBefore(query.range().from())) {
        from++;
      }
      int to = from;
      while (to < series.size() && query.wants(time(series, to))) {
        to++;
      }
      return cut(series, from, to);
    }

    private static MetricSeries cut(MetricSeries series, int from, int to) {
      if (from == 0 && to == series.size()) {
        return series;
      }
      long[] times = new long[to - from];
      double[] values = new double[to - from];
      for (int i = from; i < to; i++) {
        times[i - from] = series.epochMillis(i);
        values[i - from] = series.value(i);
      }
      return MetricSeries.builder(series.component(), series.name())
          .unit(series.unit())
          .kind(series.kind())
          .trust(series.trust())
          .attributes(series.attributes())
          .build(times, Arrays.copyOf(values, values.length));
    }

    private Instant time(MetricSeries series, int index) {
      return Instant.ofEpochMilli(series.epochMillis(index));
    }
  }
}
