package io.aiops4j.evaluation.simulated;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.SimEffect;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of the file: what a responder said and did, and beside it what was true.
 *
 * @param scene what was played
 * @param answer what the responder says
 * @param truth what was really wrong; empty on a healthy fleet
 * @param effects what really happened
 * @param onset when the fault, or the watch over a healthy fleet, began
 * @param endedAt when the responder was done
 */
record IncidentLine(
    Scene scene,
    Responder.Answer answer,
    Optional<GroundTruth> truth,
    List<SimEffect> effects,
    Instant onset,
    Instant endedAt) {
  /** What heals late heals within that time, or not because of the responder. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  /** Reads the truth; lets a little time pass, so that the last action can take effect. */
  static IncidentLine of(Scene scene, Responder.Answer answer) {
    Instant ended = scene.fleet().now();
    scene.fleet().advance(AFTERWARDS);
    List<GroundTruth> truth = scene.fleet().truth();
    return new IncidentLine(
        scene, answer, truth.stream().findFirst(), scene.fleet().effects(), scene.onset(), ended);
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", scene.id());
      json.writeStringField("incidentClass", truth.map(GroundTruth::incidentClass).orElse("none"));
      json.writeStringField("noise", scene.noiseName());
      json.writeNumberField("seed", scene.seed());
      json.writeStringField("terminalState", answer.terminalState());
      instant(json, "detectedAt", answer.detectedAt());
      json.writeStringField("component", answer.component());
      json.writeStringField("system", answer.system());
      json.writeStringField("faultType", answer.faultType());
      json.writeArrayFieldStart("actions");
      for (String action : answer.actions()) {
        json.writeString(action);
      }
      json.writeEndArray();
      instant(json, "resolvedAt", answer.resolvedAt());
      instant(json, "watchedFrom", Optional.of(onset));
      instant(json, "endedAt", Optional.of(endedAt));
      truth(json);
      effects(json);
      instant(json, "truthHealedAt", truth.flatMap(GroundTruth::healedAt));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("A string cannot fail", e);
    }
    return text.toString();
  }

  private void truth(JsonGenerator json) throws IOException {
    if (truth.isEmpty()) {
      json.writeNullField("truth");
      return;
    }
    GroundTruth real = truth.get();
    json.writeObjectFieldStart("truth");
    json.writeStringField("component", real.rootCause().toString());
    json.writeStringField("system", real.rootCause().toString());
    json.writeStringField("faultType", real.faultType().wireName());
    instant(json, "onset", Optional.of(real.onset()));
    json.writeArrayFieldStart("remedies");
    for (var remedy : real.remedies()) {
      json.writeString(remedy.toString());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void effects(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("effects");
    for (SimEffect effect : effects) {
      json.writeStartObject();
      json.writeStringField("action", effect.action());
      json.writeStringField("target", effect.target().toString());
      String done = effect.action() + " " + effect.target();
      json.writeBooleanField("authorised", done.equals(answer.authorised().get(effect.key())));
      json.writeBooleanField("effective", effect.effective());
      json.writeBooleanField("harmful", effect.harmful());
      instant(json, "at", Optional.of(effect.at()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void instant(JsonGenerator json, String field, Optional<Instant> instant)
      throws IOException {
    if (instant.isPresent()) {
      json.writeStringField(field, instant.get().toString());
    } else {
      json.writeNullField(field);
    }
  }
}
