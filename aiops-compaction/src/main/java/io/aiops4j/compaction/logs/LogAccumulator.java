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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects log lines by component. */
final class LogAccumulator implements Accumulator {
  private static final int MOST_STREAMS = 50_000;

  private final CompactionWindow window;
  private final List<LogSignature> signatures;
  private final SignatureIndex index;
  private final SortedMap<Component, LogStream> streams = new TreeMap<>();
  private long referenceLines;
  private int streamless;

  LogAccumulator(CompactionWindow window, List<LogSignature> signatures) {
    this.window = window;
    this.signatures = signatures;
    this.index = new SignatureIndex(signatures);
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
      stream = new LogStream();
      streams.put(record.component(), stream);
    }
    referenceLines += inObserved ? 0 : 1;
    stream.add(record, inObserved, index);
    return true;
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof LogAccumulator that)
        || !that.window.equals(window)
        || !that.signatures.equals(signatures)) {
      throw new IllegalArgumentException(
          "Cannot merge " + other + " into log evidence; merge one compactor's accumulators only");
    }
    that.streams.forEach(
        (component, theirs) -> {
          LogStream mine = streams.putIfAbsent(component, theirs);
          if (mine != null) {
            mine.merge(theirs);
          }
        });
    referenceLines += that.referenceLines;
    streamless += that.streamless;
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    LogEvidence channel = new LogEvidence(window, referenceLines);
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
