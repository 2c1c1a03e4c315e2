package io.aiops4j.evaluation.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.evaluation.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedScoresTest {
  private static final String TRUTH =
      "\"truth\":{\"component\":\"gpu:a\",\"system\":\"gpu:a\",\"faultType\":\"hardware\","
          + "\"remedies\":[\"drain node:a\"]}";

  @Test
  void scoresComeFromTheLinesAlone() {
    SimulatedScores scores =
        SimulatedScores.ofLines(
            List.of(
                line("hot", "CLOSED", "gpu:a", "hardware", "true,\"harmful\":false", healed()),
                line("hot", "CLOSED", "gpu:b", "network", "true,\"harmful\":false", "null"),
                line("hot", "ESCALATED", "gpu:a", "config", "false,\"harmful\":true", healed()),
                healthy("CLOSED", "\"2026-01-05T01:03:00Z\""),
                healthy("NO_INCIDENT", "null")));

    assertThat(scores.mitigated()).isEqualTo(1 / 3.0);
    assertThat(scores.falseResolutions()).isEqualTo(1);
    assertThat(scores.unauthorised()).isEqualTo(1);
    assertThat(scores.harmfulActions()).isEqualTo(1);
    assertThat(scores.harmedShare()).isEqualTo(0.2);
    assertThat(scores.falseAlarms()).isEqualTo(1);
    assertThat(scores.healthyHours()).isEqualTo(2);
    assertThat(scores.text())
        .containsPattern("all +3 +100 % \\(44-100\\) +67 % \\(21-94\\)")
        .containsPattern("hot +3 +100 % +67 % +67 % +33 % +33 %");
  }

  @Test
  void whatOnlyTimeHealsIsMitigatedByLeavingItAlone() {
    String alone =
        "{\"incidentClass\":\"echo\",\"terminalState\":\"ESCALATED\",\"truth\":{\"remedies\":[]},"
            + "\"effects\":[],\"truthHealedAt\":null}";
    String meddled =
        alone.replace("[],\"truthHealedAt\"", "[{\"harmful\":true}],\"truthHealedAt\"");

    assertThat(SimulatedScores.ofLines(List.of(alone)).mitigated()).isEqualTo(1);
    assertThat(SimulatedScores.ofLines(List.of(meddled)).mitigated()).isZero();
  }

  @Test
  void recoveryThatIsClaimedBeforeItIsTrueIsAFalseResolution() {
    String early =
        "{\"incidentClass\":\"hot\",\"terminalState\":\"RECOVERED_UNAIDED\","
            + "\"resolvedAt\":\"2026-01-05T01:30:00Z\","
            + TRUTH
            + ",\"effects\":[],\"truthHealedAt\":\"2026-01-05T02:00:00Z\"}";
    String right = early.replace("T02:00", "T01:00");

    assertThat(SimulatedScores.ofLines(List.of(early)).falseResolutions()).isEqualTo(1);
    assertThat(SimulatedScores.ofLines(List.of(right)).falseResolutions()).isZero();
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() {
    SimulatedScores scores =
        SimulatedScores.ofLines(
            List.of(
                "{\"truth\":{\"remedies\":[\"x\"],\"faultType\":\"config\",\"component\":\"c\"},"
                    + "\"effects\":[{\"harmful\":true,\"authorised\":true}],\"faultType\":\"\","
                    + "\"incidentClass\":\"k\",\"terminalState\":\"ESCALATED\"}"));
    assertThat(scores.harmfulActions()).isEqualTo(1);
    assertThat(scores.text()).containsPattern("k +1 +0 %");
  }

  @Test
  void aFileThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), "{\"incidentClass\":3}\n");
    assertThatThrownBy(() -> SimulatedScores.of(file))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("Cannot read line 1 of")
        .hasMessageContaining("evaluate simulated");
  }

  private static String healed() {
    return "\"2026-01-05T02:00:00Z\"";
  }

  private static String line(
      String incidentClass,
      String state,
      String component,
      String faultType,
      String effect,
      String healedAt) {
    return "{\"incidentClass\":\""
        + incidentClass
        + "\",\"terminalState\":\""
        + state
        + "\",\"detectedAt\":\"2026-01-05T01:01:00Z\",\"component\":\""
        + component
        + "\",\"system\":\""
        + component
        + "\",\"faultType\":\""
        + faultType
        + "\","
        + TRUTH
        + ",\"effects\":[{\"authorised\":"
        + effect
        + "}],\"truthHealedAt\":"
        + healedAt
        + "}";
  }

  private static String healthy(String state, String detectedAt) {
    return "{\"incidentClass\":\"none\",\"terminalState\":\""
        + state
        + "\",\"detectedAt\":"
        + detectedAt
        + ",\"watchedFrom\":\"2026-01-05T01:00:00Z\",\"endedAt\":\"2026-01-05T02:00:00Z\","
        + "\"truth\":null,\"effects\":[],\"truthHealedAt\":null}";
  }
}
