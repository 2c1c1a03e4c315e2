package io.aiops4j.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.telemetry.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
  private static final String STANDARD =
      """
      {"policies": [
        {"policy": "known-target"},
        {"policy": "protected-components", "named": []},
        {"policy": "blast-limit", "kinds": {
          "node": {"maxCount": 1, "maxPercent": 10}, "switch": {"maxCount": 1, "maxPercent": 10}}},
        {"policy": "attempt-budget", "perTarget": 3, "window": "PT24H", "perIncident": 5,
         "nodesPerHour": 4},
        {"policy": "cooldown", "rest": "PT5M"},
        {"policy": "two-witnesses"},
        {"policy": "ineffective-chain", "limit": 2, "window": "PT24H"},
        {"policy": "repeat-offender", "limit": 5, "window": "P7D", "approver": "on-call"},
        {"policy": "irreversible-asks", "kinds": ["node", "gpu"], "approver": "on-call"}
      ]}
      """;

  @Test
  void readsTheStandardPolicies() {
    assertThat(Policies.fromJson(STANDARD)).isEqualTo(Guardrails.standard());
  }

  @Test
  void readsWhatOnlyTheSiteKnows() {
    List<GuardrailPolicy> policies =
        Policies.fromJson(
            """
            {"policies": [
              {"policy": "protected-components", "named": ["node:rack-1/node-7"]},
              {"policy": "change-window", "windows":
                [{"day": "TUESDAY", "from": "22:00", "length": "PT4H"}]},
              {"policy": "freeze", "intervals":
                [{"from": "2026-12-24T00:00:00Z", "to": "2026-12-27T00:00:00Z"}]},
              {"policy": "allowed-actions", "classes": {"ib-link-flap": ["isolate-link"]}}
            ]}
            """);

    List<GuardrailPolicy> expected = new ArrayList<>();
    expected.add(
        ProtectedComponents.naming(
            io.aiops4j.api.topology.Component.of(
                io.aiops4j.api.topology.ComponentKind.NODE, "rack-1/node-7")));
    expected.add(
        ChangeWindow.of(
            new WeeklyWindow(DayOfWeek.TUESDAY, LocalTime.of(22, 0), Duration.ofHours(4))));
    expected.add(
        new Freeze(
            List.of(
                new TimeRange(
                    Instant.parse("2026-12-24T00:00:00Z"),
                    Instant.parse("2026-12-27T00:00:00Z")))));
    expected.add(AllowedActions.of(Map.of("ib-link-flap", Set.of("isolate-link"))));
    assertThat(policies).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]                                   | the file is []; write an object",
        "{}                                   | the file lacks 'policies'; give it",
        "{'policies': []}                     | would deny everything; give at least one policy",
        "{'policies': ['cooldown']}           | policies[0] is \"cooldown\"; write an object",
        "{'policies': [{}]}                   | policies[0] lacks 'policy'",
        "{'policies': [{'policy': 'cooldwn'}]} | is \"cooldwn\"; write one of [allowed-actions,",
        "{'policies': [{'policy': 'cooldown'}]} | policies[0] lacks 'rest'",
        "{'policies': [{'policy': 'cooldown', 'rest': 5}]} | rest is 5; write a text",
        "{'policies': [{'policy': 'cooldown', 'rest': '5m'}]} | \"5m\"; write a duration such as",
        "{'policies': [{'policy': 'cooldown', 'rest': 'PT0S'}]} | policies[0]: A cooldown of PT0S",
        "{'policies': [{'policy': 'two-witnesses', 'of': 3}]} | has no setting 'of'",
        "{'policies': [{'policy': 'two-witnesses', 'policy': 'cooldown'}]} | 'policy' is given twice",
        "{'policies': [{'policy': 'ineffective-chain', 'limit': 1.5}]} | write a text or a whole",
        "{'policies': [{'policy': 'two-witnesses'}]} x | line 1, column",
        "{'policies': [{'policy': 'ineffective-chain', 'limit': 99999999999999999999}]} | range",
        "{'policies': [                       | No valid JSON at line 1, column",
        "{'policies': [{'policy': 'protected-components', 'named': ['n1']}]} | write kind:name",
      })
  void saysInOneLineWhatIsWrongWhereAndWhatToWrite(String json, String message) {
    assertThatThrownBy(() -> Policies.fromJson(json.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }

  @Test
  void refusesWhatIsTooDeepOrTooLong() {
    assertThatThrownBy(() -> Policies.fromJson("[".repeat(5_000)))
        .hasMessageContaining("nested deeper than 8");
    assertThatThrownBy(() -> Policies.fromJson(" ".repeat(1_000_001)))
        .hasMessageContaining("1000001 characters");
  }

  @Test
  void namesTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("policies.json"), "{}");

    assertThatThrownBy(() -> Policies.fromJson(file))
        .hasMessageContaining("policies.json: the file lacks 'policies'");
  }
}
