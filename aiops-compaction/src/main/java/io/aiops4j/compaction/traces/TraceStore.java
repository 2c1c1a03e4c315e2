package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of many traces and the log lines that name them, within a bound.
 *
 * <p>Beyond the bound whole traces are left out, those whose ids hash highest: what stays is a fair
 * sample, a trace is never kept in part (half a trace looks like missing calls), and which stay is
 * decided by the traces alone, not by the order or the split in which they came. A trace of too
 * many spans is left out for itself. Time O(1) a span.
 */
final class TraceStore {
  /** Spans and lines kept, with {@link #COST_OF_TRACE} for each trace. */
  static final int MOST = 600_000;

  /** Spans and lines of one trace; a larger one is left out. */
  static final int MOST_OF_TRACE = 65_536;

  /** What a trace costs beside its spans: its id and its place in the table. */
  static final int COST_OF_TRACE = 4;

  /*
   * A quarter more than the bound is let in before traces are dropped, so that dropping costs O(1)
   * a span. A trace counts min(received, MOST_OF_TRACE) + COST_OF_TRACE whether its rows are kept or
   * not: then the kept traces are those of the longest prefix, in the order of the hashes, whose
   * cost fits, and no trace that was once dropped could have come back.
   */
  private final int most;
  private SpanIds ids = new SpanIds();
  private Names names = new Names();
  private SpanRows spans = new SpanRows(ids, names);
  private LineRows lines = new LineRows(ids, names);
  private Map<String, Integer> numbers = new HashMap<>();
  private List<String> traceIds = new ArrayList<>();
  private long[] hashes = new long[64];
  private int[] counts = new int[64];
  private @Nullable String lastId;
  private int last;
  private long cost;
  private boolean cut;
  private long cutFrom;
  private boolean stale;
  private long offered;

  TraceStore(int most) {
    this.most = most;
  }

  void add(Span span) {
    offered++;
    int trace = trace(span.traceId());
    if (trace >= 0 && room(trace, 1)) {
      spans.add(trace, span);
      settleIfFull();
    }
  }

  void add(LogRecord record, LogKey key) {
    offered++;
    int trace = trace(record.traceId());
    if (trace >= 0 && room(trace, 1)) {
      lines.add(trace, record, key.of(record));
      settleIfFull();
    }
  }

  void merge(TraceStore other) {
    offered += other.offered;
    if (other.cut && (!cut || other.cutFrom < cutFrom)) {
      cut = true;
      cutFrom = other.cutFrom;
      stale = true;
    }
    take(other);
    settle();
  }

  /** Drops what is beyond the bound; call before reading. */
  void settle() {
    if (!stale && cost <= most) {
      return;
    }
    int[] order = order();
    long sum = 0;
    int kept = 0;
    while (kept < order.length && (!cut || hashes[order[kept]] < cutFrom)) {
      // Traces of one hash stay or go together.
      int end = kept;
      long more = 0;
      while (end < order.length && hashes[order[end]] == hashes[order[kept]]) {
        more += costOf(order[end++]);
      }
      if (sum + more > most) {
        cut = true;
        cutFrom = hashes[order[kept]];
        break;
      }
      sum += more;
      kept = end;
    }
    TraceStore rest = new TraceStore(most);
    rest.cut = cut;
    rest.cutFrom = cutFrom;
    rest.take(this);
    ids = rest.ids;
    names = rest.names;
    spans = rest.spans;
    lines = rest.lines;
    numbers = rest.numbers;
    traceIds = rest.traceIds;
    hashes = rest.hashes;
    counts = rest.counts;
    cost = rest.cost;
    lastId = null;
    stale = false;
  }

  Names names() {
    return names;
  }

  SpanIds ids() {
    return ids;
  }

  SpanRows spans() {
    return spans;
  }

  LineRows lines() {
    return lines;
  }

  int traces() {
    return traceIds.size();
  }

  String traceId(int trace) {
    return traceIds.get(trace);
  }

  /** {@return how many spans and lines a trace was given, also if too many} */
  int count(int trace) {
    return counts[trace];
  }

  boolean tooLarge(int trace) {
    return counts[trace] > MOST_OF_TRACE;
  }

  /** {@return the spans and lines of the window that were offered, kept or not} */
  long offered() {
    return offered;
  }

  /** {@return whether traces were left out because of the bound} */
  boolean isCut() {
    return cut;
  }

  long cutFrom() {
    return cutFrom;
  }

  /** Goes on from what was kept elsewhere. */
  void resume(long offeredBefore, boolean wasCut, long wasCutFrom) {
    offered = offeredBefore;
    cut = wasCut;
    cutFrom = wasCutFrom;
  }

  /**
   * {@return the number of a trace that was kept elsewhere; -1 if it cannot have been}
   *
   * @param id of the trace
   * @param count how many spans and lines it was given; the rows that were kept must follow
   */
  int resumeTrace(String id, int count) {
    int trace = trace(id);
    if (trace >= 0) {
      room(trace, count);
    }
    return trace;
  }

  /** {@return the numbers of the traces in the order of their hashes, then ids} */
  int[] order() {
    int[] order = new int[traceIds.size()];
    Arrays.setAll(order, i -> i);
    IndexSort.sort(
        order,
        0,
        order.length,
        (a, b) ->
            hashes[a] != hashes[b]
                ? Long.compare(hashes[a], hashes[b])
                : traceIds.get(a).compareTo(traceIds.get(b)));
    return order;
  }

  private void take(TraceStore other) {
    int[] mine = new int[other.traceIds.size()];
    for (int i = 0; i < mine.length; i++) {
      mine[i] = trace(other.traceIds.get(i));
      if (mine[i] >= 0) {
        room(mine[i], other.counts[i]);
      }
    }
    for (int row = 0; row < other.spans.size(); row++) {
      int trace = mine[other.spans.trace[row]];
      if (trace >= 0 && !tooLarge(trace)) {
        spans.copy(trace, other.spans, row);
      }
    }
    for (int row = 0; row < other.lines.size(); row++) {
      int trace = mine[other.lines.trace[row]];
      if (trace >= 0 && !tooLarge(trace)) {
        lines.copy(trace, other.lines, row);
      }
    }
  }

  /** The number of a trace; -1 if it is beyond the bound. */
  private int trace(String traceId) {
    if (traceId.equals(lastId)) {
      return last;
    }
    String id = Texts.bounded(traceId);
    Integer known = numbers.get(id);
    int trace = known == null ? newTrace(id) : known;
    lastId = traceId;
    last = trace;
    return trace;
  }

  private int newTrace(String id) {
    long hash = Texts.hash(id);
    if (cut && hash >= cutFrom) {
      return -1;
    }
    int trace = traceIds.size();
    if (trace == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * trace);
      counts = Arrays.copyOf(counts, 2 * trace);
    }
    numbers.put(id, trace);
    traceIds.add(id);
    hashes[trace] = hash;
    counts[trace] = 0;
    cost += COST_OF_TRACE;
    return trace;
  }

  /** Counts more spans or lines of a trace, and says whether they may be kept. */
  private boolean room(int trace, int more) {
    cost -= costOf(trace);
    counts[trace] = (int) Math.min(Integer.MAX_VALUE, (long) counts[trace] + more);
    cost += costOf(trace);
    return !tooLarge(trace);
  }

  private long costOf(int trace) {
    return Math.min(counts[trace], MOST_OF_TRACE) + (long) COST_OF_TRACE;
  }

  private void settleIfFull() {
    if (cost > most + (long) most / 4) {
      settle();
    }
  }
}
