package io.aiops4j.compaction.logs;

import static io.aiops4j.compaction.Telemetry.NODE;
import static io.aiops4j.compaction.Telemetry.complete;
import static io.aiops4j.compaction.Telemetry.digest;
import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a template without a signature evidence, and what it is worth. */
class LogRankTest {
  private static final String LOST = "NVRM: Xid (PCI:0000:91:00): 79, GPU has fallen off the bus.";

  /** One witness among minutes of which one in six is observed. */
  private static final double ONE_WITNESS = -Math.log10(1 / 6.0);

  /** A sentence of words that no other number's sentence has, none of trouble. */
  private static String sentence(int number) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 4; word++) {
      text.append(word == 0 ? "" : " ");
      for (int syllable = 0; syllable < 4; syllable++) {
        text.append("klmnprv".charAt(random.nextInt(7))).append("aiu".charAt(random.nextInt(3)));
      }
    }
    return text.toString();
  }

  /** Minutes 0 to 59 with one line each that says nothing. */
  private static TelemetryBatch calm(Component who) {
    TelemetryBatch batch = new TelemetryBatch();
    for (int at = 0; at < 60; at++) {
      batch.log(line(who, at + 0.25, "heartbeat sent", TrustClass.KERNEL));
    }
    return batch;
  }

  /** Ten known templates; number k came in two minutes before and comes in k minutes now. */
  private static TelemetryBatch chatty() {
    TelemetryBatch batch = new TelemetryBatch();
    for (int k = 1; k <= 10; k++) {
      batch.log(line(7, sentence(k)));
      batch.log(line(31, sentence(k)));
      for (int at = 0; at < k; at++) {
        batch.log(line(50 + at, sentence(k)));
      }
    }
    return batch;
  }

  private static EvidenceDigest looked(TelemetryBatch batch) {
    return digest(new LogCompactor(), batch);
  }

  private static Evidence saying(TelemetryBatch batch, String words) {
    return looked(batch).items().stream()
        .filter(item -> item.attributes().get("template").contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nothing says '" + words + "'"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 24})
  void aNewTemplateWithoutAnyBadWordPassesHoweverOftenTheStreamHasNewOnes(int usual) {
    TelemetryBatch batch = calm(NODE);
    for (int i = 0; i < usual; i++) {
      batch.log(line(2 * i, sentence(i)));
    }
    batch.log(line(55, "carousel turned leftwards"));

    assertThat(saying(batch, "carousel").kind()).isEqualTo("log.new");
  }

  @Test
  void aWordOfTroubleRanksATemplateHigherByOneOrderOfMagnitude() {
    TelemetryBatch batch = calm(NODE);
    batch.log(line(55, "carousel turned leftwards"));
    batch.log(line(55, "gearbox crashed downhill"));

    double bad = saying(batch, "gearbox").strength();

    assertThat(bad - saying(batch, "carousel").strength()).isEqualTo(1, within(1e-9));
  }

  @Test
  void aSignaturePassesAmidAThousandLouderTemplates() {
    TelemetryBatch batch = calm(NODE);
    batch.log(line(20, LOST));
    batch.log(line(55, LOST));
    for (int i = 0; i < 1_000; i++) {
      for (int at = 50; at < 60; at++) {
        batch.log(line(at, sentence(i)));
        batch.log(line(at + 0.5, sentence(i)));
      }
    }

    EvidenceDigest digest = looked(batch);

    assertThat(digest.items()).filteredOn(e -> e.kind().equals("log.signature")).hasSize(1);
    assertThat(digest.omitted()).anyMatch(each -> each.why().contains("more than 25"));
  }

  @Test
  void aChattyStreamKeepsItsTopFifthAndSaysHowManyItHoldsBack() {
    EvidenceDigest digest = looked(chatty());

    assertThat(digest.items())
        .extracting(item -> item.attributes().get("template"))
        .containsExactly(sentence(10), sentence(9));
    assertThat(digest.omitted())
        .containsExactly(
            new EvidenceDigest.Omission(
                "log.burst", 7, "below the 80th percentile of their component's templates"));
  }

  @Test
  void newAndRareTemplatesPassTheBarOfAChattyStream() {
    TelemetryBatch batch = chatty();
    batch.log(line(12, "turnstile opened once"));
    batch.log(line(57, "turnstile opened once"));
    batch.log(line(58, "carousel turned leftwards"));

    assertThat(saying(batch, "turnstile").kind()).isEqualTo("log.burst");
    assertThat(saying(batch, "carousel").kind()).isEqualTo("log.new");
    assertThat(looked(batch).items()).hasSize(4);
  }

  @Test
  void aStreamThatIsCalmHasALowBar() {
    TelemetryBatch batch = calm(NODE);
    for (int i = 0; i < 9; i++) {
      batch.log(line(3 + i, sentence(i)));
      batch.log(line(30 + i, sentence(i)));
    }
    batch.log(line(52, sentence(4)));
    batch.log(line(54, sentence(4)));

    assertThat(saying(batch, sentence(4)).strength()).isLessThan(1);
    assertThat(looked(batch).omitted()).isEmpty();
  }

  @Test
  void aWordInEveryStreamIsWorthLess() {
    TelemetryBatch batch = new TelemetryBatch();
    for (int s = 0; s < 10; s++) {
      Component who = Component.service("s" + s);
      calm(who).logs().forEach(batch::log);
      batch.log(line(who, 9, "upstream request queued", TrustClass.KERNEL));
      batch.log(line(who, 19, "upstream request queued", TrustClass.KERNEL));
    }
    Component first = Component.service("s0");
    batch.log(line(first, 55, "request queued upstream", TrustClass.KERNEL));
    batch.log(line(first, 55, "carousel turned leftwards", TrustClass.KERNEL));

    assertThat(saying(batch, "carousel").strength()).isEqualTo(ONE_WITNESS, within(1e-9));
    assertThat(saying(batch, "request queued upstream").strength())
        .isLessThan(saying(batch, "carousel").strength());
  }

  @Test
  void whatAWordIsWorthLessIsBoundedHoweverLargeTheFleet() {
    TelemetryBatch batch = new TelemetryBatch();
    for (int s = 0; s < 300; s++) {
      Component who = Component.service("s" + s);
      for (int at = 50; at < 56; at++) {
        batch.log(line(who, at, "carousel turned leftwards", TrustClass.KERNEL));
      }
      batch.log(line(who, 5, "heartbeat sent", TrustClass.KERNEL));
      batch.log(line(who, 6, "heartbeat sent", TrustClass.KERNEL));
    }

    assertThat(saying(batch, "carousel").strength()).isEqualTo(6 * ONE_WITNESS - 1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 500})
  void oneMinuteOfManyRepeatsOfANewTemplateIsOneWitness(int repeats) {
    TelemetryBatch batch = calm(NODE);
    for (int i = 0; i < repeats; i++) {
      batch.log(line(55 + i / 1e3, "carousel turned leftwards"));
    }

    Evidence carousel = saying(batch, "carousel");

    assertThat(carousel.strength()).isEqualTo(ONE_WITNESS, within(1e-9));
    assertThat(carousel.magnitude()).isEqualTo(repeats);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20})
  void oneMinuteOfManyRepeatsOfWhatCameNowAndThenIsOneWitness(int before) {
    TelemetryBatch batch = calm(NODE);
    for (int i = 0; i < before; i++) {
      batch.log(line(2 * i, "carousel turned leftwards"));
    }
    for (int i = 0; i < 500; i++) {
      batch.log(line(55 + i / 1e3, "carousel turned leftwards"));
    }

    assertThat(saying(batch, "carousel").strength()).isEqualTo(ONE_WITNESS, within(1e-9));
  }

  @Test
  void moreMinutesWithMoreLinesThanEverAreMoreWitnesses() {
    TelemetryBatch batch = calm(NODE);
    for (int i = 0; i < 20; i++) {
      batch.log(line(2 * i, "carousel turned leftwards"));
    }
    for (int i = 0; i < 500; i++) {
      batch.log(line(53 + i / 100.0, "carousel turned leftwards"));
    }

    assertThat(saying(batch, "carousel").strength()).isEqualTo(5 * ONE_WITNESS, within(1e-9));
  }

  @Test
  void aTemplateIsOneItemWhateverSeveritiesAndExamplesAMinuteHas() {
    TelemetryBatch batch = calm(NODE);
    for (Severity severity : List.of(Severity.INFO, Severity.ERROR, Severity.WARN)) {
      String body = "carousel turned by " + severity.ordinal() + " degrees";
      batch.log(LogRecord.builder(NODE, minute(55), body).severity(severity).build());
    }

    assertThat(looked(batch).items())
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.attributes())
                    .containsEntry("severity", "ERROR")
                    .containsEntry("count", "3"));
  }

  @Test
  void evidenceSaysWhatATemplateWasBeforeTheObservedLinesChangedIt() {
    TelemetryBatch batch = calm(NODE);
    batch.log(line(5, "volume amber is mounted on the host"));
    batch.log(line(15, "volume birch is mounted on the host"));
    batch.log(line(25, "volume cedar is mounted on the host"));
    for (int at = 50; at < 58; at++) {
      batch.log(line(at, "volume maple is mounted on the host"));
    }

    assertThat(saying(batch, "mounted").attributes())
        .containsEntry("template", "volume <*> is mounted on the host")
        .containsEntry(
            "templateBefore",
            "volume amber is mounted on the host | volume birch is mounted on the host"
                + " | volume cedar is mounted on the host");
    assertThat(looked(chatty()).items())
        .noneMatch(item -> item.attributes().containsKey("templateBefore"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theRankIsTheSameHoweverStreamsAreSplitAndKept(int seed) {
    Random random = new Random(seed);
    LogCompactor compactor = new LogCompactor();
    Accumulator whole = compactor.accumulator(window());
    Accumulator[] parts = new Accumulator[1 + random.nextInt(5)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = compactor.accumulator(window());
    }
    for (int s = 0; s < 20; s++) {
      Component who = Component.service("s" + s);
      Accumulator part = parts[random.nextInt(parts.length)];
      for (double at = 0; at < 60; at += 2 * random.nextDouble()) {
        int known = random.nextInt(12);
        String body = sentence(at > 50 ? known + random.nextInt(1 + s) : known);
        LogRecord record = line(who, at, body, TrustClass.WORKLOAD);
        whole.log(record);
        part.log(record);
      }
    }
    Accumulator merged = compactor.restore(window(), parts[parts.length - 1].state());
    for (int i = parts.length - 2; i >= 0; i--) {
      merged.merge(parts[i]);
    }

    EvidenceDigest one = whole.digest(EvidenceBudget.STANDARD, complete());

    assertThat(one.items()).isNotEmpty();
    assertThat(merged.digest(EvidenceBudget.STANDARD, complete())).isEqualTo(one);
    assertThat(merged.state()).isEqualTo(whole.state());
  }
}
