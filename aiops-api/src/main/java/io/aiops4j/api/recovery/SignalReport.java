package io.aiops4j.api.recovery;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.signal.PinnedSignal;
import java.util.List;

/**
 * What one signal showed while recovery was judged.
 *
 * @param signal which one
 * @param state how it stands
 * @param samples how many samples counted
 * @param statement one sentence for a person, with the deciding value
 * @param gaps what could not be read
 */
public record SignalReport(
    PinnedSignal signal, State state, int samples, String statement, List<String> gaps) {
  /** Copies the list. */
  public SignalReport {
    requireNonNull(signal, "signal");
    requireNonNull(state, "state");
    requireNonNull(statement, "statement");
    gaps = List.copyOf(gaps);
  }

  /** How a signal stands. */
  public enum State {
    /** Healthy for the whole hold. */
    HELD,
    /** Healthy so far, the hold is not over. */
    HOLDING,
    /** Outside its band, or back in it for less than the hold. */
    UNHEALTHY,
    /** Not to be seen. */
    UNSEEN
  }
}
