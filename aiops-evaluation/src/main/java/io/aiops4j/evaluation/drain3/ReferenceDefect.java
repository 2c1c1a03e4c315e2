package io.aiops4j.evaluation.drain3;

import io.aiops4j.compaction.mining.Drain3Options;
import java.util.Optional;

/**
 * A documented defect of the reference, recorded as it is: an answer that differs there is listed
 * apart and is no mismatch.
 */
enum ReferenceDefect {
  /** {@code extract_parameters} takes an extra delimiter for a regular expression. */
  DELIMITER_AS_REGEX("extract takes an extra delimiter for a regular expression (issue 118)"),
  /** A full search for an empty line raises IndexError. */
  JACCARD_EMPTY_MATCH("JaccardDrain: match(\"\") with a full search raises IndexError"),
  /** Never seen in recorded answers: the recorder lends the class. */
  JACCARD_NOT_IMPORTED("JaccardDrain: TemplateMiner raises KeyError, the class is not imported");

  private static final String REGEX_CHARACTERS = ".^$*+?{}[]\\|()";

  private final String description;

  ReferenceDefect(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** {@return the defect that a step runs into, if it runs into one} */
  static Optional<ReferenceDefect> of(Drain3Options options, String op, Json step) {
    if (op.equals("extract")
        && options.extraDelimiters().stream().anyMatch(ReferenceDefect::isRegex)) {
      return Optional.of(DELIMITER_AS_REGEX);
    }
    if (op.equals("match")
        && options.engine() == Drain3Options.Engine.JACCARD
        && step.has("raises")
        && StepPlayer.input(step.field("in")).isBlank()) {
      return Optional.of(JACCARD_EMPTY_MATCH);
    }
    return Optional.empty();
  }

  private static boolean isRegex(String delimiter) {
    return delimiter.chars().anyMatch(c -> REGEX_CHARACTERS.indexOf(c) >= 0);
  }
}
