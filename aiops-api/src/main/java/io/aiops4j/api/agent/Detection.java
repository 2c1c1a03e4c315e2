package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Whether there is an incident. What cannot be seen is neither present nor absent. */
public sealed interface Detection {
  /**
   * There is one.
   *
   * @param onset when its first symptom showed
   * @param affected who shows symptoms, sorted
   */
  record Present(Instant onset, SortedSet<Component> affected) implements Detection {
    /** Copies the set. */
    public Present {
      requireNonNull(onset, "onset");
      affected = Collections.unmodifiableSortedSet(new TreeSet<>(affected));
    }
  }

  /**
   * There is none, and telemetry was there to show it.
   *
   * @param reason one sentence
   */
  record Absent(String reason) implements Detection {
    /** Checks the text. */
    public Absent {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Telemetry does not suffice to tell.
   *
   * @param missing what cannot be seen
   */
  record Blind(String missing) implements Detection {
    /** Checks the text. */
    public Blind {
      requireNonNull(missing, "missing");
    }
  }

  /**
   * Handles every case.
   *
   * @param present if there is one
   * @param absent if there is none
   * @param blind if it cannot be told
   * @param <R> the kind of result
   * @return what the function of the case returns
   */
  default <R> R match(
      Function<Present, R> present, Function<Absent, R> absent, Function<Blind, R> blind) {
    if (this instanceof Present p) {
      return present.apply(p);
    }
    if (this instanceof Absent a) {
      return absent.apply(a);
    }
    return blind.apply((Blind) this);
  }
}
