package io.aiops4j.compaction.source;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets nothing through that is later than the query's {@code asOf} or outside its range, and says
 * in the coverage that it came.
 *
 * <p>A source that knows the future would let an evaluation see the answer, and a live system judge
 * by a broken clock: its answer is not complete, whatever it says itself. Throws nothing of its
 * own. Thread-safe if the source is.
 */
public final class AsOfGuardSource implements TelemetrySource {
  private final TelemetrySource source;

  /**
   * Makes the decorator.
   *
   * @param source who is asked
   */
  public AsOfGuardSource(TelemetrySource source) {
    this.source = requireNonNull(source, "source");
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    AsOfGuard guard = new AsOfGuard(query, sink);
    Coverage coverage = source.read(query, guard);
    List<Coverage.Missing> returned = guard.findings();
    if (returned.isEmpty()) {
      return coverage;
    }
    List<Coverage.Missing> missing = new ArrayList<>(coverage.missing());
    missing.addAll(returned);
    return new Coverage(
        coverage.asked(),
        Math.max(0, coverage.records() - guard.dropped()),
        missing,
        coverage.completeUntil(),
        coverage.clockOffset());
  }
}
