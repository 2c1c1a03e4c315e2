package io.aiops4j.evaluation.nezha;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.aiops4j.api.Canonical;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Answers every case of a pack and writes the answers as JSON.
 *
 * <p>Apart from {@code seconds}, the file has the same bytes for the same pack.
 */
public final class NezhaSuite {
  /** Options of {@link #evaluate}; there are none yet. */
  private static final List<String> OPTIONS = List.of();

  private record Timed(NezhaInquiry.Answer answer, double seconds) {}

  private NezhaSuite() {}

  /**
   * Answers every case.
   *
   * @param data the pack's root, or one day's folder
   * @param out the file to write; its folder must exist
   * @param options none are known yet
   * @param nanoTime a steady clock, for {@code seconds} only
   * @param progress one line a case
   * @throws EvaluationException if the pack cannot be used or the file not be written
   */
  public static void evaluate(
      Path data,
      Path out,
      Map<String, String> options,
      LongSupplier nanoTime,
      PrintStream progress) {
    for (String option : options.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw new EvaluationException(
            "Unknown option '" + option + "' of suite nezha; it has none: leave it out");
      }
    }
    checkWritable(out);
    List<Timed> answers = new ArrayList<>();
    for (NezhaDay day : NezhaDay.allOf(data)) {
      NezhaInquiry inquiry = new NezhaInquiry(day);
      for (NezhaCase incident : day.cases()) {
        long start = nanoTime.getAsLong();
        NezhaInquiry.Answer answer = inquiry.answer(incident);
        Timed timed = new Timed(answer, (nanoTime.getAsLong() - start) / 1e9);
        answers.add(timed);
        progress.println(line(timed));
      }
    }
    write(out, answers, options);
  }

  /** Found out before the work, not after it. */
  private static void checkWritable(Path out) {
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
      throw new EvaluationException(
          "Cannot write the answers to '" + out + "': name a file in a folder that exists");
    }
  }

  private static String line(Timed timed) {
    NezhaInquiry.Answer answer = timed.answer();
    String best =
        answer
            .analysis()
            .diagnoses()
            .best()
            .map(d -> d.answer().system().name() + ", " + d.answer().faultType().wireName())
            .orElse("no diagnosis");
    return answer.incident().id()
        + " "
        + answer.status().wireName()
        + " "
        + Canonical.number(Math.round(timed.seconds() * 100) / 100.0)
        + " s: "
        + best;
  }

  private static void write(Path out, List<Timed> answers, Map<String, String> options) {
    try (Writer writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 1);
      json.writeStringField("suite", "nezha");
      json.writeObjectFieldStart("config");
      for (Map.Entry<String, String> entry : config(options).entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("cases");
      for (Timed timed : answers) {
        write(json, timed);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new EvaluationException(
          "Cannot write '"
              + out
              + "' ("
              + Unreadable.why(e)
              + "); give a file in a writable folder",
          e);
    }
  }

  private static Map<String, String> config(Map<String, String> options) {
    Map<String, String> config = new TreeMap<>(options);
    config.put("afterIncident", seconds(NezhaWindows.AFTER_INCIDENT));
    config.put("beforeIncident", seconds(NezhaWindows.BEFORE_INCIDENT));
    config.put("budgetItems", String.valueOf(NezhaInquiry.BUDGET.maxItems()));
    config.put("channels", "standard");
    config.put("guard", seconds(NezhaWindows.GUARD));
    config.put("logLevelUsed", "false");
    config.put("settle", seconds(NezhaWindows.SETTLE));
    return config;
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  private static void write(JsonGenerator json, Timed timed) throws IOException {
    NezhaInquiry.Answer answer = timed.answer();
    json.writeStartObject();
    json.writeStringField("id", answer.incident().id());
    names(json, "services", answer.localization().ranking().stream().map(r -> r.answer().name()));
    names(
        json,
        "faultTypes",
        answer.analysis().faultType().ranking().stream().map(r -> r.answer().wireName()));
    json.writeArrayFieldStart("evidence");
    for (Evidence evidence : cited(answer)) {
      json.writeStartObject();
      json.writeStringField("id", evidence.id());
      json.writeStringField("component", evidence.component().toString());
      json.writeStringField("kind", evidence.kind());
      json.writeStringField("strength", Canonical.number(evidence.strength()));
      json.writeStringField("statement", evidence.statement());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("seconds", Math.round(timed.seconds() * 1000) / 1000.0);
    json.writeStringField("status", answer.status().wireName());
    json.writeEndObject();
  }

  private static void names(JsonGenerator json, String field, java.util.stream.Stream<String> names)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String name : names.distinct().toList()) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  /** {@return the evidence of the first diagnosis, in the order it is cited} */
  static Collection<Evidence> cited(NezhaInquiry.Answer answer) {
    List<String> ids =
        answer
            .analysis()
            .diagnoses()
            .best()
            .map(Ranked::answer)
            .map(Diagnosis::evidenceIds)
            .orElse(List.of());
    return ids.stream().flatMap(id -> answer.digest().find(id).stream()).toList();
  }
}
