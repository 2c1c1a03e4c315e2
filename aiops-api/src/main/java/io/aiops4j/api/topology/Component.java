package io.aiops4j.api.topology;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One part of the fleet: a service, pod, node, GPU, NIC, switch, job, queue, storage, ...
 *
 * <p>Two components are the same if all four parts are. What else is known of a component (its
 * traits) is a fact as of a time and lives in {@link Topology}.
 *
 * @param kind what it is
 * @param scope where its name is unique, such as a cluster and a namespace; empty if everywhere
 * @param name such as {@code node-07/gpu-3}
 * @param incarnation what tells it from a successor of the same name, such as a UID; empty if names
 *     are never used twice
 */
public record Component(ComponentKind kind, String scope, String name, String incarnation)
    implements Comparable<Component> {
  private static final Comparator<Component> ORDER =
      Comparator.comparing(Component::kind)
          .thenComparing(Component::scope)
          .thenComparing(Component::name)
          .thenComparing(Component::incarnation);

  /** Checks that there is a name. */
  public Component {
    requireNonNull(kind, "kind");
    requireNonNull(scope, "scope");
    requireNonNull(incarnation, "incarnation");
    if (requireNonNull(name, "name").isBlank()) {
      throw new IllegalArgumentException("A " + kind + " has a blank name; name it");
    }
  }

  /**
   * {@return the component of that kind and name, without scope and incarnation}
   *
   * @param kind what it is
   * @param name its name
   */
  public static Component of(ComponentKind kind, String name) {
    return new Component(kind, "", name, "");
  }

  /**
   * {@return the service of that name}
   *
   * @param name its name
   */
  public static Component service(String name) {
    return of(ComponentKind.SERVICE, name);
  }

  /** {@return this component whichever incarnation of it runs} */
  public Component role() {
    return incarnation.isEmpty() ? this : new Component(kind, scope, name, "");
  }

  @Override
  public int compareTo(Component other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String where = scope.isEmpty() ? "" : scope + "/";
    return kind + ":" + where + name + (incarnation.isEmpty() ? "" : "@" + incarnation);
  }
}
