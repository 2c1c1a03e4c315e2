package io.aiops4j.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aiops4j.agents.report.Trail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The played scenarios for programs: report.json, schema version 1, fields in fixed order. */
final class JsonReport {
  private JsonReport() {}

  static byte[] of(long seed, List<Played> all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 1);
      json.writeNumberField("seed", seed);
      json.writeArrayFieldStart("incidents");
      for (Played played : all) {
        write(json, played);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Played played) throws IOException {
    json.writeStartObject();
    json.writeStringField("scenario", played.scenario().id());
    json.writeStringField("terminalState", played.incident().state().name());
    json.writeBooleanField("confirmed", played.confirmed());
    json.writeBooleanField("truthHealed", played.truthHealed());
    json.writeStringField("truth", played.truth());
    json.writeStringField("credit", played.incident().credit().map(Enum::name).orElse(""));
    json.writeArrayFieldStart("effects");
    for (Played.Effect effect : played.effects()) {
      json.writeStartObject();
      json.writeStringField("at", effect.at().toString());
      json.writeStringField("action", effect.action());
      json.writeStringField("target", effect.target());
      json.writeBooleanField("effective", effect.effective());
      json.writeBooleanField("harmful", effect.harmful());
      json.writeStringField("note", effect.note());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (Trail.Line line : Trail.of(played.incident())) {
      json.writeStartObject();
      json.writeNumberField("sequence", line.entry().sequence());
      json.writeStringField("at", line.entry().at().toString());
      json.writeStringField("type", line.entry().event().type());
      json.writeStringField("phase", line.phase());
      json.writeStringField("text", line.text());
      json.writeArrayFieldStart("details");
      for (String detail : line.details()) {
        json.writeString(detail);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
