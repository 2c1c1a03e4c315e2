package io.aiops4j.evaluation.nezha;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.compaction.traces.MeshMetrics;
import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Csv;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All metrics of one day as series, in base units, under OpenTelemetry's names where it has one.
 *
 * <p>Not read: {@code CpuUsageRate(%)}, {@code MemoryUsageRate(%)} and {@code TimeStamp} (edited),
 * {@code PodSuccessRate(%)} (always 0), node metrics (the node is not named).
 */
final class NezhaMetrics {
  /** The metric of an entry point that stands before all services. */
  static final ComponentKind ENTRY = ComponentKind.of("entry");

  private record Column(
      String header, String metric, String unit, double factor, TrustClass trust) {}

  private static final List<Column> POD =
      List.of(
          new Column("CpuUsage(m)", "k8s.pod.cpu.usage", "{cpu}", 1e-3, TrustClass.NODE_AGENT),
          new Column(
              "MemoryUsage(Mi)", "k8s.pod.memory.usage", "By", 1 << 20, TrustClass.NODE_AGENT),
          new Column(
              "NetworkReceiveBytes", "k8s.pod.network.receive", "By/s", 1, TrustClass.NODE_AGENT),
          new Column(
              "NetworkTransmitBytes", "k8s.pod.network.transmit", "By/s", 1, TrustClass.NODE_AGENT),
          new Column(
              "PodClientLatencyP90(s)",
              "mesh.client.request.duration.p90",
              "s",
              1,
              TrustClass.CONTROL_PLANE),
          new Column(
              "PodServerLatencyP90(s)",
              "mesh.server.request.duration.p90",
              "s",
              1,
              TrustClass.CONTROL_PLANE),
          new Column(
              "PodWorkload(Ops)",
              MeshMetrics.SERVER_RATE,
              "{request}/s",
              1,
              TrustClass.CONTROL_PLANE));

  private static final List<Column> FRONT =
      List.of(
          new Column(
              "SuccessRate(%)", MeshMetrics.SUCCESS_PERCENT, "%", 1, TrustClass.CONTROL_PLANE),
          new Column(
              "LatencyP90(s)",
              "mesh.server.request.duration.p90",
              "s",
              1,
              TrustClass.CONTROL_PLANE));

  private final List<MetricSeries> series = new ArrayList<>();
  private final List<Coverage.Missing> missing = new ArrayList<>();

  /**
   * Reads every metric file of a day; what cannot be read is listed in {@link #missing()}.
   *
   * @param folder may be absent
   * @param names components by pod
   */
  NezhaMetrics(Path folder, NezhaNames names) {
    if (!Files.isDirectory(folder)) {
      lack(folder, "does not exist");
      return;
    }
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path file : paths.sorted().toList()) {
        read(file, file.getFileName().toString(), names);
      }
    } catch (IOException e) {
      throw new EvaluationException(
          folder + " cannot be listed (" + Unreadable.why(e) + "); make it readable", e);
    }
  }

  /** {@return the series, by file and column} */
  List<MetricSeries> series() {
    return series;
  }

  /** {@return the files that could not be read, and why} */
  List<Coverage.Missing> missing() {
    return missing;
  }

  private void read(Path file, String name, NezhaNames names) {
    try (Csv csv = new Csv(file)) {
      if (name.endsWith("_metric.csv.gz")) {
        String pod = name.substring(0, name.length() - "_metric.csv.gz".length());
        table(file, csv, "Time", names.service(pod), Map.of("k8s.pod.name", pod), POD);
      } else if (name.equals("front_service.csv.gz")) {
        table(file, csv, "Time", Component.of(ENTRY, "front"), Map.of(), FRONT);
      } else if (name.equals("source_50.csv.gz")) {
        edges(file, csv, true);
      } else if (name.equals("destination_50.csv.gz")) {
        edges(file, csv, false);
      }
    } catch (IOException e) {
      lack(file, Unreadable.why(e));
    }
  }

  /** Edge columns are named caller_callee. */
  private void edges(Path file, Csv csv, boolean callerSide) throws IOException {
    List<MetricSeries> found = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    List<MetricSeries.Builder> builders = new ArrayList<>();
    for (int i = 0; i < csv.header().size(); i++) {
      String[] ends = csv.header().get(i).split("_", 2);
      if (ends.length == 2 && !ends[0].isBlank() && !ends[1].isBlank()) {
        String metric = callerSide ? MeshMetrics.CLIENT_DURATION : MeshMetrics.SERVER_DURATION;
        columns.add(i);
        builders.add(
            MetricSeries.builder(Component.service(callerSide ? ends[0] : ends[1]), metric)
                .unit("s")
                .trust(TrustClass.CONTROL_PLANE)
                .attributes(Map.of(MeshMetrics.PEER, callerSide ? ends[1] : ends[0])));
      }
    }
    List<TreeMap<Long, Double>> samples = rows(file, csv, csv.column("time"), columns);
    for (int i = 0; i < builders.size(); i++) {
      found.add(series(builders.get(i), samples.get(i), 1));
    }
    series.addAll(found);
  }

  private void table(
      Path file,
      Csv csv,
      String timeColumn,
      Component component,
      Map<String, String> attributes,
      List<Column> wanted)
      throws IOException {
    List<Integer> columns = new ArrayList<>();
    for (Column column : wanted) {
      columns.add(csv.column(column.header()));
    }
    List<TreeMap<Long, Double>> samples = rows(file, csv, csv.column(timeColumn), columns);
    for (int i = 0; i < wanted.size(); i++) {
      Column column = wanted.get(i);
      MetricSeries.Builder builder =
          MetricSeries.builder(component, column.metric())
              .unit(column.unit())
              .trust(column.trust())
              .attributes(attributes);
      series.add(series(builder, samples.get(i), column.factor()));
    }
  }

  private List<TreeMap<Long, Double>> rows(Path file, Csv csv, int time, List<Integer> columns)
      throws IOException {
    List<TreeMap<Long, Double>> samples = new ArrayList<>();
    columns.forEach(column -> samples.add(new TreeMap<>()));
    int bad = 0;
    while (csv.next()) {
      try {
        long millis = time(csv.field(time)).toEpochMilli();
        for (int i = 0; i < columns.size(); i++) {
          String text = csv.field(columns.get(i));
          if (!text.isEmpty()) {
            samples.get(i).put(millis, Double.parseDouble(text));
          }
        }
      } catch (DateTimeException | IllegalArgumentException e) {
        bad++;
      }
    }
    if (bad > 0) {
      lack(file, bad + " rows have a bad time or number and were left out");
    }
    return samples;
  }

  /** Go prints {@code 2022-08-22 03:51:19.607158889 +0000 UTC m=+0.113112869}. */
  private static Instant time(String text) {
    String[] parts = text.split(" ", 4);
    if (parts.length < 3 || !parts[2].equals("+0000")) {
      throw new IllegalArgumentException("not a UTC time of Go: " + text);
    }
    return Instant.parse(parts[0] + "T" + parts[1] + "Z");
  }

  private static MetricSeries series(
      MetricSeries.Builder builder, TreeMap<Long, Double> samples, double factor) {
    long[] times = samples.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values = samples.values().stream().mapToDouble(v -> v * factor).toArray();
    return builder.build(times, values);
  }

  private void lack(Path file, String why) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    missing.add(new Coverage.Missing(Modality.METRICS, "metric/" + name, why));
  }
}
