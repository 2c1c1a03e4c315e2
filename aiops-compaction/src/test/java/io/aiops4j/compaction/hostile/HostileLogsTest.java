package io.aiops4j.compaction.hostile;

import static io.aiops4j.compaction.Telemetry.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.compaction.Telemetry;
import io.aiops4j.compaction.mining.TemplateMatcher;
import io.aiops4j.compaction.redaction.Redactor;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time-out is a guard: what is not linear would take hours. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileLogsTest {
  private static final int MEGABYTE = 1 << 20;

  private static TelemetrySink lines(
      TelemetrySink sink, List<String> bodies, double from, double to) {
    for (int i = 0; i < bodies.size(); i++) {
      double at = from + (to - from) * i / bodies.size();
      sink.log(Telemetry.line(Telemetry.NODE, at, bodies.get(i), TrustClass.WORKLOAD));
    }
    return sink;
  }

  private static final List<String> THINGS =
      List.of(
          "a",
          " ",
          "a ",
          "\t",
          "9",
          "9 ",
          "<",
          "<*> ",
          "<**>",
          "\"",
          "\" ",
          "\\\"",
          "'",
          "(",
          "[x](",
          "{\"a\":",
          "://",
          "http://a:b@",
          "key=",
          "password=",
          "token: ",
          "=",
          ":",
          "/",
          "-",
          ".",
          "1.",
          "f",
          "eyJ",
          "eyJhbGciOiJIUzI1NiJ9.",
          "-----BEGIN ",
          "[redacted:",
          "AKIA",
          "sk-",
          "Bearer ",
          "--secret ",
          "\u0000",
          "\u202e",
          "\ud83d\ude00",
          "\ud800",
          "\n",
          "%",
          "NVRM: Xid (PCI:0000:91:00): 79, ",
          "0x",
          "ab:cd:",
          "00:00:");

  @Test
  void aMegabyteOfOneThingIsALineAsAnyOther() {
    Hostile.survives(
        sink -> {
          for (String thing : THINGS) {
            String line = thing.repeat(MEGABYTE / thing.length());
            lines(sink, List.of(line, "fine", line + "1"), 1, 60);
          }
        });
  }

  @Test
  void muchOfOneThingIsRedactedAndMatchedInLinearTime() {
    for (String thing : THINGS) {
      String line = thing.repeat(MEGABYTE / 4 / thing.length());
      Redactor.redact(line);
      TemplateMatcher.of(line.substring(0, 25_000)).matches(line);
    }
  }

  @Test
  void aMatcherOfManyRestsIsNotExponential() {
    TemplateMatcher matcher = TemplateMatcher.of("a <**> ".repeat(2_000) + "end");
    assertThat(matcher.matches("a b ".repeat(50_000))).isFalse();
  }

  @Test
  void aMillionDistinctTokensFitIntoLittleMemory() {
    Hostile.survives(
        sink -> {
          for (int i = 0; i < 100_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int t = 0; t < 10; t++) {
              line.append(word(i * 10 + t)).append(' ');
            }
            sink.log(Telemetry.line(i % 60 + 0.5, line.toString()));
          }
        });
  }

  @Test
  void linesOfOneNewTokenEachFitIntoLittleMemory() {
    Hostile.survives(
        sink -> {
          for (int i = 0; i < 50_000; i++) {
            sink.log(Telemetry.line(i % 60 + 0.5, word(i)));
          }
        });
  }

  @Test
  void aHundredThousandWritersOfOneLineEachFitIntoLittleMemory() {
    Hostile.survives(
        sink -> {
          for (int i = 0; i < 100_000; i++) {
            Component writer = Component.of(ComponentKind.POD, word(i));
            sink.log(Telemetry.line(writer, i % 60 + 0.5, "started " + i, TrustClass.WORKLOAD));
          }
        });
  }

  @Test
  void timesFromTheEndsOfTheWorldAreOnlyOutside() {
    for (Instant time : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
      assertThat(
              Hostile.survives(
                      sink ->
                          sink.log(
                              LogRecord.builder(Telemetry.NODE, time, "panic: out of time")
                                  .span("t", "s")
                                  .build()))
                  .items())
          .isEmpty();
    }
  }

  @Test
  void timeThatGoesBackwardsIsTimeAllTheSame() {
    Hostile.survives(
        sink -> {
          for (int i = 10_000; i > 0; i--) {
            sink.log(Telemetry.line(i / 170.0, "request " + i + " took " + i % 7 + " ms"));
          }
        });
  }

  @Test
  void emptyLinesAreNoEvidence() {
    assertThat(
            Hostile.survives(
                    sink -> lines(sink, List.of("", " ", "\t\n", "\u200b", "\u0000"), 50, 60))
                .items())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void textOfEveryKindOfCharacterIsShownInPrintAlone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Hostile.survives(
        sink -> {
          for (int i = 0; i < 5_000; i++) {
            sink.log(
                LogRecord.builder(Telemetry.NODE, minute(i % 60 + 0.5), anything(random))
                    .span(anything(random), anything(random))
                    .build());
          }
        });
  }

  private static String anything(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(40); n > 0; n--) {
      text.append(
          switch (random.nextInt(4)) {
            case 0 -> " ";
            case 1 -> String.valueOf((char) random.nextInt(0x10000));
            case 2 -> String.valueOf((char) (0x200b + random.nextInt(0x40)));
            default -> String.valueOf((char) random.nextInt(0x80));
          });
    }
    return text.toString();
  }

  /** A word without a digit, a different one for each number. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder("w");
    for (int n = number; n > 0; n /= 17) {
      word.append((char) ('g' + n % 17));
    }
    return word.toString();
  }
}
