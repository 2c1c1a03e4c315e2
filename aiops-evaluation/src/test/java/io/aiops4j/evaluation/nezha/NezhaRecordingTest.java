package io.aiops4j.evaluation.nezha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads the recorded data set where it is present: {@code -Daiops.data=DIR} with {@code nezha/}.
 */
class NezhaRecordingTest {
  private final Path data = Path.of(System.getProperty("aiops.data", "nowhere"), "nezha");

  @BeforeEach
  void needsTheRecording() {
    assumeTrue(Files.isDirectory(data), "no recorded data in " + data + "; set -Daiops.data");
  }

  @Test
  void everyDayHasReadableMetricsAndTracesAndAUsableWindowForEachCase() {
    for (NezhaDay day : NezhaDay.allOf(data)) {
      NezhaSource source = new NezhaSource(day.folder(), day.date());
      assertThat(source.earliest()).isPresent();
      for (NezhaCase incident : day.cases()) {
        var window =
            NezhaWindows.of(incident, day.cases(), source.earliest().get(), source.topology());
        assertThat(window.reference()).isNotEmpty();
        assertThat(window.observed().to()).isEqualTo(incident.asOf());
      }
    }
  }

  @Test
  void twoRunsOfOneCaseGiveTheSameEvidence() {
    NezhaDay day = NezhaDay.allOf(data).get(0);
    NezhaCase incident = day.cases().get(5);

    String first = new NezhaInquiry(day).answer(incident).digest().id();
    String second = new NezhaInquiry(day).answer(incident).digest().id();

    assertThat(first).isEqualTo(second);
  }
}
