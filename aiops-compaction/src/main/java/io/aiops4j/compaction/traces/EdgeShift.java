package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.Optional;

/**
 * How much later the answers of one callee reach one caller than the callee says it worked.
 *
 * @param edge who calls whom
 * @param shiftMillis rise of the median gap
 * @param strength {@code -log10} of the tail
 * @param modality traces or mesh metrics
 * @param trust lowest of what was used
 * @param signal what would show recovery, if there is anything
 * @param counts for a person, such as {@code 12 of 14 gaps over 103 ms, before 2 of 300}
 */
record EdgeShift(
    Edge edge,
    double shiftMillis,
    double strength,
    Modality modality,
    TrustClass trust,
    Optional<PinnedSignal> signal,
    String counts) {

  String describe() {
    return edge.caller().name()
        + " -> "
        + edge.callee().name()
        + " +"
        + Canonical.number(shiftMillis)
        + " ms ("
        + counts
        + ")";
  }
}
