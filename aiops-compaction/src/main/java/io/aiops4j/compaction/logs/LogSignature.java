package io.aiops4j.compaction.logs;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.compaction.mining.TemplateMatcher;

/**
 * A log line whose meaning is known: it is evidence whenever it shows, however rare or common its
 * words are.
 *
 * <p>Matched without regular expressions, by a template, so that no line can make matching slow,
 * and the same template is what recovery is judged by. Users bring their own; {@link
 * LogSignatures#builtIn()} has those of GPU nodes.
 *
 * @param id unique, such as {@code xid-79}
 * @param incidentClass the class of incident it speaks for, such as {@code gpu-fallen-off-bus};
 *     empty if it speaks for none alone
 * @param speaksFor the sort of fault
 * @param strength how far beyond chance one such line is where there was none before, in the unit
 *     of {@link Evidence#strength()}, above 0
 * @param platformOnly whether only the platform writes such a line: from a workload it is hearsay
 * @param template see {@link TemplateMatcher}
 */
public record LogSignature(
    String id,
    String incidentClass,
    FaultType speaksFor,
    double strength,
    boolean platformOnly,
    String template) {
  /** Checks the parts. */
  public LogSignature {
    requireNonNull(incidentClass, "incidentClass");
    requireNonNull(speaksFor, "speaksFor");
    if (id.isBlank() || template.isBlank() || !(strength > 0)) {
      throw new IllegalArgumentException(
          "Signature '"
              + id
              + "' needs an id, a template and a strength above 0; its template is '"
              + template
              + "'");
    }
  }
}
