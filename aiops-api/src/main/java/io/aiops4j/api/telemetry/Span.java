package io.aiops4j.api.telemetry;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One ended span of a trace, after OpenTelemetry's trace data model. Immutable. */
public final class Span {
  private final String traceId;
  private final String spanId;
  private final String parentSpanId;
  private final Component component;
  private final String operation;
  private final long startEpochNanos;
  private final long endEpochNanos;
  private final SpanStatus status;
  private final TrustClass trust;
  private final SortedMap<String, String> attributes;

  private Span(Builder builder) {
    this.traceId = builder.traceId;
    this.spanId = builder.spanId;
    this.parentSpanId = builder.parentSpanId;
    this.component = builder.component;
    this.operation = builder.operation;
    this.startEpochNanos = builder.startEpochNanos;
    this.endEpochNanos = builder.endEpochNanos;
    this.status = builder.status;
    this.trust = builder.trust;
    this.attributes =
        builder.attributes.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(builder.attributes));
  }

  /**
   * {@return a builder of a root span}
   *
   * @param traceId the trace it belongs to
   * @param spanId unique in the trace
   * @param component who did the work
   * @param operation the span's name
   */
  public static Builder builder(
      String traceId, String spanId, Component component, String operation) {
    return new Builder(traceId, spanId, component, operation);
  }

  /** {@return the trace it belongs to} */
  public String traceId() {
    return traceId;
  }

  /** {@return its id, unique in the trace} */
  public String spanId() {
    return spanId;
  }

  /** {@return the id of the span that caused it, empty for a root} */
  public String parentSpanId() {
    return parentSpanId;
  }

  /** {@return who did the work} */
  public Component component() {
    return component;
  }

  /** {@return the span's name, of low cardinality} */
  public String operation() {
    return operation;
  }

  /** {@return when it started, in epoch nanoseconds} */
  public long startEpochNanos() {
    return startEpochNanos;
  }

  /** {@return when it ended, in epoch nanoseconds} */
  public long endEpochNanos() {
    return endEpochNanos;
  }

  /** {@return when it started} */
  public Instant start() {
    return instant(startEpochNanos);
  }

  /** {@return when it ended} */
  public Instant end() {
    return instant(endEpochNanos);
  }

  /** {@return end minus start, in nanoseconds} */
  public long durationNanos() {
    return endEpochNanos - startEpochNanos;
  }

  /** {@return whether it failed, if it says so} */
  public SpanStatus status() {
    return status;
  }

  /** {@return who could have authored it} */
  public TrustClass trust() {
    return trust;
  }

  /** {@return further attributes, sorted} */
  public SortedMap<String, String> attributes() {
    return attributes;
  }

  private static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L));
  }

  @Override
  public String toString() {
    return component + " " + operation + " " + durationNanos() / 1000 + " us";
  }

  /** Collects the options of a span. Not thread-safe. */
  public static final class Builder {
    private final String traceId;
    private final String spanId;
    private final Component component;
    private final String operation;
    private String parentSpanId = "";
    private long startEpochNanos;
    private long endEpochNanos;
    private SpanStatus status = SpanStatus.UNSET;
    private TrustClass trust = TrustClass.WORKLOAD;
    private Map<String, String> attributes = Map.of();

    private Builder(String traceId, String spanId, Component component, String operation) {
      this.traceId = requireNonNull(traceId, "traceId");
      this.spanId = requireNonNull(spanId, "spanId");
      this.component = requireNonNull(component, "component");
      this.operation = requireNonNull(operation, "operation");
    }

    /**
     * Sets the span that caused it; none by default.
     *
     * @param parentSpanId a span of the same trace
     * @return this builder
     */
    public Builder parent(String parentSpanId) {
      this.parentSpanId = requireNonNull(parentSpanId, "parentSpanId");
      return this;
    }

    /**
     * Sets the times.
     *
     * @param startEpochNanos start in epoch nanoseconds
     * @param endEpochNanos end in epoch nanoseconds, not before the start
     * @return this builder
     */
    public Builder times(long startEpochNanos, long endEpochNanos) {
      this.startEpochNanos = startEpochNanos;
      this.endEpochNanos = endEpochNanos;
      return this;
    }

    /**
     * Sets the status; unset by default.
     *
     * @param status what the span says of itself
     * @return this builder
     */
    public Builder status(SpanStatus status) {
      this.status = requireNonNull(status, "status");
      return this;
    }

    /**
     * Sets who could have authored it; {@link TrustClass#WORKLOAD} by default.
     *
     * @param trust set from where the source reads
     * @return this builder
     */
    public Builder trust(TrustClass trust) {
      this.trust = requireNonNull(trust, "trust");
      return this;
    }

    /**
     * Sets further attributes; none by default.
     *
     * @param attributes copied
     * @return this builder
     */
    public Builder attributes(Map<String, String> attributes) {
      this.attributes = Map.copyOf(attributes);
      return this;
    }

    /**
     * {@return the span}
     *
     * @throws IllegalArgumentException if it ends before it starts
     */
    public Span build() {
      if (endEpochNanos < startEpochNanos) {
        throw new IllegalArgumentException(
            "Span "
                + spanId
                + " of "
                + component
                + " ends "
                + (startEpochNanos - endEpochNanos)
                + " ns before it starts; drop it or swap the times");
      }
      return new Span(this);
    }
  }
}
