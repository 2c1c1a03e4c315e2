package io.aiops4j.compaction.signals;

import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a {@link SignalQuery} names the calls of one component into another, for {@link
 * Reducer#SPAN_GAP_P50} and {@link Reducer#SPAN_CALL_SHARE}: the caller as its component, the
 * calling operation as its name, the callee in attributes.
 *
 * <p>An empty operation stands for all. Pure functions.
 */
public final class CallQuery {
  // No span has an attribute of such a name from outside: OpenTelemetry's names have no '@'.
  private static final String KIND = "@callee.kind";
  private static final String SCOPE = "@callee.scope";
  private static final String NAME = "@callee.name";
  private static final String INCARNATION = "@callee.incarnation";
  private static final String OPERATION = "@callee.operation";

  private CallQuery() {}

  /**
   * {@return the query of all calls of an operation of one component into an operation of another}
   *
   * @param caller who calls
   * @param operation of the calling spans; empty for all
   * @param callee who is called
   * @param calledOperation of the called spans; empty for all
   */
  public static SignalQuery of(
      Component caller, String operation, Component callee, String calledOperation) {
    SortedMap<String, String> attributes = new TreeMap<>();
    attributes.put(KIND, callee.kind().name());
    attributes.put(SCOPE, callee.scope());
    attributes.put(NAME, callee.name());
    attributes.put(INCARNATION, callee.incarnation());
    attributes.put(OPERATION, calledOperation);
    return new SignalQuery(Modality.TRACES, caller, operation, attributes);
  }

  /** Who is called, if the query is one of calls. */
  static Optional<Component> callee(SignalQuery query) {
    SortedMap<String, String> attributes = query.attributes();
    String kind = attributes.get(KIND);
    String scope = attributes.get(SCOPE);
    String name = attributes.get(NAME);
    String incarnation = attributes.get(INCARNATION);
    return kind == null || scope == null || name == null || incarnation == null
        ? Optional.empty()
        : Optional.of(new Component(ComponentKind.of(kind), scope, name, incarnation));
  }

  /** Whether a span of the query's component is one that it asks for. */
  static boolean isCaller(SignalQuery query, Span span) {
    if (callee(query).isPresent()) {
      return matches(query.name(), span);
    }
    return span.operation().equals(query.name())
        && span.attributes().entrySet().containsAll(query.attributes().entrySet());
  }

  /** Whether a span of the callee is one that the query asks for. */
  static boolean isCalled(SignalQuery query, Span span) {
    return matches(query.attributes().getOrDefault(OPERATION, ""), span);
  }

  private static boolean matches(String operation, Span span) {
    return operation.isEmpty() || operation.equals(span.operation());
  }
}
