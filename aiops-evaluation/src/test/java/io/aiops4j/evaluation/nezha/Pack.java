package io.aiops4j.evaluation.nezha;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A small generated pack: one day, three incidents ten minutes apart; in the last, {@code pay} no
 * longer calls {@code bank}.
 */
final class Pack {
  static final String DAY = "shop-2026-01-05";
  static final String LAST = DAY + "/2";
  private static final String[] PODS = {"web-aa-1", "pay-bb-2", "bank-cc-3"};
  private static final DateTimeFormatter GO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 5, 10, 10, 30);

  private final Path root;
  private final Random random = new Random(7);

  Pack(Path root) throws IOException {
    this.root = root;
    StringBuilder windows =
        new StringBuilder(
            "fault,inject_time_utc,inject_epoch_s,offset_min,minute,trace,log,traceid\n");
    for (int fault = 0; fault < 3; fault++) {
      LocalDateTime onset = FIRST.plusMinutes(10L * fault);
      for (int offset = 0; offset < 3; offset++) {
        LocalDateTime minute = onset.plusMinutes(offset).withSecond(0);
        String label = minute.format(DateTimeFormatter.ofPattern("HH_mm"));
        windows.append(
            String.format(
                "%d,%s,%d,%d,%s,1,1,1%n",
                fault, onset.format(GO), onset.toEpochSecond(ZoneOffset.UTC), offset, label));
        minuteFiles(label, minute, onset, fault == 2);
      }
    }
    write(day().resolve(WINDOWS), windows.toString());
    for (String pod : PODS) {
      metrics(pod);
    }
  }

  private static final String WINDOWS = "windows.csv";

  Path root() {
    return root;
  }

  Path day() {
    return root.resolve(DAY);
  }

  Path trace(String label) {
    return day().resolve("trace").resolve(label + "_trace.csv.gz");
  }

  private void minuteFiles(String label, LocalDateTime minute, LocalDateTime onset, boolean faulty)
      throws IOException {
    StringBuilder traces =
        new StringBuilder(
            "TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano,EndTimeUnixNano,Duration\n");
    StringBuilder logs =
        new StringBuilder("Timestamp,TimeUnixNano,Node,PodName,Container,TraceID,SpanID,Log\n");
    for (int i = -20; i < 20; i++) {
      LocalDateTime at = minute.plusSeconds(i);
      boolean broken = faulty && at.isAfter(onset);
      String trace = "t" + label + i;
      span(traces, trace, "w", "root", PODS[0], "GET /", at, 40);
      span(traces, trace, "p", "w", PODS[1], "Pay/Charge", at, 20);
      if (!broken) {
        span(traces, trace, "b", "p", PODS[2], "Bank/Book", at, 5);
      }
      logs.append(
          String.format(
              "%sZ,%d,n,%s,server,%s,p,\"{\"\"log\"\":\"\"10:00:00.000 INFO  p.Pay#7 TraceID: %s"
                  + " SpanID: p charged, %d\\n\"\"}\"%n",
              at, nanos(at), PODS[1], trace, trace, random.nextInt(99)));
    }
    write(trace(label), traces.toString());
    write(day().resolve("log").resolve(label + "_log.csv.gz"), logs.toString());
  }

  private static void span(
      StringBuilder out,
      String trace,
      String id,
      String parent,
      String pod,
      String operation,
      LocalDateTime at,
      int millis) {
    long end = nanos(at) + millis * 1_000_000L;
    out.append(
        String.join(
            ",",
            trace,
            id,
            parent,
            pod,
            operation,
            String.valueOf(nanos(at)),
            String.valueOf(end),
            String.valueOf(millis * 1000)));
    out.append('\n');
  }

  private void metrics(String pod) throws IOException {
    StringBuilder rows =
        new StringBuilder(
            "Time,TimeStamp,PodName,CpuUsage(m),CpuUsageRate(%),MemoryUsage(Mi),NetworkReceiveBytes,"
                + "NetworkTransmitBytes,PodClientLatencyP90(s),PodServerLatencyP90(s),PodWorkload(Ops)\n");
    for (int m = 0; m < 120; m++) {
      LocalDateTime at = FIRST.minusMinutes(8).plusMinutes(m).withSecond(19);
      rows.append(
          String.format(
              "%s.000000001 +0000 UTC m=+1.0,0,%s,%d,99,100,10,10,,,1%n",
              at.format(GO), pod, 10 + random.nextInt(3)));
    }
    write(day().resolve("metric").resolve(pod + "_metric.csv.gz"), rows.toString());
  }

  private static long nanos(LocalDateTime at) {
    Instant instant = at.toInstant(ZoneOffset.UTC);
    return Duration.between(Instant.EPOCH, instant).toNanos();
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    boolean zipped = file.toString().endsWith(".gz");
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = zipped ? new GZIPOutputStream(raw) : raw) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
