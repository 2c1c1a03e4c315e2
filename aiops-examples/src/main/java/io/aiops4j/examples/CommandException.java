package io.aiops4j.examples;

/** The command could not do what was asked; the message says what, where and what to do. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }

  CommandException(String message) {
    super(message);
  }
}
