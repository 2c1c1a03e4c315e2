package io.aiops4j.compaction.streaming;

/** The step of quantisation of a series, learned from how it moves: the divisor of all moves. */
final class Quantum {
  /** A remainder below this share of the step is rounding. */
  private static final double ROUNDING = 1e-3;

  /** Moves of more steps than this say nothing of the step, in floats. */
  static final double TELLING = 1_000;

  private Quantum() {}

  /**
   * The step after one more move, by Euclid's algorithm. Values that have no step get one that
   * shrinks until it is far below what they move, where it means nothing.
   *
   * @param step as known so far, 0 if the series never moved
   * @param move the size of the move, 0 or more
   */
  static float after(float step, double move) {
    if (step == 0 || move == 0 || move == step) {
      return step == 0 ? (float) move : step;
    }
    double larger = Math.max(step, move);
    double smaller = Math.min(step, move);
    double least = ROUNDING * smaller;
    for (int i = 0; i < 32 && smaller > least; i++) {
      double rest = larger - smaller * Math.rint(larger / smaller);
      larger = smaller;
      smaller = Math.abs(rest);
    }
    return (float) larger;
  }
}
