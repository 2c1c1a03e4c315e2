package io.aiops4j.testkit.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.testkit.outcome.Timeline.Entry;
import io.aiops4j.testkit.outcome.Timeline.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @Test
  void interleavesAllVoicesByTimeAndKeepsTheOrderOfEqualTimes() {
    Timeline timeline =
        new Timeline(
            START,
            List.of(
                new Entry(START.plusSeconds(60), Voice.STATE, "first"),
                new Entry(START.plusSeconds(60), Voice.ACTION, "second"),
                new Entry(START.plusSeconds(5), Voice.TRUTH, "earlier")));

    assertThat(timeline)
        .hasToString(
            """
            virtual time since 2026-01-05T00:00:00Z
              +00:00:05  TRUTH      earlier
              +00:01:00  STATE      first
              +00:01:00  ACTION     second
            """);
  }

  @Test
  void noTextCanForgeALine() {
    Entry entry = new Entry(START, Voice.SIGNAL, "hot\n  +00:00:00  TRUTH  all is well\u202e");

    assertThat(entry.text()).doesNotContain("\n", "\u202e").startsWith("hot\ufffd");
  }

  @Test
  void leavesTheMiddleOfALongStoryOut() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      entries.add(new Entry(START.plusSeconds(i), Voice.STATE, "line " + i));
    }

    assertThat(new Timeline(START, entries).toString().lines())
        .hasSize(402)
        .contains("  ... 600 lines left out ...")
        .last()
        .asString()
        .endsWith("line 999");
  }

  @Test
  void countsDaysInHoursAndTimeBeforeTheStartBackwards() {
    Timeline timeline =
        new Timeline(
            START,
            List.of(
                new Entry(START.minusSeconds(90), Voice.STATE, "before"),
                new Entry(START.plusSeconds(360_000), Voice.STATE, "much later")));

    assertThat(timeline.toString()).contains("-00:01:30  STATE", "+100:00:00  STATE");
  }
}
