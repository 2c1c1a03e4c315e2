package io.aiops4j.evaluation.drain3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run of the suite found: totals, each mismatch, and each defect of the reference. */
final class Drain3Report {
  private int stepCases;
  private int steps;
  private int corpusCases;
  private int lines;
  private int equalCases;
  private final List<Difference> mismatches = new ArrayList<>();
  private final List<StepPlayer.Excepted> excepted = new ArrayList<>();

  void stepCase(int caseSteps, StepPlayer played) {
    stepCases++;
    steps += caseSteps;
    excepted.addAll(played.excepted());
    take(played.mismatches());
  }

  void corpusCase(int caseLines, List<Difference> differences) {
    corpusCases++;
    lines += caseLines;
    take(differences);
  }

  private void take(List<Difference> differences) {
    mismatches.addAll(differences);
    equalCases += differences.isEmpty() ? 1 : 0;
  }

  List<Difference> mismatches() {
    return List.copyOf(mismatches);
  }

  void write(Path out) {
    try (Writer writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 1);
      json.writeStringField("suite", "drain3");
      json.writeObjectFieldStart("totals");
      json.writeNumberField("stepCases", stepCases);
      json.writeNumberField("steps", steps);
      json.writeNumberField("corpusCases", corpusCases);
      json.writeNumberField("lines", lines);
      json.writeNumberField("equalCases", equalCases);
      json.writeNumberField("mismatches", mismatches.size());
      json.writeNumberField("excepted", excepted.size());
      json.writeEndObject();
      json.writeArrayFieldStart("mismatches");
      for (Difference mismatch : mismatches) {
        json.writeStartObject();
        write(json, mismatch);
        json.writeEndObject();
      }
      json.writeEndArray();
      writeDefects(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new EvaluationException(
          "Cannot write '" + out + "' (" + Unreadable.why(e) + "); give a file in a folder", e);
    }
  }

  private void writeDefects(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("referenceDefects");
    for (ReferenceDefect defect : ReferenceDefect.values()) {
      json.writeStartObject();
      json.writeStringField("defect", defect.description());
      json.writeArrayFieldStart("excepted");
      for (StepPlayer.Excepted one : excepted) {
        if (one.defect() == defect) {
          json.writeStartObject();
          write(json, one.difference());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Difference difference) throws IOException {
    json.writeStringField("case", difference.caseId());
    json.writeNumberField("step", difference.step());
    json.writeStringField("op", difference.op());
    json.writeStringField("expected", difference.expected());
    json.writeStringField("got", difference.got());
  }
}
