package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.signals.CallQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What requests no longer do, or newly do: child calls and log statements that a span type shows
 * more or less often than it did, and failures that it shows more often. Speaks for {@link
 * FaultType#CODE_IMAGE}; what a deviating component below explains is taken off, so that of a chain
 * of failures the deepest stays.
 */
final class FlowChannel {
  static final String KIND = "trace.flow";
  static final String FAILED = "trace.failed-calls";

  /** Weaker findings are not worth a line. */
  private static final double LEAST = 0.5;

  private static final int PER_COMPONENT = 4;

  private record Finding(FlowDeviation deviation, double explained, double strength) {
    boolean isFailure() {
      return deviation.event() == Names.FAILED;
    }
  }

  private final Forest forest;
  private final FlowCounts counts;
  private final FlowDeviations compare;
  private final SpanSignals signals;
  private final Witness witness;

  FlowChannel(
      Forest forest,
      FlowCounts counts,
      FlowDeviations compare,
      SpanSignals signals,
      Witness witness) {
    this.forest = forest;
    this.counts = counts;
    this.compare = compare;
    this.signals = signals;
    this.witness = witness;
  }

  List<Evidence> evidence() {
    List<FlowDeviation> deviations = new ArrayList<>();
    for (int pair = 0; pair < counts.size(); pair++) {
      FlowDeviation deviation = compare.of(pair);
      // Fewer failures are no trouble.
      boolean trouble = deviation.event() != Names.FAILED || deviation.change().rose();
      if (deviation.strength() >= LEAST && trouble) {
        deviations.add(deviation);
      }
    }
    FlowExplained explained = new FlowExplained(forest, counts, deviations);
    Map<Component, List<Finding>> byComponent = new TreeMap<>();
    for (FlowDeviation deviation : deviations) {
      double share = explained.share(deviation);
      double own = Math.min(Evidence.MAX_STRENGTH, deviation.strength()) * (1 - share);
      if (own >= LEAST) {
        byComponent
            .computeIfAbsent(forest.names().component(deviation.type()), c -> new ArrayList<>())
            .add(new Finding(deviation, share, own));
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    byComponent.forEach(
        (component, findings) -> {
          for (boolean failed : new boolean[] {false, true}) {
            strongest(findings.stream().filter(f -> f.isFailure() == failed).toList())
                .forEach(finding -> evidence.add(line(component, finding)));
          }
        });
    return evidence;
  }

  private List<Finding> strongest(List<Finding> findings) {
    Names names = forest.names();
    Map<Finding, String> labels = new HashMap<>();
    findings.forEach(
        f ->
            labels.put(
                f, names.label(f.deviation().type()) + names.eventLabel(f.deviation().event())));
    return findings.stream()
        .sorted(
            Comparator.comparingDouble(Finding::strength)
                .reversed()
                .thenComparing(f -> -f.deviation().strength())
                .thenComparing(labels::get))
        .limit(PER_COMPONENT)
        .toList();
  }

  private Evidence line(Component component, Finding finding) {
    FlowDeviation d = finding.deviation();
    Change change = d.change();
    String event = forest.names().eventLabel(d.event());
    String statement =
        forest.names().label(d.type())
            + " shows "
            + event
            + (change.rose() ? " more often: " : " less often: ")
            + change.counts()
            + " traces"
            + (finding.explained() > 0
                ? "; " + Canonical.number(finding.explained()) + " of it explained by others below"
                : "");
    Modality modality = Names.isLog(d.event()) ? Modality.LOGS : Modality.TRACES;
    Evidence.Builder evidence =
        witness
            .of(modality, component, finding.isFailure() ? FAILED : KIND, Set.of(component))
            .speaksFor(FaultType.CODE_IMAGE)
            .strength(finding.strength())
            .magnitude(change.ofShare(), "1")
            .shape(change.shape())
            .trust(trust(d))
            .statement(statement)
            .attributes(
                Map.of(
                    "operation", forest.names().operation(d.type()),
                    "event", event,
                    "counts", change.counts()));
    signal(d).ifPresent(evidence::signal);
    return evidence.build();
  }

  /** A call rests on the spans of both sides, all else on those of the component that shows it. */
  private TrustClass trust(FlowDeviation d) {
    Names names = forest.names();
    int own = names.componentOf(d.type());
    return Names.isCall(d.event())
        ? forest.trust(own, names.componentOf(d.event() / 2))
        : forest.trust(own);
  }

  /** What a minute can show again: the share of failures, or of spans that make a call. */
  private Optional<PinnedSignal> signal(FlowDeviation d) {
    if (Names.isLog(d.event())) {
      return Optional.empty();
    }
    int observed = forest.observed();
    long shownBefore = 0;
    for (int w = 0; w < observed; w++) {
      shownBefore += counts.shownBySpans(d.pair(), w);
    }
    long couldBefore = counts.spansBefore(d.type());
    long shown = counts.shownBySpans(d.pair(), observed);
    long could = counts.spansOfType(d.type(), observed);
    if (d.event() == Names.FAILED) {
      return signals.errorShare(d.type(), shownBefore, couldBefore, shown, could);
    }
    Names names = forest.names();
    int called = d.event() / 2;
    SignalQuery query =
        CallQuery.of(
            names.component(d.type()),
            names.operation(d.type()),
            names.component(called),
            names.operation(called));
    return signals.callShare(query, shownBefore, couldBefore, shown, could, compare.kappa());
  }
}
