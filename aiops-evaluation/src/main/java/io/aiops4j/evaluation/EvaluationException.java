package io.aiops4j.evaluation;

/**
 * What was asked for cannot be done: a folder, a file or a case is not as it must be. The message
 * is one line for a person: what is wrong and where, what was expected, what to do.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message one line
   */
  public EvaluationException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message one line
   * @param cause what went wrong below
   */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
