package io.aiops4j.evaluation.nezha;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.evaluation.files.Csv;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of one minute file, in the order of time.
 *
 * @param spans of a trace file
 * @param logs of a log file
 * @param problem why the file could not be read in full; empty if it could
 */
record MinuteFile(List<Span> spans, List<LogRecord> logs, String problem) {
  /** Rows hold this time where the writer had none; {@code Timestamp} is right there. */
  private static final long UNSET_NANOS = -6795364578871345152L;

  static MinuteFile ofTraces(Path file, NezhaNames names) {
    List<Span> spans = new ArrayList<>();
    Map<String, String> shared = new HashMap<>();
    int bad = 0;
    try (Csv csv = new Csv(file)) {
      int trace = csv.column("TraceID");
      int span = csv.column("SpanID");
      int parent = csv.column("ParentID");
      int pod = csv.column("PodName");
      int operation = csv.column("OperationName");
      int start = csv.column("StartTimeUnixNano");
      int end = csv.column("EndTimeUnixNano");
      while (csv.next()) {
        try {
          String above = csv.field(parent);
          spans.add(
              Span.builder(
                      share(shared, csv.field(trace)),
                      share(shared, csv.field(span)),
                      names.service(csv.field(pod)),
                      share(shared, csv.field(operation)))
                  .parent(above.equals("root") ? "" : share(shared, above))
                  .times(Long.parseLong(csv.field(start)), Long.parseLong(csv.field(end)))
                  .build());
        } catch (IllegalArgumentException e) {
          bad++;
        }
      }
    } catch (IOException e) {
      return new MinuteFile(List.of(), List.of(), Unreadable.why(e));
    }
    spans.sort(Comparator.comparingLong(Span::startEpochNanos));
    return new MinuteFile(List.copyOf(spans), List.of(), badRows(bad));
  }

  static MinuteFile ofLogs(Path file, NezhaNames names) {
    List<LogRecord> logs = new ArrayList<>();
    Map<String, String> shared = new HashMap<>();
    int bad = 0;
    try (Csv csv = new Csv(file)) {
      int time = csv.column("TimeUnixNano");
      int timestamp = csv.column("Timestamp");
      int pod = csv.column("PodName");
      int trace = csv.column("TraceID");
      int span = csv.column("SpanID");
      int log = csv.column("Log");
      while (csv.next()) {
        try {
          logs.add(
              LogRecord.builder(
                      names.service(csv.field(pod)),
                      time(csv.field(time), csv.field(timestamp)),
                      share(shared, LogLine.message(csv.field(log))))
                  .span(share(shared, csv.field(trace)), share(shared, csv.field(span)))
                  .build());
        } catch (IllegalArgumentException | DateTimeException e) {
          bad++;
        }
      }
    } catch (IOException e) {
      return new MinuteFile(List.of(), List.of(), Unreadable.why(e));
    }
    logs.sort(Comparator.comparing(LogRecord::time));
    return new MinuteFile(List.of(), List.copyOf(logs), badRows(bad));
  }

  /** {@return from the first to the last record, inclusive; empty if there is none} */
  Optional<TimeRange> content() {
    if (!spans.isEmpty()) {
      return Optional.of(
          new TimeRange(spans.get(0).start(), spans.get(spans.size() - 1).start().plusNanos(1)));
    }
    return logs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TimeRange(logs.get(0).time(), logs.get(logs.size() - 1).time().plusNanos(1)));
  }

  int records() {
    return spans.size() + logs.size();
  }

  private static Instant time(String epochNanos, String timestamp) {
    long nanos = Long.parseLong(epochNanos);
    return nanos == UNSET_NANOS
        ? Instant.parse(timestamp.endsWith("Z") ? timestamp : timestamp + "Z")
        : Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static String badRows(int bad) {
    return bad == 0 ? "" : bad + " rows have no valid time and were left out";
  }

  private static String share(Map<String, String> shared, String text) {
    String known = shared.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
