package io.aiops4j.evaluation.nezha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.evaluation.EvaluationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NezhaSuiteTest {
  @TempDir Path folder;
  private Pack pack;

  @BeforeEach
  void makePack() throws IOException {
    pack = new Pack(folder.resolve("pack"));
  }

  @Test
  void answersEveryCaseInTheFormThatTheScorerReads() throws IOException {
    String answers = evaluate();

    assertThat(answers).startsWith("{\n  \"schemaVersion\" : 1,\n  \"suite\" : \"nezha\",");
    assertThat(answers)
        .contains("\"id\" : \"shop-2026-01-05/0\"", "\"id\" : \"" + Pack.LAST + "\"");
    assertThat(answers.substring(answers.indexOf(Pack.LAST)))
        .contains("\"services\" : [ \"pay\"", "\"faultTypes\" : [ \"code_image\"", "-> 0/");
  }

  @Test
  void theSamePackGivesTheSameBytes() throws IOException {
    assertThat(evaluate()).isEqualTo(evaluate());
  }

  @Test
  void neverOpensALabelFile() throws IOException {
    String without = evaluate();
    for (String name : new String[] {"2026-01-05-fault_list.json", "nezha_published_ranks.csv"}) {
      Path label = pack.day().resolve(name);
      Files.writeString(label, "not what a label file looks like");
      Files.setPosixFilePermissions(label, PosixFilePermissions.fromString("---------"));
    }
    Files.createDirectories(pack.root().resolve("root_cause_ts.json"));

    assertThat(evaluate()).isEqualTo(without);
  }

  @Test
  void returnsNothingLaterThanAsOf() {
    NezhaSource source = new NezhaSource(pack.day(), LocalDate.of(2026, 1, 5));
    Instant asOf = Instant.parse("2026-01-05T10:31:10Z");
    TelemetryBatch batch = new TelemetryBatch();

    source.read(
        TelemetryQuery.builder(new TimeRange(asOf.minusSeconds(3600), asOf.plusSeconds(3600)), asOf)
            .build(),
        batch);

    assertThat(batch.spans()).isNotEmpty().allMatch(span -> !span.end().isAfter(asOf));
    assertThat(batch.logs()).isNotEmpty().allMatch(log -> !log.time().isAfter(asOf));
    assertThat(batch.metrics())
        .isNotEmpty()
        .allMatch(s -> s.epochMillis(s.size() - 1) <= asOf.toEpochMilli());
  }

  @Test
  void laterFilesDoNotChangeAnEarlierAnswer() throws IOException {
    String before = diagnose(Pack.DAY + "/1");
    for (String label : new String[] {"10_30", "10_31", "10_32"}) {
      Files.delete(pack.trace(label));
    }

    assertThat(diagnose(Pack.DAY + "/1")).isEqualTo(before);
  }

  @Test
  void unwrapsLogLinesAndDropsTheLevel() {
    TelemetryBatch batch = new TelemetryBatch();
    Instant from = Instant.parse("2026-01-05T10:10:00Z");
    new NezhaSource(pack.day(), LocalDate.of(2026, 1, 5))
        .read(
            TelemetryQuery.builder(new TimeRange(from, from.plusSeconds(5)), from.plusSeconds(60))
                .build(),
            batch);

    assertThat(batch.logs())
        .extracting(LogRecord::body)
        .allMatch(b -> b.startsWith("p.Pay#7 charged,"));
  }

  @Test
  void aTruncatedFileIsNamedAndTheRunGoesOn() throws IOException {
    Path cut = pack.trace("10_31");
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

    assertThat(diagnose(Pack.LAST))
        .contains("service:pay has a fault: code_image")
        .contains("TRACES trace/10_31_trace.csv.gz: is truncated");
    assertThat(evaluate()).contains("\"status\" : \"partial\"");
  }

  @Test
  void aWrongColumnIsNamedAndTheRunGoesOn() throws IOException {
    Pack.write(pack.trace("10_31"), "TraceID,Span\na,b\n");

    assertThat(diagnose(Pack.LAST))
        .contains("service:pay has a fault: code_image")
        .contains("10_31_trace.csv.gz: has no column 'SpanID'; its columns are [TraceID, Span]");
  }

  @Test
  void printsWhatTheDiagnosisRestsOn() {
    assertThat(diagnose(Pack.LAST))
        .contains("as of 2026-01-05T10:33:00Z")
        .contains("Evidence cited")
        .containsPattern("[0-9a-f]{12} pay Pay/Charge shows call of bank Bank/Book less often")
        .contains("Missing");
  }

  @Test
  void aMissingFolderIsOneLine() {
    assertRefused(
        () -> diagnose(folder.resolve("nowhere"), "a/0"), "No folder '", "give the folder");
  }

  @Test
  void aFolderWithoutDaysIsOneLine() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertRefused(() -> diagnose(empty, "a/0"), "has no day", "windows.csv");
  }

  @Test
  void anUnknownCaseIsOneLineThatNamesTheKnown() {
    assertRefused(() -> diagnose(Pack.DAY + "/9"), "No case 'shop-2026-01-05/9'", "/0 to /2");
  }

  @Test
  void aBrokenListOfTimesIsOneLine() throws IOException {
    Files.writeString(pack.day().resolve("windows.csv"), "fault,inject_time_utc\n0,yesterday\n");

    assertRefused(() -> diagnose(Pack.LAST), "windows.csv row 2", "'yesterday'", "were expected");
  }

  @Test
  void aCaseWithoutTelemetryIsOneLineForAPersonAndAStatusInTheFile() throws IOException {
    for (String kind : new String[] {"trace", "log", "metric"}) {
      try (var files = Files.list(pack.day().resolve(kind))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }

    assertRefused(() -> diagnose(Pack.LAST), "No telemetry for shop-2026-01-05/2", "restore");
    assertThat(evaluate()).contains("\"status\" : \"no-telemetry\"", "\"services\" : [ ]");
  }

  @Test
  void anUnknownOptionIsOneLine() {
    assertRefused(
        () ->
            NezhaSuite.evaluate(
                pack.root(), folder.resolve("o"), Map.of("colour", "red"), () -> 0, sink()),
        "Unknown option 'colour'");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(EvaluationException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }

  private String evaluate() throws IOException {
    Path out = folder.resolve("answers.json");
    NezhaSuite.evaluate(pack.root(), out, Map.of(), () -> 0, sink());
    return Files.readString(out);
  }

  private String diagnose(String id) {
    return diagnose(pack.root(), id);
  }

  private static String diagnose(Path root, String id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NezhaDiagnosis.print(root, id, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream sink() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }
}
