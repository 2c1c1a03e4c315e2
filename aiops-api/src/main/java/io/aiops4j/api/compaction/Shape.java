package io.aiops4j.api.compaction;

/** The form of a disturbance over time. */
public enum Shape {
  /** Up or down and back. */
  SPIKE,
  /** To a new level that lasts. */
  LEVEL_SHIFT,
  /** Further and further. */
  STEADY_INCREASE,
  /** Something that was never there before. */
  APPEARED,
  /** Something that was always there before. */
  VANISHED,
  /** Too early to tell, or not a matter of form. */
  PENDING
}
