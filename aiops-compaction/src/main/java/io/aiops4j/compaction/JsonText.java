package io.aiops4j.compaction;

import io.aiops4j.api.Canonical;
import io.aiops4j.compaction.redaction.Redactor;

/**
 * Writes JSON without blanks: each call one token, commas by itself. Texts are redacted, and
 * whatever is not plainly visible is written as an escape. Not thread-safe.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private boolean comma;

  JsonText open(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  JsonText close(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  /** A name chosen by us or by telemetry. */
  JsonText name(String name) {
    text(name);
    out.append(':');
    comma = false;
    return this;
  }

  JsonText text(String value) {
    separate();
    quoted(Redactor.redact(value));
    return this;
  }

  /** Six significant digits; what is no number in JSON is a text. */
  JsonText number(double value) {
    separate();
    String number = Canonical.number(value);
    out.append(Double.isFinite(value) ? number : '"' + number + '"');
    return this;
  }

  JsonText number(long value) {
    separate();
    out.append(value);
    return this;
  }

  JsonText nothing() {
    separate();
    out.append("null");
    return this;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  private void quoted(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Redactor.isHidden(value, i)) {
        out.append("\\u").append(hex(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c);
    return "0000".substring(digits.length()) + digits;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
