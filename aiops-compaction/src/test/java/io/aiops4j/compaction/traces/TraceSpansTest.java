package io.aiops4j.compaction.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSpansTest {
  private static final int MOST_SPANS = 400;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everySpanIsFoundByItsIdAndNoneByAnother(long seed) {
    Random random = new Random(seed);
    check(random, key -> hex(key * 0xd1342543de82ef95L));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void textsAndNumbersAreNeverMistakenForEachOther(long seed) {
    Random random = new Random(seed);
    check(random, key -> key % 2 == 0 ? "id-" + key : hex(key / 4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void idsThatAreLookedForInOnePlaceAreFound(long seed) {
    Random random = new Random(seed);
    // Times the constant of the table these are small numbers: its upper bits are all the same.
    check(random, key -> hex(key * inverse(GOLDEN)));
  }

  private static void check(Random random, LongFunction<String> idOf) {
    SpanIds ids = new SpanIds();
    SpanRows rows = new SpanRows(ids, new Names());
    List<List<Span>> traces = new ArrayList<>();
    for (int trace = 0; trace < 20; trace++) {
      List<Span> spans = new ArrayList<>();
      for (int i = random.nextInt(MOST_SPANS); i > 0; i--) {
        spans.add(span(idOf.apply(random.nextInt(MOST_SPANS)), random.nextInt(1_000)));
        rows.add(trace, spans.get(spans.size() - 1));
      }
      traces.add(spans);
    }
    Groups rowsOf = new Groups(rows.trace, rows.size(), traces.size());
    TraceSpans taken = new TraceSpans(rows);
    for (int trace = 0; trace < traces.size(); trace++) {
      taken.take(rowsOf.rows(), rowsOf.from(trace), rowsOf.to(trace));
      Map<String, Long> earliest = new HashMap<>();
      traces.get(trace).forEach(s -> earliest.merge(s.spanId(), s.startEpochNanos(), Math::min));

      assertThat(taken.size()).isEqualTo(earliest.size());
      for (long key = 0; key < 2 * MOST_SPANS; key++) {
        String id = idOf.apply(key);
        int span = taken.find(ids.of(id), ids.isText());
        Long start = earliest.get(id);
        assertThat(span >= 0).as(id).isEqualTo(start != null);
        assertThat(start == null ? null : taken.start[span]).as(id).isEqualTo(start);
      }
    }
  }

  private static Span span(String id, long start) {
    return Span.builder("t", id, Component.service("web"), "GET /").times(start, start + 1).build();
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  /** The number that an odd one times is 1. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
