package io.aiops4j.api.llm;

/** A model cannot answer. The loop then goes on without it. */
public final class ModelUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether asking again later may help. */
  private final boolean retryable;

  /**
   * Makes the exception.
   *
   * @param message what was asked, what is wrong; without the provider's raw answer
   * @param retryable whether asking again later may help
   */
  public ModelUnavailableException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** {@return whether asking again later may help} */
  public boolean retryable() {
    return retryable;
  }
}
