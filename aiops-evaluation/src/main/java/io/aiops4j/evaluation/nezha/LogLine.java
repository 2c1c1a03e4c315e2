package io.aiops4j.evaluation.nezha;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The message of a log row: taken out of the container's JSON and of the application's, without
 * trace ids, clock and level.
 *
 * <p>The level is dropped because parts of the data set have it edited.
 */
final class LogLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern IDS = Pattern.compile("\\b(?:TraceID|SpanID):\\s*\\S*");
  private static final Pattern HEAD =
      Pattern.compile(
          "^\\s*(?:[\\dT:.,Z/-]{8,35}\\s+)?"
              + "(?:(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\\b:?\\s*)?");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private LogLine() {}

  static String message(String log) {
    String line = member(log, "log", "log");
    String message = member(line, "message", "msg");
    String withoutIds = IDS.matcher(message).replaceAll(" ");
    String withoutHead = HEAD.matcher(withoutIds).replaceFirst("");
    return BLANKS.matcher(withoutHead).replaceAll(" ").strip();
  }

  /** The text of a member of a JSON object; the text itself if it is no such object. */
  private static String member(String text, String name, String otherName) {
    if (!text.startsWith("{")) {
      return text;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && (field.equals(name) || field.equals(otherName))) {
          return parser.getText().strip();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      return text; // Not JSON after all: the line stands for itself.
    }
    return text;
  }
}
