package io.aiops4j.testkit.telemetry;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Instant;

/**
 * One way in which a telemetry source is wrong.
 *
 * <p>A source that is stale, frozen, contradicted or lacks a series does not know it: its coverage
 * looks complete. One that has a gap or is cut off says so, and one that fails throws. Every
 * trouble is a pure function of the query and of the source it is around, so that the same question
 * has the same answer; the decorated source is as thread-safe as the one inside.
 *
 * <pre>{@code
 * TelemetrySource source = cluster.source(
 *     TelemetryTrouble.stale(onset), TelemetryTrouble.drops(gpu, "DCGM_FI_DEV_GPU_TEMP"));
 * }</pre>
 */
@FunctionalInterface
public interface TelemetryTrouble {
  /**
   * {@return the source with the trouble}
   *
   * @param source what it would say without
   */
  TelemetrySource around(TelemetrySource source);

  /**
   * {@return nothing new arrives any more, and the source does not notice}
   *
   * @param from since when
   */
  static TelemetryTrouble stale(Instant from) {
    requireNonNull(from, "from");
    return source -> new StaleSource(source, from);
  }

  /**
   * {@return an exporter that goes on with the last value it read}
   *
   * @param component whose metric
   * @param metric its name
   * @param from since when
   */
  static TelemetryTrouble frozen(Component component, String metric, Instant from) {
    Metric which = new Metric(component, metric);
    requireNonNull(from, "from");
    return source -> new FrozenSource(source, which, from);
  }

  /**
   * {@return one metric of one component never comes, and nobody says so}
   *
   * @param component whose metric
   * @param metric its name
   */
  static TelemetryTrouble drops(Component component, String metric) {
    Metric which = new Metric(component, metric);
    return source -> new DroppingSource(source, which);
  }

  /**
   * {@return there is nothing of a range of time, and the coverage says so}
   *
   * @param from the first instant that is lost
   * @param to the first instant that is not
   */
  static TelemetryTrouble nothing(Instant from, Instant to) {
    TimeRange gap = new TimeRange(from, to);
    return source -> new GappedSource(source, gap);
  }

  /**
   * {@return the source throws at questions of a range of time; asking again later helps}
   *
   * @param from the first instant as of which it cannot be asked
   * @param to the first instant as of which it can again
   */
  static TelemetryTrouble fails(Instant from, Instant to) {
    TimeRange outage = new TimeRange(from, to);
    return source -> new FailingSource(source, outage);
  }

  /**
   * {@return a second exporter tells the same metric as it was an hour before, under the label
   * {@code exporter=second}, and as if it were now}
   *
   * @param component whose metric
   * @param metric its name
   */
  static TelemetryTrouble contradicts(Component component, String metric) {
    Metric which = new Metric(component, metric);
    return source -> new ContradictingSource(source, which);
  }

  /**
   * {@return every answer is cut off, and the coverage says so}
   *
   * @param records how many come at most; at least 1
   */
  static TelemetryTrouble truncated(long records) {
    if (records < 1) {
      throw new IllegalArgumentException(
          "An answer of " + records + " records; let at least 1 come, or use nothing(from, to)");
    }
    return source ->
        (query, sink) ->
            source.read(
                query.toBuilder().maxRecords(Math.min(records, query.maxRecords())).build(), sink);
  }

  /**
   * {@return a source with several troubles, the first one nearest to the truth}
   *
   * @param source without
   * @param troubles in their order
   */
  static TelemetrySource all(TelemetrySource source, TelemetryTrouble... troubles) {
    TelemetrySource troubled = requireNonNull(source, "source");
    for (TelemetryTrouble trouble : troubles) {
      troubled = trouble.around(troubled);
    }
    return troubled;
  }
}
