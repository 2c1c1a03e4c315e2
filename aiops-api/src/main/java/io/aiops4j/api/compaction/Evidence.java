package io.aiops4j.api.compaction;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One fact that telemetry shows, in words, with what reproduces it.
 *
 * <p>Its {@link #strength()} has one unit for all modalities: {@code -log10} of a tail probability
 * against the reference, cut at {@value #MAX_STRENGTH}, so that kinds compare without fitted
 * weights. Immutable and thread-safe; two pieces of evidence are equal if their ids are.
 */
public final class Evidence {
  /** The largest strength; more would only mean that a model of chance was taken too literally. */
  public static final double MAX_STRENGTH = 12;

  /**
   * Name of the attribute that names a fact which several kinds of telemetry can show, such as
   * {@code xid-79}. Evidence of two kinds of telemetry about the same component at the same time
   * that names the same fact is one fact with two witnesses: a digest keeps the stronger.
   */
  public static final String FACT = "fact";

  /**
   * Name of the attribute in which a digest says what else witnessed the same fact, such as {@code
   * metric.state (NODE_AGENT)}.
   */
  public static final String ALSO_SEEN = "alsoSeen";

  /**
   * Strongest first; of equals what speaks for a sort of fault, then what recovery can be judged
   * by, then the rest; then by id, so that every ranking is the same each time.
   */
  public static final Comparator<Evidence> BY_STRENGTH =
      Comparator.comparingDouble(Evidence::strength)
          .reversed()
          .thenComparing(Evidence::isSymptom)
          .thenComparing(item -> item.signal().isEmpty())
          .thenComparing(Evidence::id);

  private final String id;
  private final Modality modality;
  private final Component component;
  private final String kind;
  private final FaultType speaksFor;
  private final TimeRange range;
  private final double magnitude;
  private final String unit;
  private final Shape shape;
  private final double strength;
  private final TrustClass trust;
  private final String statement;
  private final TelemetryQuery query;
  private final Optional<PinnedSignal> signal;
  private final SortedMap<String, String> attributes;

  private Evidence(Builder builder) {
    this.modality = builder.modality;
    this.component = builder.component;
    this.kind = builder.kind;
    this.speaksFor = builder.speaksFor;
    this.range = builder.range;
    this.magnitude = builder.magnitude;
    this.unit = builder.unit;
    this.shape = builder.shape;
    this.strength = Math.min(MAX_STRENGTH, builder.strength);
    this.trust = builder.trust;
    this.statement = builder.statement;
    this.query = requireNonNull(builder.query, "query");
    this.signal = Optional.ofNullable(builder.signal);
    this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(builder.attributes));
    this.id =
        Canonical.digest(modality.name(), component.toString(), kind, range.toString(), statement)
            .substring(0, 12);
  }

  /**
   * {@return a builder of evidence that speaks for no fault type, of strength 0}
   *
   * @param modality what kind of telemetry shows it
   * @param component whom it is about
   * @param kind what sort of fact, such as {@code metric.shift}
   * @param range when, from its onset
   */
  public static Builder builder(
      Modality modality, Component component, String kind, TimeRange range) {
    return new Builder(modality, component, kind, range);
  }

  /** {@return 12 hexadecimal digits of the hash of what it says} */
  public String id() {
    return id;
  }

  /** {@return what kind of telemetry shows it} */
  public Modality modality() {
    return modality;
  }

  /** {@return whom it is about} */
  public Component component() {
    return component;
  }

  /** {@return what sort of fact, such as {@code metric.shift}} */
  public String kind() {
    return kind;
  }

  /** {@return the sort of fault it speaks for} */
  public FaultType speaksFor() {
    return speaksFor;
  }

  /** {@return whether it shows trouble without speaking for a sort of fault} */
  public boolean isSymptom() {
    return speaksFor == FaultType.UNKNOWN;
  }

  /** {@return when, from its onset} */
  public TimeRange range() {
    return range;
  }

  /** {@return how large, in {@link #unit()}} */
  public double magnitude() {
    return magnitude;
  }

  /** {@return the unit of the magnitude, such as {@code sigma} or {@code ms}} */
  public String unit() {
    return unit;
  }

  /** {@return its form over time} */
  public Shape shape() {
    return shape;
  }

  /** {@return how unlikely it is by chance: -log10 of a tail probability, 0 to 12; more is more} */
  public double strength() {
    return strength;
  }

  /** {@return the lowest trust class of the telemetry in it} */
  public TrustClass trust() {
    return trust;
  }

  /** {@return one sentence for a person, redacted} */
  public String statement() {
    return statement;
  }

  /** {@return the question that shows it again} */
  public TelemetryQuery query() {
    return query;
  }

  /** {@return the signal that would show recovery from it, if there is one} */
  public Optional<PinnedSignal> signal() {
    return signal;
  }

  /** {@return further facts, sorted, such as the name of the metric} */
  public SortedMap<String, String> attributes() {
    return attributes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Evidence that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id + " " + statement;
  }

  /** Collects the parts of evidence. Not thread-safe. */
  public static final class Builder {
    private final Modality modality;
    private final Component component;
    private final String kind;
    private final TimeRange range;
    private FaultType speaksFor = FaultType.UNKNOWN;
    private double magnitude;
    private String unit = "";
    private Shape shape = Shape.PENDING;
    private double strength;
    private TrustClass trust = TrustClass.EXTERNAL;
    private String statement = "";
    private @org.jspecify.annotations.Nullable TelemetryQuery query;
    private @org.jspecify.annotations.Nullable PinnedSignal signal;
    private Map<String, String> attributes = Map.of();

    private Builder(Modality modality, Component component, String kind, TimeRange range) {
      this.modality = requireNonNull(modality, "modality");
      this.component = requireNonNull(component, "component");
      this.kind = requireNonNull(kind, "kind");
      this.range = requireNonNull(range, "range");
    }

    /**
     * Sets the sort of fault it speaks for; unknown by default.
     *
     * @param faultType one of the six
     * @return this builder
     */
    public Builder speaksFor(FaultType faultType) {
      this.speaksFor = requireNonNull(faultType, "faultType");
      return this;
    }

    /**
     * Sets how large it is; 0 by default.
     *
     * @param magnitude finite
     * @param unit such as {@code sigma} or {@code ms}
     * @return this builder
     */
    public Builder magnitude(double magnitude, String unit) {
      this.magnitude = magnitude;
      this.unit = requireNonNull(unit, "unit");
      return this;
    }

    /**
     * Sets the form; pending by default.
     *
     * @param shape over time
     * @return this builder
     */
    public Builder shape(Shape shape) {
      this.shape = requireNonNull(shape, "shape");
      return this;
    }

    /**
     * Sets the strength; 0 by default.
     *
     * @param strength -log10 of a tail probability; cut at {@link Evidence#MAX_STRENGTH}
     * @return this builder
     */
    public Builder strength(double strength) {
      this.strength = strength;
      return this;
    }

    /**
     * Sets the trust class; {@link TrustClass#EXTERNAL} by default.
     *
     * @param trust the lowest of the telemetry used
     * @return this builder
     */
    public Builder trust(TrustClass trust) {
      this.trust = requireNonNull(trust, "trust");
      return this;
    }

    /**
     * Sets the sentence; empty by default.
     *
     * @param statement for a person, redacted
     * @return this builder
     */
    public Builder statement(String statement) {
      this.statement = requireNonNull(statement, "statement");
      return this;
    }

    /**
     * Sets the question that shows it again; needed.
     *
     * @param query what to ask of the source
     * @return this builder
     */
    public Builder query(TelemetryQuery query) {
      this.query = requireNonNull(query, "query");
      return this;
    }

    /**
     * Sets the signal that would show recovery; none by default.
     *
     * @param signal with its frozen baseline
     * @return this builder
     */
    public Builder signal(PinnedSignal signal) {
      this.signal = requireNonNull(signal, "signal");
      return this;
    }

    /**
     * Sets further facts; none by default.
     *
     * @param attributes copied
     * @return this builder
     */
    public Builder attributes(Map<String, String> attributes) {
      this.attributes = Map.copyOf(attributes);
      return this;
    }

    /**
     * {@return the evidence}
     *
     * @throws IllegalArgumentException if the strength or the magnitude is not a number, or nothing
     *     is said
     */
    public Evidence build() {
      if (!(strength >= 0) || !Double.isFinite(magnitude)) {
        throw new IllegalArgumentException(
            kind
                + " of "
                + component
                + " has strength "
                + Canonical.number(strength)
                + " and magnitude "
                + Canonical.number(magnitude)
                + "; strength must be 0 or more and magnitude finite");
      }
      if (statement.isBlank()) {
        throw new IllegalArgumentException(
            kind + " of " + component + " says nothing; give it a statement");
      }
      return new Evidence(this);
    }
  }
}
