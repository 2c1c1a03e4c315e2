package io.aiops4j.api.telemetry;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One log record, after OpenTelemetry's logs data model. Immutable.
 *
 * <p>The body is untrusted text: it is shown, matched and counted, never obeyed.
 */
public final class LogRecord {
  private final Component component;
  private final Instant time;
  private final String body;
  private final Severity severity;
  private final TrustClass trust;
  private final String traceId;
  private final String spanId;
  private final SortedMap<String, String> attributes;

  private LogRecord(Builder builder) {
    this.component = builder.component;
    this.time = builder.time;
    this.body = builder.body;
    this.severity = builder.severity;
    this.trust = builder.trust;
    this.traceId = builder.traceId;
    this.spanId = builder.spanId;
    this.attributes =
        builder.attributes.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(builder.attributes));
  }

  /**
   * {@return a builder of a record without severity, trace or attributes}
   *
   * @param component who wrote it
   * @param time when it was written, by the writer's clock
   * @param body the text
   */
  public static Builder builder(Component component, Instant time, String body) {
    return new Builder(component, time, body);
  }

  /** {@return who wrote it} */
  public Component component() {
    return component;
  }

  /** {@return when it was written, by the writer's clock} */
  public Instant time() {
    return time;
  }

  /** {@return the text, untrusted} */
  public String body() {
    return body;
  }

  /** {@return the severity its author chose} */
  public Severity severity() {
    return severity;
  }

  /** {@return who could have authored it} */
  public TrustClass trust() {
    return trust;
  }

  /** {@return the trace it belongs to, empty if none} */
  public String traceId() {
    return traceId;
  }

  /** {@return the span it belongs to, empty if none} */
  public String spanId() {
    return spanId;
  }

  /**
   * {@return further attributes, sorted, such as {@code code.namespace} and {@code code.lineno}}
   */
  public SortedMap<String, String> attributes() {
    return attributes;
  }

  @Override
  public String toString() {
    return time + " " + component + " " + severity + " " + body;
  }

  /** Collects the options of a record. Not thread-safe. */
  public static final class Builder {
    private final Component component;
    private final Instant time;
    private final String body;
    private Severity severity = Severity.UNSPECIFIED;
    private TrustClass trust = TrustClass.WORKLOAD;
    private String traceId = "";
    private String spanId = "";
    private Map<String, String> attributes = Map.of();

    private Builder(Component component, Instant time, String body) {
      this.component = requireNonNull(component, "component");
      this.time = requireNonNull(time, "time");
      this.body = requireNonNull(body, "body");
    }

    /**
     * Sets the severity; unspecified by default.
     *
     * @param severity what the author chose
     * @return this builder
     */
    public Builder severity(Severity severity) {
      this.severity = requireNonNull(severity, "severity");
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
     * Links the record to a span; to none by default.
     *
     * @param traceId the trace
     * @param spanId the span
     * @return this builder
     */
    public Builder span(String traceId, String spanId) {
      this.traceId = requireNonNull(traceId, "traceId");
      this.spanId = requireNonNull(spanId, "spanId");
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

    /** {@return the record} */
    public LogRecord build() {
      return new LogRecord(this);
    }
  }
}
