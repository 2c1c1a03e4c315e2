package io.aiops4j.api.recovery;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What telemetry says about recovery. Only {@link Confirmed} lets an incident be resolved. */
public sealed interface RecoveryVerdict {
  /** {@return one sentence for a person} */
  String reason();

  /** {@return what each signal showed} */
  List<SignalReport> signals();

  /**
   * Every signal was healthy for a whole hold after the action.
   *
   * @param since the start of the hold
   * @param recoveredBefore whether the signals had already recovered before the action: then it
   *     earns no credit
   * @param reason one sentence for a person
   * @param signals what each signal showed
   */
  record Confirmed(
      Instant since, boolean recoveredBefore, String reason, List<SignalReport> signals)
      implements RecoveryVerdict {
    /** Checks the parts; a confirmation needs signals. */
    public Confirmed {
      requireNonNull(since, "since");
      requireNonNull(reason, "reason");
      signals = List.copyOf(signals);
      if (signals.isEmpty()
          || signals.stream().anyMatch(report -> report.state() != SignalReport.State.HELD)) {
        throw new IllegalArgumentException(
            "Recovery can only be confirmed by signals that all held; these are " + signals);
      }
    }
  }

  /**
   * A signal is still unhealthy at the deadline.
   *
   * @param reason one sentence for a person
   * @param signals what each signal showed
   */
  record NotRecovered(String reason, List<SignalReport> signals) implements RecoveryVerdict {
    /** Copies the list. */
    public NotRecovered {
      requireNonNull(reason, "reason");
      signals = List.copyOf(signals);
    }
  }

  /**
   * It cannot be told: not yet, or not at all.
   *
   * @param lookAgainAt when asking again may help; empty once the deadline has passed
   * @param reason one sentence for a person
   * @param signals what each signal showed
   */
  record Inconclusive(Optional<Instant> lookAgainAt, String reason, List<SignalReport> signals)
      implements RecoveryVerdict {
    /** Copies the list. */
    public Inconclusive {
      requireNonNull(lookAgainAt, "lookAgainAt");
      requireNonNull(reason, "reason");
      signals = List.copyOf(signals);
    }
  }

  /**
   * It had recovered, and the same signals went bad again.
   *
   * @param at when
   * @param reason one sentence for a person
   * @param signals what each signal showed
   */
  record Relapsed(Instant at, String reason, List<SignalReport> signals)
      implements RecoveryVerdict {
    /** Copies the list. */
    public Relapsed {
      requireNonNull(at, "at");
      requireNonNull(reason, "reason");
      signals = List.copyOf(signals);
    }
  }

  /**
   * Handles every case.
   *
   * @param confirmed if recovery is confirmed
   * @param notRecovered if it failed
   * @param inconclusive if it cannot be told
   * @param relapsed if it came back
   * @param <R> the kind of result
   * @return what the function of the case returns
   */
  default <R> R match(
      Function<Confirmed, R> confirmed,
      Function<NotRecovered, R> notRecovered,
      Function<Inconclusive, R> inconclusive,
      Function<Relapsed, R> relapsed) {
    if (this instanceof Confirmed c) {
      return confirmed.apply(c);
    }
    if (this instanceof NotRecovered n) {
      return notRecovered.apply(n);
    }
    if (this instanceof Inconclusive i) {
      return inconclusive.apply(i);
    }
    return relapsed.apply((Relapsed) this);
  }
}
