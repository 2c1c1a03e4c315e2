package io.aiops4j.evaluation.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.evaluation.EvaluationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedSuiteTest {
  @TempDir private Path folder;

  @Test
  void theSameSeedsGiveTheSameBytesHoweverManyThreadsPlay() throws IOException {
    List<String> alone = lines("one.jsonl", Map.of("seeds", "3", "first", "5", "threads", "1"));
    List<String> together = lines("two.jsonl", Map.of("seeds", "3", "first", "5", "threads", "3"));

    assertThat(together).isEqualTo(alone).hasSize(3);
    assertThat(alone.get(0)).startsWith("{\"id\":\"sim-realistic-5\",\"incidentClass\":\"");
    assertThat(alone.get(1)).contains("\"incidentClass\":\"none\"", "\"truth\":null");
  }

  @Test
  void aClassAndANoiseCanBeChosen() throws IOException {
    List<String> lines =
        lines(
            "rollouts.jsonl",
            Map.of("seeds", "2", "class", "bad-rollout", "noise", "clean", "by", "oracle"));

    assertThat(lines)
        .hasSize(2)
        .allMatch(line -> line.contains("\"incidentClass\":\"bad-rollout\",\"noise\":\"clean\""))
        .allMatch(line -> line.contains("\"authorised\":true,\"effective\":true"))
        .noneMatch(line -> line.contains("\"truthHealedAt\":null"));
  }

  @Test
  void anActionOnTheWrongTargetIsNotTheOneThatWasAuthorised() throws IOException {
    List<String> lines =
        lines(
            "wrong.jsonl",
            Map.of(
                "seeds",
                "1",
                "class",
                "gpu-thermal-throttle",
                "noise",
                "clean",
                "actuator",
                "wrong-target"));

    assertThat(lines.get(0)).contains("\"authorised\":false").doesNotContain("\"authorised\":true");
  }

  @Test
  void classesComeAsOftenAsTheyArePublishedTo() throws IOException {
    List<String> lines =
        lines("mix.jsonl", Map.of("seeds", "60", "mix", "published", "by", "nothing"));

    assertThat(lines)
        .anyMatch(line -> line.contains("\"incidentClass\":\"gpu-ecc-uncorrectable\""))
        .noneMatch(line -> line.contains("\"incidentClass\":\"metastable-overload\""));
  }

  @ParameterizedTest
  @CsvSource({
    "seeds, many, Option seeds is 'many'",
    "seeds, 0, Option seeds is '0'",
    "noise, loud, Option noise is 'loud'; choose one of clean",
    "class, gremlins, There is no incident class 'gremlins'",
    "by, magic, Option by is 'magic'",
    "colour, red, Unknown option 'colour'"
  })
  void whatIsNotUnderstoodIsSaidAndNothingIsPlayed(String option, String value, String message) {
    assertThatThrownBy(() -> lines("never.jsonl", Map.of(option, value)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(message);
    assertThat(folder.resolve("never.jsonl")).doesNotExist();
  }

  private List<String> lines(String file, Map<String, String> options) throws IOException {
    Path out = folder.resolve(file);
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    SimulatedSuite.evaluate(out, options, () -> 0, quiet);
    return Files.readAllLines(out);
  }
}
