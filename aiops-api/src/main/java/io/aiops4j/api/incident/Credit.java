package io.aiops4j.api.incident;

/** Who a confirmed recovery is credited to. */
public enum Credit {
  /** The loop's own action. */
  LOOP,
  /** A person's action. */
  PERSON,
  /** Nobody: it recovered before anything was done. */
  UNAIDED,
  /** Several actions overlapped: it cannot be told which helped. */
  SHARED
}
