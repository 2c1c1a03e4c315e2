package io.aiops4j.compaction.traces;

import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Small integers for components, span types (component and operation), log statements, and the
 * events of a span: a child of some type directly below, a log statement, or that it failed.
 *
 * <p>Numbers depend on the order of asking and are equal if and only if what they name is. Nothing
 * that is shown or kept may depend on their order.
 */
final class Names {
  /** The event that a span says of itself that it failed. */
  static final int FAILED = 1;

  private static final int CACHE_BITS = 12;

  private record Type(Component component, String operation) implements Comparable<Type> {
    private static final Comparator<Type> ORDER =
        Comparator.comparing(Type::component).thenComparing(Type::operation);

    @Override
    public int compareTo(Type other) {
      return ORDER.compare(this, other);
    }
  }

  /*
   * Hashing a component takes its four texts. Spans come with few types, so a small table by the
   * hash that a String remembers answers almost all of them with two comparisons; what it does not
   * hold is looked up in a tree, which no choice of names slows down, and takes the place.
   */
  private final Type[] recent = new Type[1 << CACHE_BITS];
  private final int[] recentId = new int[1 << CACHE_BITS];

  private final TreeMap<Type, Integer> typeIds = new TreeMap<>();
  private final List<Type> types = new ArrayList<>();
  private int[] componentOf = new int[16];
  private final TreeMap<Component, Integer> componentIds = new TreeMap<>();
  private final List<Component> components = new ArrayList<>();
  private final Map<String, Integer> statementIds = new HashMap<>();
  private final List<String> statements = new ArrayList<>();

  int type(Component component, String operation) {
    int mixed = (operation.hashCode() * 31 + component.name().hashCode()) * 0x9e3779b9;
    int slot = mixed >>> 32 - CACHE_BITS;
    Type held = recent[slot];
    if (held != null
        && held.operation.equals(operation)
        && (held.component == component || held.component.equals(component))) {
      return recentId[slot];
    }
    Type type = new Type(component, Texts.bounded(operation));
    Integer known = typeIds.get(type);
    int id = known == null ? types.size() : known;
    if (known == null) {
      typeIds.put(type, id);
      types.add(type);
      if (id == componentOf.length) {
        componentOf = Arrays.copyOf(componentOf, 2 * id);
      }
      componentOf[id] = component(component);
    }
    recent[slot] = type;
    recentId[slot] = id;
    return id;
  }

  int types() {
    return types.size();
  }

  int component(Component component) {
    Integer known = componentIds.get(component);
    if (known != null) {
      return known;
    }
    componentIds.put(component, components.size());
    components.add(component);
    return components.size() - 1;
  }

  int components() {
    return components.size();
  }

  /** {@return the component of a number that {@link #component(Component)} gave} */
  Component componentAt(int number) {
    return components.get(number);
  }

  /** {@return the number of the component of a span type} */
  int componentOf(int type) {
    return componentOf[type];
  }

  /** {@return the component of a span type} */
  Component component(int type) {
    return types.get(type).component();
  }

  String operation(int type) {
    return types.get(type).operation();
  }

  String label(int type) {
    return component(type).name() + " " + operation(type);
  }

  /** Compares two types by what they name. */
  int compareTypes(int a, int b) {
    return types.get(a).compareTo(types.get(b));
  }

  int statement(String key) {
    String bounded = Texts.bounded(key);
    Integer known = statementIds.get(bounded);
    if (known != null) {
      return known;
    }
    statementIds.put(bounded, statements.size());
    statements.add(bounded);
    return statements.size() - 1;
  }

  int statements() {
    return statements.size();
  }

  String statementAt(int number) {
    return statements.get(number);
  }

  /** Child types are even; log statements odd, from 3 on. */
  static int childEvent(int type) {
    return 2 * type;
  }

  static int logEvent(int statement) {
    return 2 * statement + 3;
  }

  static boolean isCall(int event) {
    return (event & 1) == 0;
  }

  static boolean isLog(int event) {
    return (event & 1) == 1 && event != FAILED;
  }

  String eventLabel(int event) {
    if (event == FAILED) {
      return "failure";
    }
    return isLog(event) ? "log " + statements.get(event / 2 - 1) : "call of " + label(event / 2);
  }
}
