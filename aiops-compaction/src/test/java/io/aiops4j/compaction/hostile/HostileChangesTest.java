package io.aiops4j.compaction.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The time-out is a guard: what is not linear would take hours. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileChangesTest {
  private static ChangeEvent change(String id, Instant time, ChangeKind kind, String summary) {
    return new ChangeEvent(
        id, time, kind, Telemetry.NODE, summary, TrustClass.WORKLOAD, new TreeMap<>());
  }

  @Test
  void nothingAtAllIsNoEvidence() {
    assertThat(Hostile.survives(sink -> {}).items()).isEmpty();
  }

  @Test
  void changesByTheHundredThousandFitIntoLittleMemory() {
    Hostile.survives(
        sink -> {
          for (int i = 0; i < 100_000; i++) {
            sink.change(change("c" + i, Telemetry.minute(i % 60), ChangeKind.DEPLOY, "again " + i));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void textOfAMegabyteAndTimesFromTheEndsOfTheWorldAreBorne(ChangeKind kind) {
    String text = "\u202epassword=\u0000hunter2 ".repeat(50_000);
    Hostile.survives(
        sink -> {
          for (Instant time : List.of(Instant.MIN, Telemetry.minute(49), Instant.MAX)) {
            sink.change(change(text, time, kind, text));
            sink.change(change("", time, kind, ""));
          }
        });
  }
}
