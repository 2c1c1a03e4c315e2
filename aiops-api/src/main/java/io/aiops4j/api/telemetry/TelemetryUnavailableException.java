package io.aiops4j.api.telemetry;

/** A telemetry backend cannot answer. */
public final class TelemetryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether asking again later may help. */
  private final boolean retryable;

  /**
   * Makes the exception.
   *
   * @param message what was asked, what is wrong, what to do
   * @param retryable whether asking again later may help
   */
  public TelemetryUnavailableException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /**
   * Makes the exception.
   *
   * @param message what was asked, what is wrong, what to do
   * @param retryable whether asking again later may help
   * @param cause what the backend's client threw
   */
  public TelemetryUnavailableException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** {@return whether asking again later may help} */
  public boolean retryable() {
    return retryable;
  }
}
