package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All whole traces of one comparison as trees, in the order of their ids.
 *
 * <p>A trace belongs to the range in which its root starts; one that a range cuts off (its root was
 * not seen, or ends after a reference range) is left out, and so are repeated spans. Memory and
 * time O(spans log spans).
 */
final class CallForest {
  /** Log lines of any service within the same slot make a trace count for log statements. */
  private static final long LOG_SLOT_SECONDS = 10;

  private static final Comparator<Span> BY_START =
      Comparator.comparingLong(Span::startEpochNanos).thenComparing(Span::spanId);

  private final CompactionWindow window;
  private final WindowIndex ranges;
  private final LogKey logKey;
  private final Names names = new Names();
  private final List<CallTree> trees = new ArrayList<>();
  private final Set<Long> logSlots = new HashSet<>();
  private final List<Set<Component>> loggers = new ArrayList<>();
  private TrustClass trust = TrustClass.KERNEL;
  private int cut;

  CallForest(
      CompactionWindow window,
      LogKey logKey,
      Map<String, List<Span>> spans,
      Map<String, List<LogRecord>> logs) {
    this.window = window;
    this.ranges = new WindowIndex(window);
    this.logKey = logKey;
    for (int w = 0; w <= window.reference().size(); w++) {
      loggers.add(new HashSet<>());
    }
    logs.values().forEach(records -> records.forEach(this::noteLogger));
    new TreeMap<>(spans).forEach((id, trace) -> add(trace, logs.getOrDefault(id, List.of())));
  }

  Names names() {
    return names;
  }

  List<CallTree> trees() {
    return trees;
  }

  /** {@return the index that stands for the observed range} */
  int observed() {
    return window.reference().size();
  }

  /** {@return whether a component wrote any log line in a range} */
  boolean logs(int windowIndex, Component component) {
    return loggers.get(windowIndex).contains(component);
  }

  /** {@return the lowest trust class of all spans and linked log lines} */
  TrustClass trust() {
    return trust;
  }

  /** {@return how many traces a range cut off} */
  int cut() {
    return cut;
  }

  private void noteLogger(LogRecord record) {
    int at = ranges.of(WindowIndex.nanos(record.time()));
    if (at >= 0) {
      loggers.get(at).add(record.component());
      logSlots.add(record.time().getEpochSecond() / LOG_SLOT_SECONDS);
    }
  }

  private void add(List<Span> received, List<LogRecord> records) {
    Map<String, Integer> index = new HashMap<>();
    List<Span> spans = new ArrayList<>(received.size());
    received.sort(BY_START);
    for (Span span : received) {
      if (index.putIfAbsent(span.spanId(), spans.size()) == null) {
        spans.add(span);
      }
    }
    int at = windowOf(spans);
    if (at < 0) {
      cut++;
      return;
    }
    int n = spans.size();
    int[] type = new int[n];
    int[] parent = new int[n];
    double[] millis = new double[n];
    int[] childCount = new int[n];
    for (int i = 0; i < n; i++) {
      Span span = spans.get(i);
      type[i] = names.type(span.component(), span.operation());
      millis[i] = span.durationNanos() / 1e6;
      Integer above = span.parentSpanId().isEmpty() ? null : index.get(span.parentSpanId());
      parent[i] = above == null || above == i ? -1 : above;
      if (parent[i] >= 0) {
        childCount[parent[i]]++;
      }
      trust = trust.lowest(span.trust());
    }
    int[][] children = children(parent, childCount);
    boolean logged =
        logSlots.contains(spans.get(0).startEpochNanos() / 1_000_000_000L / LOG_SLOT_SECONDS);
    int[][] events = events(type, children, index, records);
    trees.add(new CallTree(at, type, parent, children, events, millis, logged));
  }

  private int windowOf(List<Span> spans) {
    for (Span span : spans) {
      if (span.parentSpanId().isEmpty()) {
        int at = ranges.of(span.startEpochNanos());
        boolean whole = at == observed() || at >= 0 && span.endEpochNanos() <= ranges.end(at);
        return whole ? at : -1;
      }
    }
    return -1;
  }

  private static int[][] children(int[] parent, int[] childCount) {
    int[][] children = new int[parent.length][];
    for (int i = 0; i < parent.length; i++) {
      children[i] = new int[childCount[i]];
    }
    int[] filled = new int[parent.length];
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] >= 0) {
        children[parent[i]][filled[parent[i]]++] = i;
      }
    }
    return children;
  }

  private int[][] events(
      int[] type, int[][] children, Map<String, Integer> index, List<LogRecord> records) {
    int[][] events = new int[type.length][];
    for (int i = 0; i < type.length; i++) {
      events[i] = Arrays.stream(children[i]).map(c -> Names.childEvent(type[c])).toArray();
    }
    for (LogRecord record : records) {
      Integer at = index.get(record.spanId());
      if (at != null) {
        int[] grown = Arrays.copyOf(events[at], events[at].length + 1);
        grown[grown.length - 1] = names.logEvent(logKey.of(record));
        events[at] = grown;
        trust = trust.lowest(record.trust());
      }
    }
    for (int i = 0; i < events.length; i++) {
      events[i] =
          events[i].length < 2 ? events[i] : Arrays.stream(events[i]).sorted().distinct().toArray();
    }
    return events;
  }
}
