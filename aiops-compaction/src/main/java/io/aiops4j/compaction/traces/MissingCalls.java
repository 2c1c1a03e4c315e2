package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.signals.CallQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls that are not there at all any more: an edge without calls though its caller has traffic,
 * and a request that nobody makes though others are made.
 *
 * <p>{@link FlowChannel} says which operation of which caller no longer makes a call, and speaks
 * for a fault; this adds up over all operations of both ends, where each alone may be too rare to
 * tell, and speaks for none: that a request is no longer made may be its users' choice. What lies
 * below a call that is gone is gone with it, and said of the edge alone. Memory O(edges and request
 * types, in each window).
 */
final class MissingCalls {
  static final String EDGE = "trace.missing-calls.edge";
  static final String REQUEST = "trace.missing-calls.request";

  private static final double LEAST = 3;
  private static final int MOST_CELLS = 4_000_000;

  private final Forest forest;
  private final CallTypes types;
  private final FlowCounts flow;
  private final double kappa;
  private final SpanSignals signals;
  private final int windows;
  private final PairIds edges;
  private final Tallies byEdge;
  private final Tallies byCaller;
  private final Tallies byRequest;
  private final Tallies bySpan;
  private final Tallies byCallingSpan;
  private final int[] traces;

  MissingCalls(Forest forest, CallTypes types, FlowCounts flow, double kappa, SpanSignals signals) {
    this.forest = forest;
    this.types = types;
    this.flow = flow;
    this.kappa = kappa;
    this.signals = signals;
    this.windows = forest.observed() + 1;
    this.edges = new PairIds(Math.max(1_000, MOST_CELLS / windows));
    this.byEdge = new Tallies(windows);
    this.byCaller = new Tallies(windows);
    this.byRequest = new Tallies(windows);
    this.bySpan = new Tallies(windows);
    this.byCallingSpan = new Tallies(windows);
    this.traces = new int[windows];
    for (int tree = 0; tree < forest.trees; tree++) {
      count(tree);
    }
  }

  private void count(int tree) {
    int window = forest.window[tree];
    traces[window]++;
    for (int span = forest.from[tree]; span < forest.from[tree + 1]; span++) {
      int component = forest.component(span);
      byCaller.count(component, tree, window);
      bySpan.count(component, span, window);
      int parent = forest.parent[span];
      if (parent < 0) {
        if (types.isTold(forest.type[span])) {
          byRequest.count(types.place(forest.type[span]), tree, window);
        }
      } else if (forest.component(parent) != component) {
        int edge = edges.of(forest.component(parent), component);
        if (edge != PairIds.NONE) {
          byEdge.count(edge, tree, window);
          // The children of one span stand together, so each caller counts once.
          byCallingSpan.count(edge, parent, window);
        }
      }
    }
  }

  List<Evidence> evidence(Witness witness) {
    List<Evidence> evidence = new ArrayList<>();
    Names names = forest.names();
    for (int edge = 0; edge < edges.size(); edge++) {
      int caller = edges.first(edge);
      Change change = change(byEdge.of(edge), byCaller.of(caller));
      if (isGone(change)) {
        Component from = names.componentAt(caller);
        Component to = names.componentAt(edges.second(edge));
        String what = from.name() + " calls " + to.name() + " in no trace any more: ";
        Evidence.Builder line =
            line(witness, from, EDGE, Set.of(from, to), what, change)
                .trust(forest.trust(caller, edges.second(edge)))
                .attributes(Map.of("callee", to.toString(), "counts", change.counts()));
        signals
            .callShare(
                CallQuery.of(from, "", to, ""),
                byCallingSpan.before(edge),
                bySpan.before(caller),
                byCallingSpan.of(edge)[windows - 1],
                bySpan.of(caller)[windows - 1],
                kappa)
            .ifPresent(line::signal);
        evidence.add(line.build());
      }
    }
    for (int type = 0; type < names.types(); type++) {
      if (types.isTold(type)) {
        Change change = change(byRequest.of(types.place(type)), traces);
        if (isGone(change)) {
          Component who = names.component(type);
          String what = "Nobody asks for " + names.label(type) + " any more: ";
          Evidence.Builder line =
              line(witness, who, REQUEST, Set.of(who), what, change)
                  .trust(forest.trust(names.componentOf(type)))
                  .attributes(
                      Map.of("operation", names.operation(type), "counts", change.counts()));
          if (flow.spansOfType(type, forest.observed()) == 0) {
            signals.count(type, flow.spansBefore(type)).ifPresent(line::signal);
          }
          evidence.add(line.build());
        }
      }
    }
    return evidence;
  }

  private Change change(int[] shown, int[] could) {
    double[] shares = Arrays.stream(shown).asDoubleStream().toArray();
    return FlowDeviations.compare(shares, could, kappa);
  }

  private static boolean isGone(Change change) {
    return change.x1() == 0 && change.x0() > 0 && change.strength() >= LEAST;
  }

  private Evidence.Builder line(
      Witness witness,
      Component component,
      String kind,
      Set<Component> asked,
      String what,
      Change change) {
    return witness
        .of(Modality.TRACES, component, kind, asked)
        .strength(change.strength())
        .magnitude(change.ofShare(), "1")
        .shape(Shape.VANISHED)
        .statement(what + change.counts() + " traces");
  }
}
