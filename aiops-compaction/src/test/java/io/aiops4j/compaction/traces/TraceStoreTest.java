package io.aiops4j.compaction.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceStoreTest {
  private static final int MOST = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatStaysBeyondTheBoundDependsOnTheTracesAlone(long seed) {
    Random random = new Random(seed);
    List<Span> spans = spans(random, 900);
    byte[] whole = state(collect(spans, MOST));
    for (int parts : new int[] {1, 2, 7, 64}) {
      Collections.shuffle(spans, random);
      List<TraceStore> shards = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        shards.add(new TraceStore(MOST));
      }
      // Not even whole traces stay together.
      spans.forEach(span -> shards.get(random.nextInt(parts)).add(span));
      Collections.shuffle(shards, random);
      TraceStore first = shards.get(0);
      shards.stream().skip(1).forEach(first::merge);

      assertThat(state(first)).as("%s parts", parts).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tracesStayWholeAndWithinTheBound(long seed) {
    List<Span> spans = spans(new Random(seed), 900);
    TreeMap<String, Integer> sizes = new TreeMap<>();
    spans.forEach(span -> sizes.merge(span.traceId(), 1, Integer::sum));
    TraceStore store = collect(spans, MOST);
    store.settle();

    assertThat(store.isCut()).isTrue();
    assertThat(store.offered()).isEqualTo(spans.size());
    int kept = store.spans().size() + store.traces() * TraceStore.COST_OF_TRACE;
    assertThat(kept).isBetween(MOST - 200, MOST);
    int[] rows = new int[store.traces()];
    for (int row = 0; row < store.spans().size(); row++) {
      rows[store.spans().trace[row]]++;
    }
    for (int trace = 0; trace < rows.length; trace++) {
      assertThat(rows[trace]).isEqualTo(sizes.get(store.traceId(trace)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stateComesBackWhateverTheIds(long seed) {
    TraceStore store = collect(spans(new Random(seed), 100), 1_000_000);
    byte[] state = state(store);
    TraceStore restored = new TraceStore(1_000_000);
    StateReader reader = StateReader.of(state, "test", 1);
    TraceState.read(restored, new LogPresence(1), reader);
    reader.end();

    assertThat(state(restored)).isEqualTo(state);
  }

  private static TraceStore collect(List<Span> spans, int most) {
    TraceStore store = new TraceStore(most);
    spans.forEach(store::add);
    return store;
  }

  private static byte[] state(TraceStore store) {
    StateWriter writer = new StateWriter("test", 1);
    TraceState.write(store, new LogPresence(1), writer);
    return writer.toBytes();
  }

  /** Traces of 1 to 12 spans; hexadecimal and other ids, repeated and missing ones. */
  private static List<Span> spans(Random random, int traces) {
    List<Span> spans = new ArrayList<>();
    for (int t = 0; t < traces; t++) {
      String[] ids = new String[1 + random.nextInt(12)];
      boolean text = random.nextInt(4) == 0;
      Arrays.setAll(ids, i -> text ? "span " + i : String.format("%016x", random.nextLong()));
      for (int i = 0; i < ids.length; i++) {
        int above = random.nextInt(ids.length + 1);
        spans.add(
            Span.builder(
                    "trace" + t,
                    random.nextInt(20) == 0 ? ids[0] : ids[i],
                    Component.service("s" + random.nextInt(7)),
                    "op" + random.nextInt(5))
                .parent(i == 0 || above == ids.length ? "" : ids[above])
                .times(random.nextInt(1000), 1000 + random.nextInt(1000))
                .trust(random.nextBoolean() ? TrustClass.WORKLOAD : TrustClass.CONTROL_PLANE)
                .build());
      }
    }
    return spans;
  }
}
