package io.aiops4j.compaction.logs;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.Digests;
import io.aiops4j.compaction.mining.LineReader;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.state.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects log lines by component. */
final class LogAccumulator implements Accumulator {
  private static final int MOST_STREAMS = 50_000;
  private static final String STATE = "logs";
  private static final int STATE_VERSION = 1;

  private final CompactionWindow window;
  private final List<LogSignature> signatures;
  private final SignatureIndex index;
  private final SortedMap<Component, LogStream> streams = new TreeMap<>();
  private final LineReader reader = new LineReader();
  private long referenceLines;
  private int streamless;

  LogAccumulator(CompactionWindow window, List<LogSignature> signatures) {
    this.window = window;
    this.signatures = signatures;
    this.index = new SignatureIndex(signatures);
  }

  static LogAccumulator restored(
      CompactionWindow window, List<LogSignature> signatures, byte[] state) {
    StateReader in = WindowState.reader(state, STATE, STATE_VERSION, window);
    LogAccumulator restored = new LogAccumulator(window, signatures);
    restored.referenceLines = in.count();
    restored.streamless = in.smallCount();
    for (int n = in.parts(8); n > 0; n--) {
      Component component = in.component();
      restored.streams.put(component, LogStream.read(in, restored.reader, signatures));
    }
    in.end();
    return restored;
  }

  @Override
  public byte[] state() {
    StateWriter out = WindowState.writer(STATE, STATE_VERSION, window);
    out.count(referenceLines).count(streamless).count(streams.size());
    streams.forEach((component, stream) -> stream.write(out.component(component)));
    return out.toBytes();
  }

  @Override
  public boolean log(LogRecord record) {
    boolean inObserved = window.observed().contains(record.time());
    boolean counts = inObserved || window.referenceIndex(record.time()) >= 0;
    if (!counts || record.time().isAfter(window.asOf())) {
      return true;
    }
    LogStream stream = streams.get(record.component());
    if (stream == null && streams.size() >= MOST_STREAMS) {
      streamless++;
      return true;
    }
    if (stream == null) {
      stream = new LogStream(reader);
      streams.put(record.component(), stream);
    }
    referenceLines += inObserved ? 0 : 1;
    stream.add(record, inObserved, index);
    return true;
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof LogAccumulator that)
        || !WindowState.same(that.window, window)
        || !that.signatures.equals(signatures)) {
      throw new IllegalArgumentException(
          "Cannot merge " + other + " into log evidence; merge one compactor's accumulators only");
    }
    that.streams.forEach(
        (component, theirs) -> {
          // A stream of its own: the other's is not changed, and reads with another reader.
          streams.computeIfAbsent(component, key -> new LogStream(reader)).merge(theirs);
        });
    referenceLines += that.referenceLines;
    streamless += that.streamless;
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    FleetWords words = new FleetWords();
    streams.values().forEach(stream -> words.add(stream.texts()));
    LogEvidence channel = new LogEvidence(window, referenceLines, words);
    List<Evidence> evidence = new ArrayList<>();
    streams.forEach((component, stream) -> channel.of(component, stream.all(), evidence));
    List<EvidenceDigest.Omission> omitted = new ArrayList<>(channel.omitted());
    long beyond = streams.values().stream().mapToLong(LogStream::unassigned).sum() + streamless;
    if (beyond > 0) {
      omitted.add(
          new EvidenceDigest.Omission(
              "log.new",
              (int) Math.min(Integer.MAX_VALUE, beyond),
              "lines beyond the bound of templates or streams"));
    }
    return Digests.rank(evidence, omitted, budget, coverage);
  }
}
