package io.aiops4j.api.telemetry;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The samples of one metric of one component, in columns.
 *
 * <p>Times are epoch milliseconds, ascending; a missing sample is absent, or {@code NaN} where the
 * backend marks it. Counters are cumulative. Immutable: the arrays are copied in, and {@link
 * #epochMillis(int)} and {@link #value(int)} read them without a copy.
 */
public final class MetricSeries {
  private final Component component;
  private final String name;
  private final String unit;
  private final MetricKind kind;
  private final TrustClass trust;
  private final SortedMap<String, String> attributes;
  private final long startEpochMillis;
  private final long[] epochMillis;
  private final double[] values;

  private MetricSeries(Builder builder, long[] epochMillis, double[] values) {
    this.component = builder.component;
    this.name = builder.name;
    this.unit = builder.unit;
    this.kind = builder.kind;
    this.trust = builder.trust;
    this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(builder.attributes));
    this.startEpochMillis = builder.startEpochMillis;
    this.epochMillis = epochMillis;
    this.values = values;
  }

  /**
   * {@return a builder of a gauge without unit, of trust {@link TrustClass#EXTERNAL}}
   *
   * @param component whose metric
   * @param name the metric's name, such as {@code DCGM_FI_DEV_GPU_TEMP}
   */
  public static Builder builder(Component component, String name) {
    return new Builder(component, name);
  }

  /** {@return whose metric it is} */
  public Component component() {
    return component;
  }

  /** {@return the metric's name} */
  public String name() {
    return name;
  }

  /** {@return the unit in UCUM, empty if none is known} */
  public String unit() {
    return unit;
  }

  /** {@return how the values are to be read} */
  public MetricKind kind() {
    return kind;
  }

  /** {@return who could have authored the values} */
  public TrustClass trust() {
    return trust;
  }

  /** {@return further labels, sorted; part of the identity of the series} */
  public SortedMap<String, String> attributes() {
    return attributes;
  }

  /** {@return when a counter was last reset, in epoch milliseconds; 0 if unknown} */
  public long startEpochMillis() {
    return startEpochMillis;
  }

  /** {@return how many samples there are} */
  public int size() {
    return values.length;
  }

  /**
   * {@return the time of a sample in epoch milliseconds}
   *
   * @param index from 0 to {@code size() - 1}
   */
  public long epochMillis(int index) {
    return epochMillis[index];
  }

  /**
   * {@return the value of a sample}
   *
   * @param index from 0 to {@code size() - 1}
   */
  public double value(int index) {
    return values[index];
  }

  /** {@return the text that tells this series from all others: component, name, attributes} */
  public String key() {
    return component + "/" + name + (attributes.isEmpty() ? "" : attributes.toString());
  }

  @Override
  public String toString() {
    return key() + " (" + values.length + " samples)";
  }

  /** Collects the options of a series. Not thread-safe. */
  public static final class Builder {
    private final Component component;
    private final String name;
    private String unit = "";
    private MetricKind kind = MetricKind.GAUGE;
    private TrustClass trust = TrustClass.EXTERNAL;
    private Map<String, String> attributes = Map.of();
    private long startEpochMillis;

    private Builder(Component component, String name) {
      this.component = requireNonNull(component, "component");
      this.name = requireNonNull(name, "name");
    }

    /**
     * Sets the unit; none by default.
     *
     * @param unit in UCUM, such as {@code Cel}, {@code W}, {@code s}
     * @return this builder
     */
    public Builder unit(String unit) {
      this.unit = requireNonNull(unit, "unit");
      return this;
    }

    /**
     * Sets how values are to be read; a gauge by default.
     *
     * @param kind gauge, counter or state code
     * @return this builder
     */
    public Builder kind(MetricKind kind) {
      this.kind = requireNonNull(kind, "kind");
      return this;
    }

    /**
     * Sets who could have authored the values; {@link TrustClass#EXTERNAL} by default.
     *
     * @param trust set from where the source reads
     * @return this builder
     */
    public Builder trust(TrustClass trust) {
      this.trust = requireNonNull(trust, "trust");
      return this;
    }

    /**
     * Sets further labels; none by default.
     *
     * @param attributes copied
     * @return this builder
     */
    public Builder attributes(Map<String, String> attributes) {
      this.attributes = Map.copyOf(attributes);
      return this;
    }

    /**
     * Sets when a counter was last reset; unknown by default.
     *
     * @param startEpochMillis epoch milliseconds
     * @return this builder
     */
    public Builder startEpochMillis(long startEpochMillis) {
      this.startEpochMillis = startEpochMillis;
      return this;
    }

    /**
     * {@return the series}
     *
     * @param epochMillis ascending times, copied
     * @param values one for each time, copied
     * @throws IllegalArgumentException if the lengths differ or a time goes backwards
     */
    public MetricSeries build(long[] epochMillis, double[] values) {
      if (epochMillis.length != values.length) {
        throw new IllegalArgumentException(
            name
                + " has "
                + epochMillis.length
                + " times and "
                + values.length
                + " values; give one value for each time");
      }
      for (int i = 1; i < epochMillis.length; i++) {
        if (epochMillis[i] < epochMillis[i - 1]) {
          throw new IllegalArgumentException(
              name + " goes back in time at sample " + i + "; sort the samples by time");
        }
      }
      return new MetricSeries(this, epochMillis.clone(), values.clone());
    }
  }
}
