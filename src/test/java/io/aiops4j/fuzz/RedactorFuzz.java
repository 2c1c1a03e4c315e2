package io.aiops4j.fuzz;

import io.aiops4j.compaction.redaction.Redactor;

/** Any text becomes one visible line, and redacting twice changes nothing. */
public final class RedactorFuzz {
  private RedactorFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String once = Redactor.redact(new FuzzInput(input).restAsText());
    if (once.indexOf('\n') >= 0 || !once.equals(Redactor.redact(once))) {
      throw new IllegalStateException("not redacted for good: " + once);
    }
  }
}
