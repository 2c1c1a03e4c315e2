package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything an agent sees: the whole digest, the topology, the opinions so far, what was tried and
 * what telemetry refuted. Immutable and thread-safe.
 */
public final class CaseFile {
  private final IncidentId incident;
  private final Instant asOf;
  private final EvidenceDigest digest;
  private final Topology topology;
  private final SortedSet<Component> reported;
  private final @Nullable Opinion<Detection> detection;
  private final @Nullable Opinion<Component> localization;
  private final @Nullable Analysis analysis;
  private final List<Review> reviews;
  private final List<Attempt> attempts;
  private final SortedSet<String> refuted;

  private CaseFile(Builder builder) {
    this.incident = builder.incident;
    this.asOf = builder.asOf;
    this.digest = builder.digest;
    this.topology = builder.topology;
    this.reported = Collections.unmodifiableSortedSet(new TreeSet<>(builder.reported));
    this.detection = builder.detection;
    this.localization = builder.localization;
    this.analysis = builder.analysis;
    this.reviews = List.copyOf(builder.reviews);
    this.attempts = List.copyOf(builder.attempts);
    this.refuted = Collections.unmodifiableSortedSet(new TreeSet<>(builder.refuted));
  }

  /**
   * {@return a builder of a case file without opinions}
   *
   * @param incident whose file
   * @param asOf the instant it was made
   * @param digest the evidence
   * @param topology how the fleet hangs together
   */
  public static Builder builder(
      IncidentId incident, Instant asOf, EvidenceDigest digest, Topology topology) {
    return new Builder(incident, asOf, digest, topology);
  }

  /** {@return whose file it is} */
  public IncidentId incident() {
    return incident;
  }

  /** {@return the instant it was made} */
  public Instant asOf() {
    return asOf;
  }

  /** {@return the evidence} */
  public EvidenceDigest digest() {
    return digest;
  }

  /** {@return how the fleet hangs together} */
  public Topology topology() {
    return topology;
  }

  /** {@return the components that the trigger named, sorted; a hint, not evidence} */
  public SortedSet<Component> reported() {
    return reported;
  }

  /** {@return the detector's opinion, once it is there} */
  public Optional<Opinion<Detection>> detection() {
    return Optional.ofNullable(detection);
  }

  /** {@return the localizer's opinion, once it is there} */
  public Optional<Opinion<Component>> localization() {
    return Optional.ofNullable(localization);
  }

  /** {@return the diagnoser's answers, once they are there} */
  public Optional<Analysis> analysis() {
    return Optional.ofNullable(analysis);
  }

  /** {@return what reviewers said so far} */
  public List<Review> reviews() {
    return reviews;
  }

  /** {@return what was tried and what telemetry said of it, oldest first} */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** {@return the keys of the diagnoses that telemetry refuted, sorted} */
  public SortedSet<String> refuted() {
    return refuted;
  }

  /** {@return a builder that starts from this file} */
  public Builder toBuilder() {
    Builder builder = new Builder(incident, asOf, digest, topology);
    builder.reported = reported;
    builder.detection = detection;
    builder.localization = localization;
    builder.analysis = analysis;
    builder.reviews = reviews;
    builder.attempts = attempts;
    builder.refuted = refuted;
    return builder;
  }

  /** Collects the parts of a case file. Not thread-safe. */
  public static final class Builder {
    private final IncidentId incident;
    private final Instant asOf;
    private final EvidenceDigest digest;
    private final Topology topology;
    private Set<Component> reported = Set.of();
    private @Nullable Opinion<Detection> detection;
    private @Nullable Opinion<Component> localization;
    private @Nullable Analysis analysis;
    private List<Review> reviews = List.of();
    private List<Attempt> attempts = List.of();
    private Set<String> refuted = Set.of();

    private Builder(IncidentId incident, Instant asOf, EvidenceDigest digest, Topology topology) {
      this.incident = requireNonNull(incident, "incident");
      this.asOf = requireNonNull(asOf, "asOf");
      this.digest = requireNonNull(digest, "digest");
      this.topology = requireNonNull(topology, "topology");
    }

    /**
     * Sets the components that the trigger named; none by default.
     *
     * @param reported copied
     * @return this builder
     */
    public Builder reported(Set<Component> reported) {
      this.reported = requireNonNull(reported, "reported");
      return this;
    }

    /**
     * Sets the detector's opinion.
     *
     * @param detection the opinion
     * @return this builder
     */
    public Builder detection(Opinion<Detection> detection) {
      this.detection = requireNonNull(detection, "detection");
      return this;
    }

    /**
     * Sets the localizer's opinion.
     *
     * @param localization the opinion
     * @return this builder
     */
    public Builder localization(Opinion<Component> localization) {
      this.localization = requireNonNull(localization, "localization");
      return this;
    }

    /**
     * Sets the diagnoser's answers.
     *
     * @param analysis the answers
     * @return this builder
     */
    public Builder analysis(Analysis analysis) {
      this.analysis = requireNonNull(analysis, "analysis");
      return this;
    }

    /**
     * Sets what reviewers said.
     *
     * @param reviews copied
     * @return this builder
     */
    public Builder reviews(List<Review> reviews) {
      this.reviews = requireNonNull(reviews, "reviews");
      return this;
    }

    /**
     * Sets what was tried.
     *
     * @param attempts oldest first, copied
     * @return this builder
     */
    public Builder attempts(List<Attempt> attempts) {
      this.attempts = requireNonNull(attempts, "attempts");
      return this;
    }

    /**
     * Sets the keys of refuted diagnoses.
     *
     * @param refuted see {@link Diagnosis#key()}, copied
     * @return this builder
     */
    public Builder refuted(Set<String> refuted) {
      this.refuted = requireNonNull(refuted, "refuted");
      return this;
    }

    /** {@return the case file} */
    public CaseFile build() {
      return new CaseFile(this);
    }
  }
}
