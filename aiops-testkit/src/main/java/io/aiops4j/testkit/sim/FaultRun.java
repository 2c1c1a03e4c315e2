package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fault that was injected, and when it hurt nobody: it may come back. */
final class FaultRun {
  final SimFault fault;
  final long onsetMs;
  private final List<Healing> over = new ArrayList<>();
  private @Nullable Healing last;

  FaultRun(SimFault fault, long onsetMs) {
    this.fault = fault;
    this.onsetMs = onsetMs;
  }

  /**
   * A time in which it hurt nobody.
   *
   * @param fromMs since when
   * @param toMs when it came back; {@code Long.MAX_VALUE} while it did not
   * @param by whom it is owed to; null if only to what the fleet does, perhaps after an action
   */
  record Healing(long fromMs, long toMs, @Nullable Object by) {}

  /** Says whether it hurts anybody now, and by what that came about. */
  void see(boolean healed, long nowMs, @Nullable Object by) {
    if (healed && last == null) {
      last = new Healing(nowMs, Long.MAX_VALUE, by);
    } else if (!healed && last != null) {
      if (last.fromMs < nowMs) {
        over.add(new Healing(last.fromMs, nowMs, last.by));
      }
      last = null;
    }
  }

  boolean healed() {
    return last != null;
  }

  /** {@return the times in which it hurt nobody, oldest first} */
  List<Healing> healings() {
    List<Healing> all = new ArrayList<>(over);
    if (last != null) {
      all.add(last);
    }
    return all;
  }

  GroundTruth truth() {
    return new GroundTruth(
        fault.incidentClass(),
        fault.rootCause(),
        fault.faultType(),
        Instant.ofEpochMilli(onsetMs),
        last == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last.fromMs)),
        over.stream()
            .map(
                time ->
                    new TimeRange(
                        Instant.ofEpochMilli(time.fromMs), Instant.ofEpochMilli(time.toMs)))
            .toList(),
        fault.remedies());
  }
}
