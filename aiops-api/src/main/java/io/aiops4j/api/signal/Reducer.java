package io.aiops4j.api.signal;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * How raw telemetry becomes the samples of a signal. Open: an evaluator says which it knows.
 *
 * <p>The version is part of the identity, so that a signal pinned by an older release is never
 * judged by other arithmetic.
 *
 * @param id such as {@code value}
 * @param version from 1
 */
public record Reducer(String id, int version) {
  /** The samples of a gauge or state code as they are. */
  public static final Reducer VALUE = new Reducer("value", 1);

  /** The increase of a counter from sample to sample; a reset counts from zero. */
  public static final Reducer INCREASE = new Reducer("increase", 1);

  /**
   * Log records of the template in each minute. A minute counts only if the component shows that it
   * lives (any record or metric of it), else it is missing.
   */
  public static final Reducer LOG_COUNT = new Reducer("log-count", 1);

  /** 95th percentile of the durations of the operation in each minute, in milliseconds. */
  public static final Reducer SPAN_P95 = new Reducer("span-p95", 1);

  /** Share of failed spans of the operation in each minute, 0 to 1; no spans is missing. */
  public static final Reducer SPAN_ERROR_SHARE = new Reducer("span-error-share", 1);

  /** Spans of the operation in each minute; zero only where the component shows that it lives. */
  public static final Reducer SPAN_COUNT = new Reducer("span-count", 1);

  /** How far a gauge moved from sample to sample, up or down: its jitter. */
  public static final Reducer STEP_SIZE = new Reducer("step-size", 1);

  /**
   * Median time in each minute, in milliseconds, that calls of one component into another spend
   * between the two: duration of the calling span minus that of the called one. No calls is
   * missing.
   */
  public static final Reducer SPAN_GAP_P50 = new Reducer("span-gap-p50", 1);

  /**
   * Share of the component's spans of the operation in each minute, 0 to 1, that call another
   * operation; no spans is missing.
   */
  public static final Reducer SPAN_CALL_SHARE = new Reducer("span-call-share", 1);

  private static final String BITS = "bits-";

  /**
   * {@return the reducer of a state code made of bits: the samples with all other bits cleared}
   *
   * <p>A device that has nothing to do sets other bits than a busy one; only some of them mean
   * trouble.
   *
   * @param mask the bits to keep, above 0
   */
  public static Reducer bits(long mask) {
    if (mask <= 0) {
      throw new IllegalArgumentException("The mask " + mask + " keeps no bit; name at least one");
    }
    return new Reducer(BITS + Long.toHexString(mask), 1);
  }

  /** {@return the mask of {@link #bits(long)}; empty if this is another reducer} */
  public OptionalLong mask() {
    if (version != 1 || !id.matches(BITS + "[0-9a-f]{1,16}")) {
      return OptionalLong.empty();
    }
    long mask = Long.parseUnsignedLong(id.substring(BITS.length()), 16);
    return mask > 0 ? OptionalLong.of(mask) : OptionalLong.empty();
  }

  /** Checks the parts. */
  public Reducer {
    requireNonNull(id, "id");
    if (version < 1) {
      throw new IllegalArgumentException("Reducer " + id + " has version " + version + "; use 1");
    }
  }

  @Override
  public String toString() {
    return id + "@" + version;
  }
}
