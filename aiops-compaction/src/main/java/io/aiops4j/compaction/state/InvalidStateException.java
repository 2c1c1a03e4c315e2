package io.aiops4j.compaction.state;

/** Bytes that are no state of the summary that was to be restored. A retry does not help. */
public final class InvalidStateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what was wrong and what to do
   */
  public InvalidStateException(String message) {
    super(message);
  }
}
