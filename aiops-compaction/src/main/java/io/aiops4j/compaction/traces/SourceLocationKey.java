package io.aiops4j.compaction.traces;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.compaction.redaction.Cut;
import java.util.function.UnaryOperator;

/**
 * The source location where a record carries one, else the template of its text.
 *
 * <p>Locations are {@code code.*} attributes (OpenTelemetry) or the first token such as {@code
 * o.s.OrderServiceImpl#246} or {@code server.go:118}. Two statements of one function often share
 * the head of their text; their lines differ. Linear time, without regular expressions: each linked
 * line comes through here.
 */
public final class SourceLocationKey implements LogKey {
  /** Only the head of a line is searched: a location further on is somebody's data. */
  private static final int HEAD = 200;

  private static final int LONGEST_PLACE = 121;
  private static final int MOST_DIGITS = 6;
  private static final int MASKED_TOKENS = 10;
  private static final int LONGEST_MASKED = 1_000;

  /** One for all, so that accumulators of two compactors with the defaults can be merged. */
  private static final SourceLocationKey MASKED_HEAD =
      new SourceLocationKey(SourceLocationKey::maskedHead);

  private final UnaryOperator<String> template;

  /**
   * Makes a key.
   *
   * @param template gives the template of a text without location, such as a template miner
   */
  public SourceLocationKey(UnaryOperator<String> template) {
    this.template = requireNonNull(template, "template");
  }

  /** {@return the key that masks tokens with digits and takes the first ten tokens} */
  public static SourceLocationKey withMaskedHead() {
    return MASKED_HEAD;
  }

  @Override
  public String of(LogRecord record) {
    String line = attribute(record, "code.line.number", "code.lineno");
    String place = attribute(record, "code.file.path", "code.namespace");
    if (!line.isEmpty() && !place.isEmpty()) {
      return place + "#" + line;
    }
    String body = record.body();
    int end = Math.min(HEAD, body.length());
    for (int i = 0; i < end; ) {
      int from = afterBlanks(body, i, end);
      i = tokenEnd(body, from, end);
      if (isLocation(body, from, i)) {
        return body.substring(from, i);
      }
    }
    return template.apply(body);
  }

  private static String attribute(LogRecord record, String name, String older) {
    String value = record.attributes().get(name);
    return value != null ? value : record.attributes().getOrDefault(older, "");
  }

  /** A name of letters, digits and {@code _.$/-}, then {@code #} or {@code :}, then a number. */
  private static boolean isLocation(String text, int from, int to) {
    int i = from;
    if (i < to && !isDigit(text.charAt(i)) && isName(text.charAt(i))) {
      while (i < to && (isName(text.charAt(i)) || ".-/".indexOf(text.charAt(i)) >= 0)) {
        i++;
      }
    }
    int digits = to - i - 1;
    boolean fits = i > from && i - from <= LONGEST_PLACE && digits >= 1 && digits <= MOST_DIGITS;
    return fits && (text.charAt(i) == '#' || text.charAt(i) == ':') && areDigits(text, i + 1, to);
  }

  private static String maskedHead(String body) {
    String text = body.strip();
    StringBuilder head = new StringBuilder(Math.min(text.length(), LONGEST_MASKED) + 8);
    int end = text.length();
    int i = 0;
    for (int tokens = 0; tokens < MASKED_TOKENS && i < end; tokens++) {
      int to = tokenEnd(text, i, Math.min(end, i + LONGEST_MASKED));
      head.append(tokens == 0 ? "" : " ");
      if (hasDigit(text, i, to)) {
        head.append("<*>");
      } else {
        head.append(text, i, to);
      }
      if (head.length() >= LONGEST_MASKED) {
        return Cut.head(head.toString(), LONGEST_MASKED);
      }
      i = afterBlanks(text, to, end);
    }
    return head.toString();
  }

  private static int afterBlanks(String text, int from, int end) {
    int i = from;
    while (i < end && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int tokenEnd(String text, int from, int end) {
    int i = from;
    while (i < end && !isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean hasDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean areDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isName(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
