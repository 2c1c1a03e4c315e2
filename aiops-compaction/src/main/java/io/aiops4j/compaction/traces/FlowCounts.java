package io.aiops4j.compaction.traces;

import java.util.Arrays;

/**
 * How often each span type shows each event, by window.
 *
 * <p>Counted twice: by trace (the share of a trace's spans of the type that show the event, so that
 * one trace with hundreds of spans is one witness) for the strengths, and by span for {@link
 * FlowDrift}. Log statements count only where log lines were collected: in windows in which the
 * component wrote any, and in traces at whose time any line was written.
 */
final class FlowCounts {
  /**
   * One trace, as a whole number: a multiple of every number up to 16, so that shares add up
   * exactly and in any order; 2^44, so that half a million traces fit.
   */
  private static final long TRACE = 720_720L << 24;

  /** Pairs of all types together, in all windows. */
  private static final int MOST_CELLS = 4_000_000;

  private static final int MOST_PAIRS = 100_000;

  private final Forest forest;
  private final CallTypes types;
  private final int windows;
  private final PairIds pairs;

  // By pair and window.
  private long[] shares;
  private int[] shownBySpans;

  // By window and type.
  private final int[] traces;
  private final int[] spans;
  private final int[] loggedTraces;
  private final int[] loggedSpans;

  // Of the tree in hand.
  private final int[] ofType;
  private final int[] touchedTypes;
  private int[] ofPair = new int[64];
  private int[] lastSpan = new int[64];
  private int[] touchedPairs = new int[64];
  private int touched;

  // By called type.
  private final int[] lastCaller;
  private final int[] lastPair;

  FlowCounts(Forest forest, CallTypes types) {
    this.forest = forest;
    this.types = types;
    this.windows = forest.observed() + 1;
    this.pairs = new PairIds(Math.min(MOST_PAIRS, Math.max(1_000, MOST_CELLS / windows)));
    int all = forest.names().types();
    int cells = windows * types.count();
    this.shares = new long[64 * windows];
    this.shownBySpans = new int[64 * windows];
    this.traces = new int[cells];
    this.spans = new int[cells];
    this.loggedTraces = new int[cells];
    this.loggedSpans = new int[cells];
    this.ofType = new int[all];
    this.touchedTypes = new int[all];
    this.lastCaller = new int[all];
    this.lastPair = new int[all];
    Arrays.fill(lastCaller, -1);
    Arrays.fill(lastSpan, -1);
    for (int tree = 0; tree < forest.trees; tree++) {
      count(tree);
    }
  }

  /** {@return how many pairs occur; they are numbered from 0} */
  int size() {
    return pairs.size();
  }

  /** {@return the number of a pair; {@link PairIds#NONE} if it did not occur} */
  int find(int type, int event) {
    return pairs.find(type, event);
  }

  int type(int pair) {
    return pairs.first(pair);
  }

  int event(int pair) {
    return pairs.second(pair);
  }

  /** {@return how often a pair came that is not counted, because there are too many} */
  long beyond() {
    return pairs.beyond();
  }

  /** {@return the sum of the shares of the traces of a window that show the pair} */
  double shown(int pair, int window) {
    return shares[pair * windows + window] / (double) TRACE;
  }

  /** {@return how many spans of a window show the pair} */
  int shownBySpans(int pair, int window) {
    return shownBySpans[pair * windows + window];
  }

  /** {@return how many traces could have shown the pair in a window} */
  int traces(int pair, int window) {
    return eligible(pair, window, traces, loggedTraces);
  }

  /** {@return how many spans could have shown the pair in a window} */
  int spans(int pair, int window) {
    return eligible(pair, window, spans, loggedSpans);
  }

  /** {@return how many spans of a type a window holds} */
  long spansOfType(int type, int window) {
    return types.isTold(type) ? spans[window * types.count() + types.place(type)] : 0;
  }

  /** {@return how many spans of a type all reference windows hold} */
  long spansBefore(int type) {
    long before = 0;
    for (int window = 0; window < windows - 1; window++) {
      before += spansOfType(type, window);
    }
    return before;
  }

  private int eligible(int pair, int window, int[] all, int[] logged) {
    int type = pairs.first(pair);
    int cell = window * types.count() + types.place(type);
    if (!Names.isLog(pairs.second(pair))) {
      return all[cell];
    }
    return forest.logs(window, forest.names().component(type)) ? logged[cell] : 0;
  }

  private void count(int tree) {
    int kinds = 0;
    touched = 0;
    int end = forest.from[tree + 1];
    for (int span = forest.from[tree]; span < end; span++) {
      int type = forest.type[span];
      if (!types.isTold(type)) {
        continue;
      }
      if (ofType[type]++ == 0) {
        touchedTypes[kinds++] = type;
      }
      if (forest.failed[span]) {
        show(span, pairs.of(type, Names.FAILED));
      }
      int childrenEnd = forest.childrenEnd(tree, span);
      for (int child = forest.firstChild[span]; child < childrenEnd; child++) {
        if (types.isTold(forest.type[child])) {
          show(span, callPair(type, forest.type[child]));
        }
      }
    }
    boolean logged = forest.logged[tree];
    if (logged) {
      for (int at = forest.linesFrom[tree]; at < forest.linesFrom[tree + 1]; at++) {
        int span = (int) (forest.lines[at] >>> 32);
        if (types.isTold(forest.type[span])) {
          show(span, pairs.of(forest.type[span], Names.logEvent((int) forest.lines[at])));
        }
      }
    }
    addUp(forest.window[tree], logged, kinds);
  }

  /** Most types are called by one other: asking what was asked last saves the search. */
  private int callPair(int caller, int callee) {
    if (lastCaller[callee] != caller) {
      lastCaller[callee] = caller;
      lastPair[callee] = pairs.of(caller, Names.childEvent(callee));
    }
    return lastPair[callee];
  }

  /** Counts a span for an event once, however often it shows it. */
  private void show(int span, int pair) {
    if (pair == PairIds.NONE) {
      return;
    }
    if (pair >= ofPair.length) {
      int before = ofPair.length;
      ofPair = Arrays.copyOf(ofPair, 2 * before);
      touchedPairs = Arrays.copyOf(touchedPairs, 2 * before);
      lastSpan = Arrays.copyOf(lastSpan, 2 * before);
      Arrays.fill(lastSpan, before, 2 * before, -1);
      shares = Arrays.copyOf(shares, 2 * before * windows);
      shownBySpans = Arrays.copyOf(shownBySpans, 2 * before * windows);
    }
    if (lastSpan[pair] != span) {
      lastSpan[pair] = span;
      if (ofPair[pair]++ == 0) {
        touchedPairs[touched++] = pair;
      }
    }
  }

  private void addUp(int window, boolean logged, int kinds) {
    for (int i = 0; i < touched; i++) {
      int pair = touchedPairs[i];
      int cell = pair * windows + window;
      shares[cell] += TRACE * ofPair[pair] / ofType[pairs.first(pair)];
      shownBySpans[cell] += ofPair[pair];
      ofPair[pair] = 0;
    }
    for (int i = 0; i < kinds; i++) {
      int type = touchedTypes[i];
      int cell = window * types.count() + types.place(type);
      traces[cell]++;
      spans[cell] += ofType[type];
      if (logged) {
        loggedTraces[cell]++;
        loggedSpans[cell] += ofType[type];
      }
      ofType[type] = 0;
    }
  }
}
