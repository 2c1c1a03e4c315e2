package io.aiops4j.api.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked of telemetry, what came, and what is missing and why.
 *
 * <p>Absence is never health: an empty answer with a {@link Missing} entry is "cannot see", an
 * empty answer without one is "looked and saw nothing".
 *
 * @param asked the range asked for
 * @param records how many records came; a series counts its samples
 * @param missing what could not be read, and why
 * @param completeUntil the instant up to which nothing more is expected to arrive
 * @param clockOffset how far the source's clock is ahead of the asker's; zero if unknown
 */
public record Coverage(
    TimeRange asked,
    long records,
    List<Missing> missing,
    Instant completeUntil,
    Duration clockOffset) {
  /** Copies the list. */
  public Coverage {
    requireNonNull(asked, "asked");
    missing = List.copyOf(missing);
    requireNonNull(completeUntil, "completeUntil");
    requireNonNull(clockOffset, "clockOffset");
  }

  /**
   * One thing that could not be read.
   *
   * @param modality what kind of telemetry
   * @param what which component, file or endpoint
   * @param why the reason, for a person
   */
  public record Missing(Modality modality, String what, String why) {
    /** Checks the parts. */
    public Missing {
      requireNonNull(modality, "modality");
      requireNonNull(what, "what");
      requireNonNull(why, "why");
    }
  }

  /**
   * {@return the coverage of an answer that lacks nothing}
   *
   * @param query what was asked
   * @param records how many records came
   */
  public static Coverage complete(TelemetryQuery query, long records) {
    return new Coverage(query.range(), records, List.of(), end(query), Duration.ZERO);
  }

  /**
   * {@return the coverage of an answer with gaps}
   *
   * @param query what was asked
   * @param records how many records came
   * @param missing what could not be read
   */
  public static Coverage partial(TelemetryQuery query, long records, List<Missing> missing) {
    return new Coverage(query.range(), records, missing, end(query), Duration.ZERO);
  }

  private static Instant end(TelemetryQuery query) {
    return query.asOf().isBefore(query.range().to()) ? query.asOf() : query.range().to();
  }

  /** {@return whether nothing is missing} */
  public boolean isComplete() {
    return missing.isEmpty();
  }

  /**
   * {@return whether a kind of telemetry could not be read in full}
   *
   * @param modality one modality
   */
  public boolean lacks(Modality modality) {
    return missing.stream().anyMatch(gap -> gap.modality() == modality);
  }

  /**
   * {@return this coverage joined with another: both ranges, all records, all gaps, the earlier
   * completeness}
   *
   * @param other another answer
   */
  public Coverage and(Coverage other) {
    Instant from = asked.from().isBefore(other.asked.from()) ? asked.from() : other.asked.from();
    Instant to = asked.to().isAfter(other.asked.to()) ? asked.to() : other.asked.to();
    List<Missing> gaps = new ArrayList<>(missing);
    other.missing.stream().filter(gap -> !gaps.contains(gap)).forEach(gaps::add);
    Instant until =
        completeUntil.isBefore(other.completeUntil) ? completeUntil : other.completeUntil;
    Duration offset =
        clockOffset.abs().compareTo(other.clockOffset.abs()) >= 0 ? clockOffset : other.clockOffset;
    return new Coverage(new TimeRange(from, to), records + other.records, gaps, until, offset);
  }
}
