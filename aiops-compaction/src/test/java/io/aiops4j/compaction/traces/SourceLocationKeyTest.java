package io.aiops4j.compaction.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceLocationKeyTest {
  private final LogKey key = SourceLocationKey.withMaskedHead();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "o.s.OrderServiceImpl#246 [saveChanges][OrderId: 7] | o.s.OrderServiceImpl#246",
        "main server.go:118 listening on :8080 | server.go:118",
        "took 12:30 for user 77 | took <*> for user <*>",
        "charged card 4711 for order 12 | charged card <*> for order <*>"
      })
  void takesTheLocationElseTheMaskedHead(String body, String expected) {
    assertThat(key.of(record(body, Map.of()))).isEqualTo(expected);
  }

  @Test
  void attributesOfTheSourceLocationComeFirst() {
    Map<String, String> attributes = Map.of("code.file.path", "a/B.java", "code.line.number", "7");

    assertThat(key.of(record("x.Y#1 text", attributes))).isEqualTo("a/B.java#7");
  }

  @Test
  void aLocationDeepInTheTextIsSomebodysData() {
    assertThat(key.of(record("x ".repeat(150) + "a.B#7", Map.of())))
        .isEqualTo("x x x x x x x x x x");
  }

  private static LogRecord record(String body, Map<String, String> attributes) {
    return LogRecord.builder(Component.service("a"), Instant.EPOCH, body)
        .attributes(attributes)
        .build();
  }
}
