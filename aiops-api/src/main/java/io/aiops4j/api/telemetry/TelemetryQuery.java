package io.aiops4j.api.telemetry;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is asked of a {@link TelemetrySource}: which modalities, of which components, in which
 * range, as known at which instant.
 *
 * <p>Immutable and thread-safe.
 */
public final class TelemetryQuery {
  private final TimeRange range;
  private final Instant asOf;
  private final Set<Modality> modalities;
  private final SortedSet<Component> components;
  private final long maxRecords;

  private TelemetryQuery(Builder builder) {
    this.range = builder.range;
    this.asOf = builder.asOf;
    this.modalities = Collections.unmodifiableSet(new TreeSet<>(builder.modalities));
    this.components = Collections.unmodifiableSortedSet(new TreeSet<>(builder.components));
    this.maxRecords = builder.maxRecords;
  }

  /**
   * {@return a builder of a query for all modalities and all components}
   *
   * @param range half-open, UTC
   * @param asOf the instant the question is asked at; nothing newer may come back
   */
  public static Builder builder(TimeRange range, Instant asOf) {
    return new Builder(range, asOf);
  }

  /** {@return the range asked for, half-open} */
  public TimeRange range() {
    return range;
  }

  /** {@return the instant the question is asked at; a source returns nothing later} */
  public Instant asOf() {
    return asOf;
  }

  /** {@return the modalities asked for, in the order of the enum; never empty} */
  public Set<Modality> modalities() {
    return modalities;
  }

  /** {@return the components asked for, sorted; empty means all} */
  public SortedSet<Component> components() {
    return components;
  }

  /** {@return how many records may come back at most} */
  public long maxRecords() {
    return maxRecords;
  }

  /**
   * {@return whether the query asks for that modality}
   *
   * @param modality one modality
   */
  public boolean wants(Modality modality) {
    return modalities.contains(modality);
  }

  /**
   * {@return whether the query asks for that component}
   *
   * @param component one component
   */
  public boolean wants(Component component) {
    return components.isEmpty() || components.contains(component);
  }

  /**
   * {@return whether an instant lies in the range and is not later than {@code asOf}}
   *
   * @param instant the time of a record
   */
  public boolean wants(Instant instant) {
    return range.contains(instant) && !instant.isAfter(asOf);
  }

  /** {@return a builder that starts from this query} */
  public Builder toBuilder() {
    return new Builder(range, asOf)
        .modalities(modalities)
        .components(components)
        .maxRecords(maxRecords);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TelemetryQuery that
        && range.equals(that.range)
        && asOf.equals(that.asOf)
        && modalities.equals(that.modalities)
        && components.equals(that.components)
        && maxRecords == that.maxRecords;
  }

  @Override
  public int hashCode() {
    return Objects.hash(range, asOf, modalities, components, maxRecords);
  }

  @Override
  public String toString() {
    String who = components.isEmpty() ? "all components" : components.toString();
    return modalities + " of " + who + " in " + range + " as of " + asOf;
  }

  /** Collects the options of a query. Not thread-safe. */
  public static final class Builder {
    private final TimeRange range;
    private final Instant asOf;
    private Set<Modality> modalities = EnumSet.allOf(Modality.class);
    private Set<Component> components = Set.of();
    private long maxRecords = 10_000_000;

    private Builder(TimeRange range, Instant asOf) {
      this.range = requireNonNull(range, "range");
      this.asOf = requireNonNull(asOf, "asOf");
    }

    /**
     * Sets the modalities; all by default.
     *
     * @param modalities at least one
     * @return this builder
     */
    public Builder modalities(Set<Modality> modalities) {
      this.modalities = Set.copyOf(modalities);
      return this;
    }

    /**
     * Sets the components; all by default.
     *
     * @param components empty for all
     * @return this builder
     */
    public Builder components(Set<Component> components) {
      this.components = Set.copyOf(components);
      return this;
    }

    /**
     * Bounds the answer; 10,000,000 records by default.
     *
     * @param maxRecords at least 1; a series counts its samples
     * @return this builder
     */
    public Builder maxRecords(long maxRecords) {
      this.maxRecords = maxRecords;
      return this;
    }

    /**
     * {@return the query}
     *
     * @throws IllegalArgumentException if no modality is asked for or the bound is below 1
     */
    public TelemetryQuery build() {
      if (modalities.isEmpty()) {
        throw new IllegalArgumentException(
            "A query must ask for at least one modality; leave modalities() out to ask for all");
      }
      if (maxRecords < 1) {
        throw new IllegalArgumentException(
            "maxRecords is " + maxRecords + "; it must be at least 1");
      }
      return new TelemetryQuery(this);
    }
  }
}
