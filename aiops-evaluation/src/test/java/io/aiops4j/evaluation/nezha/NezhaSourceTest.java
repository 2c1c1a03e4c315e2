package io.aiops4j.evaluation.nezha;

import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.testkit.contract.TelemetrySourceContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class NezhaSourceTest extends TelemetrySourceContract {
  private static final LocalDate DATE = LocalDate.of(2026, 1, 5);

  @TempDir static Path folder;
  private static Path day;

  @BeforeAll
  static void makePack() throws IOException {
    day = new Pack(folder.resolve("pack")).day();
  }

  @Override
  protected TelemetrySource newSource() {
    return new NezhaSource(day, DATE);
  }

  @Override
  protected TimeRange range() {
    Instant from = Instant.parse("2026-01-05T10:10:00Z");
    return new TimeRange(from, from.plusSeconds(180));
  }
}
