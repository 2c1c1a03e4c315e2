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
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects log lines by component: of more components than the bound the first in order are kept,
 * and the lines of the others counted, whatever order lines come in.
 */
final class LogAccumulator implements Accumulator {
  static final int MOST_STREAMS = 50_000;
  private static final String STATE = "logs";
  private static final int STATE_VERSION = 1;

  private final CompactionWindow window;
  private final List<LogSignature> signatures;
  private final SignatureIndex index;
  private final int mostStreams;
  private final NavigableMap<Component, LogStream> streams = new TreeMap<>();
  private final LineReader reader = new LineReader();
  private long referenceLines;
  private long streamless;

  LogAccumulator(CompactionWindow window, List<LogSignature> signatures) {
    this(window, signatures, MOST_STREAMS);
  }

  /**
   * @param mostStreams bound of components, at least 1
   */
  LogAccumulator(CompactionWindow window, List<LogSignature> signatures, int mostStreams) {
    this.window = window;
    this.signatures = signatures;
    this.index = new SignatureIndex(signatures);
    this.mostStreams = mostStreams;
  }

  static LogAccumulator restored(
      CompactionWindow window, List<LogSignature> signatures, byte[] state) {
    StateReader in = WindowState.reader(state, STATE, STATE_VERSION, window);
    LogAccumulator restored = new LogAccumulator(window, signatures);
    restored.referenceLines = in.count();
    restored.streamless = in.count();
    for (int n = in.parts(8); n > 0; n--) {
      Component component = in.component();
      restored.streams.put(component, LogStream.read(in, restored.reader, signatures));
      restored.keepBound();
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
    referenceLines += inObserved ? 0 : 1;
    LogStream stream = stream(record.component());
    if (stream == null) {
      streamless++;
    } else {
      stream.add(record, inObserved, index);
    }
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
          LogStream stream = stream(component);
          if (stream == null) {
            streamless += theirs.lines();
          } else {
            stream.merge(theirs);
          }
        });
    referenceLines += that.referenceLines;
    streamless += that.streamless;
  }

  /** The stream of a component; null if it is beyond the bound. */
  private @Nullable LogStream stream(Component component) {
    LogStream stream = streams.get(component);
    if (stream != null) {
      return stream;
    }
    if (streams.size() >= mostStreams && component.compareTo(streams.lastKey()) > 0) {
      return null;
    }
    LogStream fresh = new LogStream(reader);
    streams.put(component, fresh);
    keepBound();
    return fresh;
  }

  private void keepBound() {
    if (streams.size() > mostStreams) {
      streamless += streams.pollLastEntry().getValue().lines();
    }
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    FleetWords words = new FleetWords();
    streams.values().forEach(stream -> words.add(stream.texts()));
    LogEvidence channel = new LogEvidence(window, referenceLines, words);
    List<Evidence> evidence = new ArrayList<>();
    streams.forEach((component, stream) -> channel.of(component, stream.all(), evidence));
    List<EvidenceDigest.Omission> omitted = new ArrayList<>(channel.omitted());
    long unassigned = streams.values().stream().mapToLong(LogStream::unassigned).sum();
    say(
        LogEvidence.NEW,
        unassigned + streamless,
        "lines beyond the bound of templates or streams",
        omitted);
    say(
        LogEvidence.BURST,
        streams.values().stream().mapToLong(LogStream::minuteless).sum(),
        "lines of a template beyond " + Minutes.MOST + " minutes, counted without their minute",
        omitted);
    return Digests.rank(evidence, omitted, budget, coverage);
  }

  private static void say(
      String kind, long lines, String reason, List<EvidenceDigest.Omission> out) {
    if (lines > 0) {
      out.add(new EvidenceDigest.Omission(kind, (int) Math.min(Integer.MAX_VALUE, lines), reason));
    }
  }
}
