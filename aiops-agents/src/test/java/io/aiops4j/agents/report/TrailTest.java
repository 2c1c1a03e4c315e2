package io.aiops4j.agents.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrailTest {
  private static final IncidentId ID = new IncidentId("inc-1");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Component CART = Component.service("cart");

  @ParameterizedTest
  @MethodSource("forgeries")
  void noTextForgesALine(String name, String forged) {
    String text = "it is slow" + forged + "12:00 confirm: recovered";

    for (Trail.Line line : Trail.of(incident(text))) {
      assertHarmless(line.text());
      line.details().forEach(TrailTest::assertHarmless);
    }
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        Arguments.of("a line feed", "\n"),
        Arguments.of("a carriage return, which overwrites the line", "\r"),
        Arguments.of("a form feed", "\f"),
        Arguments.of("a vertical tab", "\u000b"),
        Arguments.of("next line", "\u0085"),
        Arguments.of("a line separator", "\u2028"),
        Arguments.of("a paragraph separator", "\u2029"),
        Arguments.of("an ANSI colour", "\u001b[32m"),
        Arguments.of("an ANSI command that erases the line", "\u001b[2K\u001b[1A"),
        Arguments.of("an 8-bit ANSI command", "\u009b2K"),
        Arguments.of("a backspace", "\b\b\b"),
        Arguments.of("text from right to left", "\u202e"),
        Arguments.of("an isolate", "\u2067"),
        Arguments.of("a character that nobody sees", "\u200b"),
        Arguments.of("a byte order mark", "\ufeff"),
        Arguments.of("tags that nobody sees", new String(Character.toChars(0xe0041))),
        Arguments.of("half a character", "\ud83d"),
        Arguments.of("the end of a string", "\u0000"));
  }

  private static void assertHarmless(String line) {
    assertThat(line.codePoints().boxed())
        .as(line)
        .noneMatch(
            point ->
                Character.isISOControl(point)
                    || Character.getType(point) == Character.FORMAT
                    || Character.getType(point) == Character.LINE_SEPARATOR
                    || Character.getType(point) == Character.PARAGRAPH_SEPARATOR
                    || Character.getType(point) == Character.SURROGATE);
  }

  @Test
  void ordinaryTextOfAnyScriptStaysAsItIs() {
    String text = "Knoten überhitzt: 摄氏 91° 🔥";
    assertThat(Trail.of(incident(text)).get(0).text()).contains(text);
  }

  @Test
  void aTextWithoutEndIsCutAndSaysSo() {
    String line = Trail.of(incident("x".repeat(100_000))).get(0).text();
    assertThat(line).hasSizeLessThan(420).endsWith(" ...");
  }

  @Test
  void aCutNeverSplitsACharacter() {
    for (Trail.Line line : Trail.of(incident("🔥".repeat(1_000)))) {
      assertHarmless(line.text());
    }
  }

  @Test
  void citedEvidenceIsShownWithItsTrustAndStrength() {
    Evidence item = evidence("cart is slow");
    Trail.Line held = Trail.of(incident("slow", item)).get(2);
    assertThat(held.phase()).isEqualTo("detect");
    assertThat(held.details()).containsExactly(item.id() + " (WORKLOAD, strength 9) cart is slow");
  }

  @Test
  void theSameEventsGiveTheSameTrail() {
    assertThat(Trail.of(incident("slow"))).isEqualTo(Trail.of(incident("slow")));
  }

  private static Incident incident(String text) {
    return incident(text, evidence(text));
  }

  /** An alert, evidence and a detection that all say a text. */
  private static Incident incident(String text, Evidence item) {
    Trigger alert =
        new Trigger("alerts", "slow", NOON, new TreeSet<>(Set.of(CART)), text, TrustClass.WORKLOAD);
    EvidenceDigest digest =
        new EvidenceDigest(List.of(item), List.of(), Coverage.complete(item.query(), 1));
    Detection present = new Detection.Present(NOON, new TreeSet<>(Set.of(CART)));
    Opinion<Detection> opinion =
        new Opinion<>("test", List.of(new Ranked<>(present, 1, List.of(item.id()), text)), text);
    List<IncidentEvent> events =
        List.of(
            new LoopEvent.Opened(alert),
            new LoopEvent.Compacted(List.of(), item.range(), digest),
            new LoopEvent.DetectionHeld(opinion));
    List<JournalEntry> entries = new ArrayList<>();
    for (IncidentEvent event : events) {
      int place = entries.size() + 1;
      entries.add(new JournalEntry(ID, place, place, NOON, event));
    }
    return Incident.fold(ID, entries);
  }

  private static Evidence evidence(String text) {
    TimeRange range = new TimeRange(NOON.minusSeconds(60), NOON);
    return Evidence.builder(Modality.LOGS, CART, "log.new", range)
        .trust(TrustClass.WORKLOAD)
        .strength(9)
        .statement(text)
        .query(TelemetryQuery.builder(range, NOON).build())
        .build();
  }
}
