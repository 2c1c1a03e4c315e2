package io.aiops4j.api.journal;

/** A journal cannot say or do what it was asked. Nothing may be dispatched while it lasts. */
public final class JournalUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what was asked, what is wrong, what to do
   * @param cause what the store threw
   */
  public JournalUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
