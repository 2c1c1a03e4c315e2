package io.aiops4j.fuzz;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.compaction.baseline.BaselineStore;
import io.aiops4j.compaction.baseline.SeriesKey;
import io.aiops4j.compaction.changes.ChangeCompactor;
import io.aiops4j.compaction.logs.LogCompactor;
import io.aiops4j.compaction.metrics.MetricCompactor;
import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;
import io.aiops4j.compaction.mining.LineReader;
import io.aiops4j.compaction.mining.MinerOptions;
import io.aiops4j.compaction.mining.TemplateMiner;
import io.aiops4j.compaction.resources.CpuCompactor;
import io.aiops4j.compaction.signals.SignalCodec;
import io.aiops4j.compaction.sketch.QuantileSketch;
import io.aiops4j.compaction.slo.SloMonitor;
import io.aiops4j.compaction.slo.SloSpec;
import io.aiops4j.compaction.state.InvalidStateException;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.streaming.SeriesBank;
import io.aiops4j.compaction.streaming.SlidingMoments;
import io.aiops4j.compaction.streaming.SlotKind;
import io.aiops4j.compaction.traces.TraceCompactor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * State of every summary, edited and then given a checksum that fits: restored and usable, or
 * refused as invalid.
 */
public final class StateFuzz {
  /** A good state, and what must bear a bad one. */
  private record Kind(byte[] state, Consumer<byte[]> restore) {}

  private static final List<Kind> KINDS = kinds();

  private StateFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    Kind kind = KINDS.get(in.below(KINDS.size()));
    byte[] state = kind.state().clone();
    if (in.below(8) == 0) {
      state = Arrays.copyOf(state, in.below(state.length + 8));
    }
    for (int edits = 0; !in.isEmpty() && state.length > 0 && edits < 64; edits++) {
      state[in.below(state.length)] = (byte) in.number();
    }
    if (state.length > 4) {
      CRC32C crc = new CRC32C();
      crc.update(state, 0, state.length - 4);
      ByteBuffer.wrap(state).putInt(state.length - 4, (int) crc.getValue());
    }
    try {
      kind.restore().accept(state);
    } catch (InvalidStateException refused) {
      // In words, as it should be.
    }
  }

  private static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (Compactor compactor :
        List.of(
            new MetricCompactor(),
            new CpuCompactor(),
            new LogCompactor(),
            new TraceCompactor(),
            new ChangeCompactor())) {
      Accumulator good = compactor.accumulator(Small.WINDOW);
      Small.telemetry(good);
      kinds.add(
          new Kind(good.state(), bytes -> Small.digest(compactor.restore(Small.WINDOW, bytes))));
      for (Evidence item : Small.digest(good).items()) {
        item.signal()
            .ifPresent(
                signal -> kinds.add(new Kind(SignalCodec.bytes(signal), SignalCodec::signal)));
      }
    }
    Drain3Miner miner = new Drain3Miner();
    QuantileSketch exact = new QuantileSketch();
    QuantileSketch buckets = new QuantileSketch();
    SloSpec spec = SloSpec.builder(0.99).build();
    SloMonitor slo = new SloMonitor(spec);
    for (int i = 0; i < 200; i++) {
      miner.add("request " + i + " of " + "abcdefgh".charAt(i % 8) + " took " + i + " ms");
      slo.count(Small.second(i), i % 7, 7, Small.second(i));
      buckets.add(i * 0.37);
      if (i < 20) {
        exact.add(i);
      }
    }
    kinds.add(
        new Kind(
            miner.state(),
            bytes -> Drain3Miner.restore(Drain3Options.defaults(), bytes).add("request 1 of b")));
    kinds.add(
        new Kind(
            slo.state(), bytes -> SloMonitor.restore(spec, bytes).evaluate(Small.second(200))));
    for (QuantileSketch sketch : List.of(exact, buckets)) {
      kinds.add(new Kind(sketch.state(), bytes -> QuantileSketch.restore(bytes).quantile(0.95)));
    }
    kinds.add(templates());
    kinds.add(baselines());
    kinds.add(bank());
    return List.copyOf(kinds);
  }

  private static Kind templates() {
    TemplateMiner miner = new TemplateMiner();
    for (int i = 0; i < 200; i++) {
      miner.add("request " + i + " of " + "abcdefgh".charAt(i % 8) + " took " + i + " ms", i);
    }
    return new Kind(
        miner.state(),
        bytes -> {
          TemplateMiner restored =
              TemplateMiner.restore(MinerOptions.STANDARD, unheard -> {}, new LineReader(), bytes);
          restored.add("request 1 of b took 7 ms", 200);
          restored.templates();
          restored.state();
        });
  }

  private static Kind baselines() {
    BaselineStore.Builder builder = BaselineStore.builder((key, event) -> {}).capacity(20);
    BaselineStore store = builder.build();
    SeriesKey key = SeriesKey.of(Small.NODE, "DCGM_FI_DEV_GPU_TEMP");
    for (int i = 0; i < 200; i++) {
      long millis = Small.second(i).toEpochMilli();
      store.add(key, "", SlotKind.GAUGE, millis, i < 190 ? 50 + i % 3 : 90);
    }
    return new Kind(
        store.state(),
        bytes -> {
          BaselineStore restored = builder.restore(bytes);
          restored.add(key, "", SlotKind.GAUGE, Small.second(300).toEpochMilli(), 50);
          restored.freeze(key);
          restored.topComponents(3, 0);
          restored.state();
        });
  }

  private static Kind bank() {
    SeriesBank bank = newBank();
    for (int i = 0; i < 200; i++) {
      bank.sample(0, i < 190 ? 50 + i % 3 : 90, Small.second(i).toEpochMilli());
    }
    StateWriter out = new StateWriter("bank", 1);
    bank.write(0, out);
    return new Kind(
        out.toBytes(),
        bytes -> {
          StateReader in = StateReader.of(bytes, "bank", 1);
          SeriesBank restored = newBank();
          restored.read(0, in);
          in.end();
          for (int i = 0; i < 100; i++) {
            restored.sample(0, 50 + i % 3, Small.second(300 + i).toEpochMilli());
          }
          restored.write(0, new StateWriter("bank", 1));
        });
  }

  private static SeriesBank newBank() {
    return SeriesBank.builder(new SlidingMoments(1, 60), event -> {}).build();
  }
}
