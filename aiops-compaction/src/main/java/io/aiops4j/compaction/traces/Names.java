package io.aiops4j.compaction.traces;

import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small integers for span types (component and operation) and for the events of a span (a child of
 * some type directly below, or a log statement). Numbers depend on the order of asking; ask in a
 * sorted order.
 */
final class Names {
  private record Type(Component component, String operation) {}

  private final Map<Type, Integer> typeIds = new HashMap<>();
  private final List<Type> types = new ArrayList<>();
  private final Map<String, Integer> statementIds = new HashMap<>();
  private final List<String> statements = new ArrayList<>();

  int type(Component component, String operation) {
    Type type = new Type(component, operation);
    Integer known = typeIds.putIfAbsent(type, types.size());
    if (known != null) {
      return known;
    }
    types.add(type);
    return types.size() - 1;
  }

  int types() {
    return types.size();
  }

  Component component(int type) {
    return types.get(type).component();
  }

  String operation(int type) {
    return types.get(type).operation();
  }

  String label(int type) {
    return component(type).name() + " " + operation(type);
  }

  /** Child types are even, log statements odd. */
  static int childEvent(int type) {
    return 2 * type;
  }

  int logEvent(String key) {
    Integer known = statementIds.putIfAbsent(key, statements.size());
    if (known != null) {
      return 2 * known + 1;
    }
    statements.add(key);
    return 2 * (statements.size() - 1) + 1;
  }

  static boolean isLog(int event) {
    return (event & 1) == 1;
  }

  String eventLabel(int event) {
    return isLog(event) ? "log " + statements.get(event / 2) : "call of " + label(event / 2);
  }
}
