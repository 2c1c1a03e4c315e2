package io.aiops4j.api.topology;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The components of a fleet and how they depend on each other, as of one instant.
 *
 * <p>Immutable, thread-safe; every set is sorted, so what is derived from it is the same each time.
 * Two topologies are equal if they know the same.
 */
public final class Topology {
  private final SortedSet<Component> components;
  private final Map<Relation, SortedMap<Component, SortedSet<Component>>> outgoing;
  private final Map<Relation, SortedMap<Component, SortedSet<Component>>> incoming;
  private final SortedMap<Component, SortedSet<String>> traits;
  private final SortedMap<Component, Component> successors;

  /** Made when first asked for; whichever thread is first, it is the same. */
  private @Nullable String fingerprint;

  private Topology(Builder builder) {
    this.components = Collections.unmodifiableSortedSet(new TreeSet<>(builder.components));
    this.outgoing = builder.outgoing;
    this.incoming = builder.incoming;
    this.traits = builder.traits;
    this.successors = builder.successors;
  }

  /** {@return a builder of an empty topology} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a topology that knows nothing} */
  public static Topology empty() {
    return builder().build();
  }

  /** {@return all components, sorted} */
  public SortedSet<Component> components() {
    return components;
  }

  /**
   * {@return what a component depends on directly}
   *
   * @param component any component
   * @param relation how
   */
  public SortedSet<Component> from(Component component, Relation relation) {
    return neighbours(outgoing, component, relation);
  }

  /**
   * {@return what depends on a component directly}
   *
   * @param component any component
   * @param relation how
   */
  public SortedSet<Component> to(Component component, Relation relation) {
    return neighbours(incoming, component, relation);
  }

  /**
   * {@return free words known of a component, such as {@code protected} or {@code pool=training}}
   *
   * @param component any component
   */
  public SortedSet<String> traits(Component component) {
    return Collections.unmodifiableSortedSet(
        traits.getOrDefault(component, Collections.emptySortedSet()));
  }

  /**
   * {@return what replaced a component, if it was replaced}
   *
   * @param component the predecessor
   */
  public Optional<Component> successor(Component component) {
    return Optional.ofNullable(successors.get(component));
  }

  /**
   * {@return the component and everything that is a piece of it or runs on any of that: what is
   * disturbed when it is taken away}
   *
   * @param component what would be taken away
   */
  public SortedSet<Component> occupants(Component component) {
    SortedSet<Component> found = new TreeSet<>();
    Deque<Component> open = new ArrayDeque<>();
    open.add(component);
    while (!open.isEmpty()) {
      Component next = open.remove();
      if (found.add(next)) {
        open.addAll(to(next, Relation.PART_OF));
        open.addAll(to(next, Relation.RUNS_ON));
      }
    }
    return Collections.unmodifiableSortedSet(found);
  }

  /**
   * {@return the component and everything it is a piece of or runs on: where its trouble may come
   * from}
   *
   * @param component any component
   */
  public SortedSet<Component> foundations(Component component) {
    SortedSet<Component> found = new TreeSet<>();
    Deque<Component> open = new ArrayDeque<>();
    open.add(component);
    while (!open.isEmpty()) {
      Component next = open.remove();
      if (found.add(next)) {
        open.addAll(from(next, Relation.PART_OF));
        open.addAll(from(next, Relation.RUNS_ON));
      }
    }
    return Collections.unmodifiableSortedSet(found);
  }

  /** {@return the hash of all that is known: equal topologies have equal ones, in any process} */
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      List<String> facts = new ArrayList<>();
      components.forEach(each -> add(facts, "component", each));
      for (Relation relation : Relation.values()) {
        outgoing
            .getOrDefault(relation, Collections.emptySortedMap())
            .forEach((from, all) -> all.forEach(to -> add(facts, relation.name(), from, to)));
      }
      traits.forEach(
          (each, words) -> {
            add(facts, "traits", each);
            facts.add(Integer.toString(words.size()));
            facts.addAll(words);
          });
      successors.forEach((each, next) -> add(facts, "successor", each, next));
      known = Canonical.digest(facts.toArray(String[]::new));
      fingerprint = known;
    }
    return known;
  }

  /** Part by part, as a name may hold what stands between the parts of a text. */
  private static void add(List<String> facts, String what, Component... whom) {
    facts.add(what);
    for (Component each : whom) {
      Collections.addAll(facts, each.kind().name(), each.scope(), each.name(), each.incarnation());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Topology that
        && components.equals(that.components)
        && outgoing.equals(that.outgoing)
        && traits.equals(that.traits)
        && successors.equals(that.successors);
  }

  @Override
  public int hashCode() {
    return Objects.hash(components, outgoing, traits, successors);
  }

  private static SortedSet<Component> neighbours(
      Map<Relation, SortedMap<Component, SortedSet<Component>>> edges,
      Component component,
      Relation relation) {
    SortedMap<Component, SortedSet<Component>> ofRelation = edges.get(relation);
    if (ofRelation == null) {
      return Collections.emptySortedSet();
    }
    return Collections.unmodifiableSortedSet(
        ofRelation.getOrDefault(component, Collections.emptySortedSet()));
  }

  /** Collects components and dependencies. Not thread-safe; build once. */
  public static final class Builder {
    private final SortedSet<Component> components = new TreeSet<>();
    private final Map<Relation, SortedMap<Component, SortedSet<Component>>> outgoing =
        new EnumMap<>(Relation.class);
    private final Map<Relation, SortedMap<Component, SortedSet<Component>>> incoming =
        new EnumMap<>(Relation.class);
    private final SortedMap<Component, SortedSet<String>> traits = new TreeMap<>();
    private final SortedMap<Component, Component> successors = new TreeMap<>();

    private Builder() {}

    /**
     * Adds a component.
     *
     * @param component what exists
     * @param traits free words known of it
     * @return this builder
     */
    public Builder component(Component component, String... traits) {
      components.add(requireNonNull(component, "component"));
      if (traits.length > 0) {
        this.traits.computeIfAbsent(component, key -> new TreeSet<>()).addAll(Set.of(traits));
      }
      return this;
    }

    /**
     * Adds a dependency, and both its ends.
     *
     * @param from who depends
     * @param relation how
     * @param to on whom
     * @return this builder
     */
    public Builder edge(Component from, Relation relation, Component to) {
      component(from).component(to);
      add(outgoing, relation, from, to);
      add(incoming, relation, to, from);
      return this;
    }

    /**
     * Says that one component replaced another.
     *
     * @param predecessor what was replaced
     * @param successor what took its place
     * @return this builder
     */
    public Builder succession(Component predecessor, Component successor) {
      successors.put(predecessor, requireNonNull(successor, "successor"));
      return this;
    }

    private static void add(
        Map<Relation, SortedMap<Component, SortedSet<Component>>> edges,
        Relation relation,
        Component key,
        Component value) {
      edges
          .computeIfAbsent(relation, unused -> new TreeMap<>())
          .computeIfAbsent(key, unused -> new TreeSet<>())
          .add(value);
    }

    /** {@return the topology; do not use the builder again} */
    public Topology build() {
      return new Topology(this);
    }
  }
}
