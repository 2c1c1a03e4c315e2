package io.aiops4j.compaction.signals;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.state.InvalidStateException;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Pinned signals as bytes and as one line of text, and back, bit for bit.
 *
 * <p>Carries all that an evaluator needs, so a signal read back in another process, after a
 * restart, on another machine, means what it meant. One signal has one form. The text is the bytes
 * in URL-safe Base64 behind {@code signal:}, for configuration and job parameters; {@link
 * PinnedSignal#toString()} is for people. Stateless and thread-safe.
 */
public final class SignalCodec {
  private static final String KIND = "signal";
  private static final int VERSION = 1;
  private static final String PREFIX = "signal:";

  private SignalCodec() {}

  /**
   * {@return the signal as bytes}
   *
   * @param signal any
   */
  public static byte[] bytes(PinnedSignal signal) {
    StateWriter state = new StateWriter(KIND, VERSION);
    write(state, signal);
    return state.toBytes();
  }

  /**
   * {@return the signal of {@link #bytes}}
   *
   * @param bytes may come from anywhere
   * @throws InvalidStateException if they are no signal
   */
  public static PinnedSignal signal(byte[] bytes) {
    StateReader state = StateReader.of(bytes, KIND, VERSION);
    PinnedSignal signal = read(state);
    state.end();
    return signal;
  }

  /**
   * {@return the signal as one line of text, without blanks}
   *
   * @param signal any
   */
  public static String text(PinnedSignal signal) {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(signal));
  }

  /**
   * {@return the signal of {@link #text}}
   *
   * @param text may come from anywhere
   * @throws InvalidStateException if it is no signal
   */
  public static PinnedSignal signal(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new InvalidStateException(
          "A signal's text begins with '" + PREFIX + "'; pass what text(signal) gave");
    }
    try {
      return signal(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
    } catch (InvalidStateException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidStateException("A signal's text is no Base64: " + e.getMessage());
    }
  }

  /**
   * Writes a signal into a larger state.
   *
   * @param state where to
   * @param signal any
   */
  public static void write(StateWriter state, PinnedSignal signal) {
    SignalQuery query = signal.query();
    state.text(query.modality().name()).component(query.component()).text(query.name());
    state.labels(query.attributes());
    state.text(signal.reducer().id()).count(signal.reducer().version());
    state.real(signal.healthy().lower()).real(signal.healthy().upper());
    state.flag(signal.baseline().isPresent());
    signal
        .baseline()
        .ifPresent(
            baseline -> {
              state.real(baseline.mean()).real(baseline.sigma()).count(baseline.samples());
              write(state, baseline.range().from());
              write(state, baseline.range().to());
            });
  }

  /**
   * {@return the signal that {@link #write} wrote}
   *
   * @param state where from
   */
  public static PinnedSignal read(StateReader state) {
    try {
      Modality modality = Modality.valueOf(state.text());
      Component component = state.component();
      String name = state.text();
      SortedMap<String, String> attributes = state.labels();
      SignalQuery query = new SignalQuery(modality, component, name, attributes);
      Reducer reducer = new Reducer(state.text(), state.smallCount());
      Band healthy = new Band(state.real(), state.real());
      return new PinnedSignal(query, reducer, healthy, baseline(state));
    } catch (InvalidStateException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw state.invalid("its signal is none: " + e.getMessage());
    }
  }

  private static Optional<FrozenBaseline> baseline(StateReader state) {
    if (!state.flag()) {
      return Optional.empty();
    }
    double mean = state.real();
    double sigma = state.real();
    long samples = state.count();
    TimeRange range = new TimeRange(instant(state), instant(state));
    return Optional.of(new FrozenBaseline(mean, sigma, samples, range));
  }

  private static void write(StateWriter state, Instant instant) {
    state.number(instant.getEpochSecond()).count(instant.getNano());
  }

  private static Instant instant(StateReader state) {
    long seconds = state.number();
    return Instant.ofEpochSecond(seconds, state.smallCount());
  }
}
