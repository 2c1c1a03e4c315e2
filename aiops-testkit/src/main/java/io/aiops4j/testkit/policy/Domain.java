package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Every combination of a few named dimensions, each with a few values: a finite world over which
 * questions about policies are answered by going through all of it.
 *
 * <pre>{@code
 * Domain domain = Domain.builder()
 *     .vary("action", List.of(ActionType.DRAIN, ActionType.REBOOT), Situation.Builder::action)
 *     .vary("hour", List.of(3, 12, 22), Situation.Builder::hour)
 *     .vary("past", List.of(Past.nothing(), Past.times(3)), Situation.Builder::past)
 *     .build();
 * }</pre>
 *
 * <p>Give a number the values on both sides of each threshold. Combinations that cannot be, such as
 * a drain of a GPU, are left out. Thread-safe; the situations are made once and kept, with the
 * decisions of the last {@value #MAX_COLUMNS} policies, since policies are pure.
 */
public final class Domain {
  private static final int MAX_COMBINATIONS = 1_000_000;
  private static final int MAX_COLUMNS = 64;

  private final List<String> dimensions;
  private final Map<String, Set<String>> values;
  private final List<Case> cases;
  private final int combinations;
  // The least recently used column goes first; a policy is told from others by identity, since
  // what equals says of somebody's class is anybody's guess. Guarded by itself.
  private final Map<Identity, Column> columns =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Column> eldest) {
          return size() > MAX_COLUMNS;
        }
      };

  private Domain(Builder builder) {
    this.dimensions = builder.dimensions.stream().map(Dimension::name).toList();
    this.values = new LinkedHashMap<>();
    builder.dimensions.forEach(
        dimension ->
            values.put(
                dimension.name(),
                new LinkedHashSet<>(dimension.values().stream().map(Value::label).toList())));
    List<Case> possible = new ArrayList<>();
    this.combinations = enumerate(builder, possible);
    this.cases = List.copyOf(possible);
  }

  /** One combination: its values by dimension, and the place of each among those of it. */
  record Case(Map<String, String> values, int[] places, Situation situation) {}

  private record Identity(GuardrailPolicy policy) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Identity same && same.policy == policy;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(policy);
    }
  }

  private record Value(String label, Consumer<Situation.Builder> effect) {}

  private record Dimension(String name, List<Value> values) {}

  /** {@return a builder of a domain without dimensions} */
  public static Builder builder() {
    return new Builder();
  }

  private static int enumerate(Builder builder, List<Case> possible) {
    int[] place = new int[builder.dimensions.size()];
    Map<List<Object>, Topology> made = new HashMap<>();
    int count = 0;
    do {
      count++;
      Situation.Builder situation = new Situation.Builder(made);
      builder.common.accept(situation);
      Map<String, String> labels = new LinkedHashMap<>();
      for (int i = 0; i < place.length; i++) {
        Dimension dimension = builder.dimensions.get(i);
        Value value = dimension.values().get(place[i]);
        value.effect().accept(situation);
        labels.put(dimension.name(), value.label());
      }
      situation
          .buildIfPossible()
          .ifPresent(it -> possible.add(new Case(labels, place.clone(), it)));
    } while (next(place, builder.dimensions));
    return count;
  }

  /** Counts like an odometer, the last dimension fastest. */
  private static boolean next(int[] place, List<Dimension> dimensions) {
    for (int i = place.length - 1; i >= 0; i--) {
      if (++place[i] < dimensions.get(i).values().size()) {
        return true;
      }
      place[i] = 0;
    }
    return false;
  }

  /** {@return the names of the dimensions, in order} */
  public List<String> dimensions() {
    return dimensions;
  }

  /**
   * {@return the values of a dimension, as they are printed}
   *
   * @param dimension its name
   * @throws IllegalArgumentException if there is no such dimension
   */
  public Set<String> values(String dimension) {
    Set<String> known = values.get(dimension);
    if (known == null) {
      throw new IllegalArgumentException(
          "The domain has no dimension '" + dimension + "'; it has " + dimensions);
    }
    return Collections.unmodifiableSet(known);
  }

  /** {@return how many combinations can be} */
  public int size() {
    return cases.size();
  }

  /** {@return how many combinations there are, with those that cannot be} */
  public int combinations() {
    return combinations;
  }

  List<Case> cases() {
    return cases;
  }

  Column column(GuardrailPolicy policy) {
    Identity identity = new Identity(requireNonNull(policy, "policy"));
    synchronized (columns) {
      Column known = columns.get(identity);
      if (known != null) {
        return known;
      }
    }
    Column column = judged(policy);
    synchronized (columns) {
      columns.put(identity, column);
    }
    return column;
  }

  private Column judged(GuardrailPolicy policy) {
    if (policy instanceof Twisted twist) {
      Column straight = column(twist.policy());
      if (straight.firstError() < 0) {
        return straight.twisted(twist);
      }
    }
    return Column.of(policy, cases);
  }

  @Override
  public String toString() {
    return size() + " of " + combinations + " combinations of " + dimensions;
  }

  /** Collects dimensions. Not thread-safe. */
  public static final class Builder {
    private final List<Dimension> dimensions = new ArrayList<>();
    private Consumer<Situation.Builder> common = situation -> {};

    private Builder() {}

    /**
     * Sets what all situations have in common; the defaults of {@link Situation#builder()} by
     * default.
     *
     * @param common is applied before the values
     * @return this builder
     */
    public Builder common(Consumer<Situation.Builder> common) {
      this.common = requireNonNull(common, "common");
      return this;
    }

    /**
     * Adds a dimension. Values are applied in the order of the dimensions.
     *
     * @param name a word, such as {@code hour}
     * @param values at least one, each printed by its {@code toString}
     * @param effect what a value does to a situation
     * @param <T> the kind of value
     * @return this builder
     * @throws IllegalArgumentException if the name is taken, or two values print the same
     */
    public <T> Builder vary(
        String name, List<T> values, BiConsumer<Situation.Builder, ? super T> effect) {
      List<Value> all = new ArrayList<>();
      for (T value : values) {
        all.add(new Value(String.valueOf(value), situation -> effect.accept(situation, value)));
      }
      return add(name, all);
    }

    /**
     * Adds a dimension whose values have names of their own.
     *
     * @param name a word, such as {@code trouble}
     * @param values what each named value does to a situation, in the order of the map
     * @return this builder
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder vary(String name, Map<String, Consumer<Situation.Builder>> values) {
      List<Value> all = new ArrayList<>();
      values.forEach((label, effect) -> all.add(new Value(label, effect)));
      return add(name, all);
    }

    private Builder add(String name, List<Value> values) {
      if (dimensions.stream().anyMatch(dimension -> dimension.name().equals(name))) {
        throw new IllegalArgumentException(
            "The dimension '" + name + "' is there already; give each another name");
      }
      if (name.isBlank() || Sheet.RESERVED.contains(name)) {
        throw new IllegalArgumentException(
            "A dimension cannot be called '" + name + "'; take a word but not " + Sheet.RESERVED);
      }
      long labels = values.stream().map(Value::label).distinct().count();
      if (values.isEmpty() || labels < values.size()) {
        throw new IllegalArgumentException(
            "The dimension '"
                + name
                + "' has the values "
                + values.stream().map(Value::label).toList()
                + "; give at least one, and none twice");
      }
      dimensions.add(new Dimension(name, List.copyOf(values)));
      return this;
    }

    /**
     * {@return the domain}
     *
     * @throws IllegalArgumentException if it would have more than 1,000,000 combinations, or none
     *     that can be
     */
    public Domain build() {
      long combinations = 1;
      for (Dimension dimension : dimensions) {
        combinations *= dimension.values().size();
        if (combinations > MAX_COMBINATIONS) {
          throw new IllegalArgumentException(
              "The domain has more than "
                  + MAX_COMBINATIONS
                  + " combinations; keep only the values on both sides of each threshold");
        }
      }
      Domain domain = new Domain(this);
      if (domain.size() == 0) {
        throw new IllegalArgumentException(
            "None of "
                + combinations
                + " combinations can be; does the action apply to the kind of target?");
      }
      return domain;
    }
  }
}
