package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

/**
 * What stood in a line where its template has a mask or a wildcard.
 *
 * @param value the text
 * @param maskName the name of the mask, {@code *} for the wildcard
 */
public record MinedParameter(String value, String maskName) {
  /** Checks the parts. */
  public MinedParameter {
    requireNonNull(value, "value");
    requireNonNull(maskName, "maskName");
  }
}
