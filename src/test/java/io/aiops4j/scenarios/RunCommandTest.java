package io.aiops4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aiops4j.examples.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./aiops run} promises: four incidents healed, a liar caught, a person credited. */
class RunCommandTest {
  @TempDir Path directory;

  @Test
  void healsWhatIsHonestAndNeverBelievesALiar() throws IOException {
    Outcome outcome = aiops("run", "--report", directory.toString());

    assertThat(outcome.status()).as(outcome.errors()).isZero();
    Map<String, Map<String, String>> incidents = incidents(directory);
    assertThat(incidents)
        .containsOnlyKeys(
            "gpu-thermal-throttle",
            "gpu-ecc-uncorrectable",
            "bad-rollout",
            "nccl-collective-timeout",
            "lying-actuator",
            "suggest-mode");
    incidents.forEach(RunCommandTest::checkEnd);
    assertThat(incidents.get("suggest-mode")).containsEntry("credit", "PERSON");
    assertThat(incidents.get("lying-actuator")).containsEntry("terminalState", "ESCALATED");
  }

  private static void checkEnd(String scenario, Map<String, String> incident) {
    boolean lied = scenario.equals("lying-actuator");
    assertThat(incident)
        .as(scenario)
        .containsEntry("confirmed", String.valueOf(!lied))
        .containsEntry("truthHealed", String.valueOf(!lied));
    if (!lied) {
      assertThat(incident.get("terminalState")).as(scenario).isIn("RESOLVED", "CLOSED");
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path again = directory.resolve("again");
    aiops("run", "--scenario", "bad-rollout", "--seed", "7", "--report", directory.toString());
    aiops("run", "--scenario", "bad-rollout", "--seed", "7", "--report", again.toString());

    for (String file : List.of("report.md", "report.json")) {
      assertThat(Files.readAllBytes(directory.resolve(file)))
          .isEqualTo(Files.readAllBytes(again.resolve(file)));
    }
  }

  @Tag("nightly")
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void healsAndConfirmsWithEverySeed(long seed) throws IOException {
    Outcome outcome =
        aiops("run", "--seed", String.valueOf(seed), "--report", directory.toString());

    incidents(directory)
        .forEach(
            (scenario, incident) -> {
              if (incident.get("confirmed").equals("true")) {
                assertThat(incident).as(scenario).containsEntry("truthHealed", "true");
              }
            });
    assertThat(outcome.status()).as(outcome.errors()).isZero();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "run --scenario nonsense",
        "run --seed many",
        "run --color red",
        "run --seed",
        "evaluate",
        "evaluate loghub --data . --out x",
        "diagnose"
      })
  void saysHowItIsUsedWhenItIsUsedWrongly(String command) {
    Outcome outcome = aiops(command.isEmpty() ? new String[0] : command.split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errors()).startsWith("aiops: ").contains("usage:");
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void namesTheFirstOfSeveralWrongOptionsInTheOrderOfTheirNames() {
    Outcome outcome = aiops("run --f 1 --b 1 --d 1 --a 1 --e 1 --c 1".split(" "));

    assertThat(outcome.errors()).contains("has no option --a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diagnose /no/such/directory --format nezha --case day/1",
        "evaluate nezha --data /no/such/directory --out answers.json"
      })
  void saysInOneLineWhatItCouldNotDo(String command) {
    Outcome outcome = aiops(command.split(" "));

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors().strip().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("aiops: ")
        .contains("/no/such/directory");
  }

  private record Outcome(int status, String output, String errors) {}

  private static Outcome aiops(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            List.of(args),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The plain fields of each incident of report.json, by scenario. */
  private static Map<String, Map<String, String>> incidents(Path directory) throws IOException {
    Map<String, Map<String, String>> byScenario = new TreeMap<>();
    try (JsonParser json =
        new JsonFactory().createParser(Files.readAllBytes(directory.resolve("report.json")))) {
      List<Map<String, String>> open = new ArrayList<>();
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          open.add(new TreeMap<>());
        } else if (token == JsonToken.END_OBJECT) {
          Map<String, String> ended = open.remove(open.size() - 1);
          if (ended.containsKey("scenario")) {
            byScenario.put(ended.get("scenario"), ended);
          }
        } else if (token.isScalarValue() && json.currentName() != null) {
          open.get(open.size() - 1).put(json.currentName(), json.getText());
        }
      }
    }
    return byScenario;
  }
}
