package io.aiops4j.compaction.traces;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.LogRecord;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source location where a record carries one, else the template of its text.
 *
 * <p>Locations are {@code code.*} attributes (OpenTelemetry) or the first token such as {@code
 * o.s.OrderServiceImpl#246} or {@code server.go:118}. Two statements of one function often share
 * the head of their text; their lines differ.
 */
public final class SourceLocationKey implements LogKey {
  private static final Pattern LOCATION =
      Pattern.compile("(?<!\\S)[A-Za-z_$][\\w.$/-]{0,120}[#:]\\d{1,6}(?=\\s|$)");

  /** Only the head of a line is searched: a location further on is somebody's data. */
  private static final int HEAD = 200;

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
    Matcher location = LOCATION.matcher(body).region(0, Math.min(HEAD, body.length()));
    return location.find() ? location.group() : template.apply(body);
  }

  private static String attribute(LogRecord record, String name, String older) {
    String value = record.attributes().get(name);
    return value != null ? value : record.attributes().getOrDefault(older, "");
  }

  private static String maskedHead(String body) {
    StringBuilder head = new StringBuilder();
    String[] tokens = body.strip().split("\\s+", 11);
    for (int i = 0; i < Math.min(10, tokens.length); i++) {
      head.append(i == 0 ? "" : " ");
      head.append(tokens[i].chars().anyMatch(Character::isDigit) ? "<*>" : tokens[i]);
    }
    return head.toString();
  }
}
