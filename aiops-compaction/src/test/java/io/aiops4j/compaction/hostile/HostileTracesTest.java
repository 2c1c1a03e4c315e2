package io.aiops4j.compaction.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.Telemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The time-out is a guard: what is not linear would take hours. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileTracesTest {
  private static final Component WEB = Component.service("web");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = Telemetry.START.getEpochSecond() * SECOND;

  private static Span span(String trace, String id, String parent, long second, long nanos) {
    long start = START + second * SECOND;
    return Span.builder(trace, id, WEB, "GET /").parent(parent).times(start, start + nanos).build();
  }

  /** Ordinary traces over the whole hour, so that every channel has something to compare. */
  private static void usual(TelemetrySink sink) {
    for (int second = 0; second < 3_600; second += 20) {
      String trace = "usual-" + second;
      sink.span(span(trace, "a", "", second, 9_000_000));
      sink.span(span(trace, "b", "a", second, 5_000_000 + second % 7));
    }
  }

  @Test
  void spansThatCauseThemselvesAreBorne() {
    Hostile.survives(
        sink -> {
          usual(sink);
          for (int second = 3_000; second < 3_600; second += 10) {
            String trace = "cycle-" + second;
            sink.span(span(trace, "root", "", second, 1_000));
            sink.span(span(trace, "self", "self", second, 1_000));
            sink.span(span(trace, "x", "z", second, 1_000));
            sink.span(span(trace, "y", "x", second, 1_000));
            sink.span(span(trace, "z", "y", second, 1_000));
          }
        });
  }

  @Test
  void aHundredThousandChildrenOfOneSpanFitIntoLittleMemory() {
    Hostile.survives(
        sink -> {
          usual(sink);
          sink.span(span("wide", "root", "", 3_100, SECOND));
          for (int i = 0; i < 100_000; i++) {
            sink.span(span("wide", "c" + i, "root", 3_100, 1_000 + i));
          }
        });
  }

  @Test
  void aChainOfAHundredThousandCallsIsNoStackOverflow() {
    Hostile.survives(
        sink -> {
          usual(sink);
          sink.span(span("deep", "0", "", 3_100, SECOND));
          for (int i = 1; i < 100_000; i++) {
            sink.span(span("deep", "" + i, "" + (i - 1), 3_100, SECOND - i));
          }
        });
  }

  @Test
  void aHundredThousandLinesOfOneSpanAreLinearWork() {
    Hostile.survives(
        sink -> {
          usual(sink);
          sink.span(span("chatty", "root", "", 3_100, SECOND));
          for (int i = 0; i < 100_000; i++) {
            sink.log(
                LogRecord.builder(
                        WEB, Telemetry.START.plusSeconds(3_100), "line " + "x".repeat(i % 60))
                    .span("chatty", "root")
                    .build());
          }
        });
  }

  @Test
  void aHundredThousandNamesAndTracesFitIntoLittleMemory() {
    Hostile.survives(
        sink -> {
          usual(sink);
          for (int i = 0; i < 100_000; i++) {
            long start = START + (i % 3_600) * SECOND;
            sink.span(
                Span.builder("t" + i, "a", Component.service("s" + i), "op" + i)
                    .times(start, start + 1_000)
                    .build());
          }
        });
  }

  @Test
  void namesOfAMegabyteAreBorne() {
    String long1 = "\u202ename ".repeat(1 << 17);
    Hostile.survives(
        sink -> {
          usual(sink);
          for (int second = 0; second < 3_600; second += 100) {
            long start = START + second * SECOND;
            sink.span(
                Span.builder("m" + second, "a", Component.service(long1), long1)
                    .times(start, start + (second < 3_000 ? 1_000 : SECOND))
                    .build());
          }
        });
  }

  @Test
  void timesFromTheEndsOfTheWorldAreOnlyOutside() {
    assertThat(
            Hostile.survives(
                    sink -> {
                      sink.span(span("t", "a", "", 0, 0));
                      for (long start : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
                        sink.span(
                            Span.builder("t", "e" + start, WEB, "x").times(start, start).build());
                      }
                      sink.span(
                          Span.builder("t", "all", WEB, "x")
                              .times(Long.MIN_VALUE, Long.MAX_VALUE)
                              .build());
                    })
                .items())
        .isEmpty();
  }

  @Test
  void childrenThatAreOverBeforeTheirParentStartsAreBorne() {
    Hostile.survives(
        sink -> {
          usual(sink);
          for (int second = 100; second < 3_500; second += 10) {
            String trace = "back-" + second;
            sink.span(span(trace, "c", "b", second - 60, 5));
            sink.span(span(trace, "b", "a", second - 30, 5));
            sink.span(span(trace, "a", "", second, 5));
            sink.span(span(trace, "a", "", second, 7));
          }
        });
  }

  @Test
  void emptyNamesAreBorne() {
    Hostile.survives(
        sink -> {
          for (int i = 0; i < 100; i++) {
            sink.span(
                Span.builder("", "", WEB, "")
                    .times(START + i * 36 * SECOND, START + i * 36 * SECOND)
                    .build());
            sink.span(Span.builder("", "", WEB, "").parent("").times(START, START).build());
          }
        });
  }
}
