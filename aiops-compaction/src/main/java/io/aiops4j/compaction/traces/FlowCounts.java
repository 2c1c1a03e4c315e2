package io.aiops4j.compaction.traces;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each span type shows each event, by window.
 *
 * <p>Counted twice: by trace (the share of a trace's spans of the type that show the event, so that
 * one trace with hundreds of spans is one witness) for the strengths, and by span for {@link
 * FlowDrift}. Log statements count only where log lines were collected: in windows in which the
 * component wrote any, and in traces at whose time any line was written.
 */
final class FlowCounts {
  /** Shares and spans of one (span type, event), by window. */
  static final class Shown {
    final int type;
    final int event;
    final double[] traces;
    final int[] spans;

    private Shown(int type, int event, int windows) {
      this.type = type;
      this.event = event;
      this.traces = new double[windows];
      this.spans = new int[windows];
    }
  }

  private final CallForest forest;
  private final int windows;
  private final Map<Long, Shown> shown = new HashMap<>();
  private final int[][] traces;
  private final int[][] spans;
  private final int[][] loggedTraces;
  private final int[][] loggedSpans;

  FlowCounts(CallForest forest) {
    this.forest = forest;
    this.windows = forest.observed() + 1;
    int types = forest.names().types();
    this.traces = new int[windows][types];
    this.spans = new int[windows][types];
    this.loggedTraces = new int[windows][types];
    this.loggedSpans = new int[windows][types];
    forest.trees().forEach(this::count);
  }

  /** {@return every pair that occurs, in no particular order} */
  List<Shown> all() {
    return new ArrayList<>(shown.values());
  }

  /** {@return how many traces could have shown the pair in a window} */
  int traces(Shown pair, int window) {
    return eligible(pair, window, traces, loggedTraces);
  }

  /** {@return how many spans could have shown the pair in a window} */
  int spans(Shown pair, int window) {
    return eligible(pair, window, spans, loggedSpans);
  }

  private int eligible(Shown pair, int window, int[][] all, int[][] logged) {
    if (!Names.isLog(pair.event)) {
      return all[window][pair.type];
    }
    boolean collected = forest.logs(window, forest.names().component(pair.type));
    return collected ? logged[window][pair.type] : 0;
  }

  private void count(CallTree tree) {
    Map<Integer, Integer> spansOfType = new HashMap<>();
    Map<Long, Integer> spansOfPair = new HashMap<>();
    for (int i = 0; i < tree.size(); i++) {
      spansOfType.merge(tree.type()[i], 1, Integer::sum);
      for (int event : tree.events()[i]) {
        if (tree.logged() || !Names.isLog(event)) {
          spansOfPair.merge(pairKey(tree.type()[i], event), 1, Integer::sum);
        }
      }
    }
    int w = tree.window();
    spansOfType.forEach(
        (type, count) -> {
          traces[w][type]++;
          spans[w][type] += count;
          if (tree.logged()) {
            loggedTraces[w][type]++;
            loggedSpans[w][type] += count;
          }
        });
    spansOfPair.forEach(
        (key, count) -> {
          Shown pair =
              shown.computeIfAbsent(key, k -> new Shown((int) (k >>> 32), (int) (long) k, windows));
          int spansOfItsType = requireNonNull(spansOfType.get(pair.type), "spans of the type");
          pair.traces[w] += count / (double) spansOfItsType;
          pair.spans[w] += count;
        });
  }

  private static long pairKey(int type, int event) {
    return (long) type << 32 | event;
  }
}
