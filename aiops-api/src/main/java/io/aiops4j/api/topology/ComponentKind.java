package io.aiops4j.api.topology;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What a component is. Open: make your own with {@link #of(String)}.
 *
 * @param name lower case, such as {@code gpu}
 */
public record ComponentKind(String name) implements Comparable<ComponentKind> {
  /** A service that answers requests. */
  public static final ComponentKind SERVICE = new ComponentKind("service");

  /** A pod, one replica of a workload. */
  public static final ComponentKind POD = new ComponentKind("pod");

  /** A machine. */
  public static final ComponentKind NODE = new ComponentKind("node");

  /** One GPU of a node. */
  public static final ComponentKind GPU = new ComponentKind("gpu");

  /** One network card of a node. */
  public static final ComponentKind NIC = new ComponentKind("nic");

  /** A network switch. */
  public static final ComponentKind SWITCH = new ComponentKind("switch");

  /** A batch or training job. */
  public static final ComponentKind JOB = new ComponentKind("job");

  /** A scheduler's queue. */
  public static final ComponentKind QUEUE = new ComponentKind("queue");

  /** A file system, volume or object store. */
  public static final ComponentKind STORAGE = new ComponentKind("storage");

  /** Checks the form. */
  public ComponentKind {
    requireNonNull(name, "name");
    if (name.isBlank() || !name.equals(name.toLowerCase(Locale.ROOT)) || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "Component kind '" + name + "' must be lower case, not blank and without '/'");
    }
  }

  /**
   * {@return the kind of that name}
   *
   * @param name lower case
   */
  public static ComponentKind of(String name) {
    return new ComponentKind(name);
  }

  @Override
  public int compareTo(ComponentKind other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
