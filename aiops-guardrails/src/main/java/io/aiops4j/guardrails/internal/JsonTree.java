package io.aiops4j.guardrails.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a small JSON text into maps, lists, texts, whole numbers and booleans. Bounded in size and
 * depth; a name that occurs twice in an object is an error.
 */
public final class JsonTree {
  private static final int MAX_CHARACTERS = 1_000_000;
  private static final int MAX_DEPTH = 8;

  private JsonTree() {}

  /**
   * {@return the value that the text holds}
   *
   * @param json one JSON value
   * @throws IllegalArgumentException if it is none, too large or too deep, with line and column
   */
  public static Object read(String json) {
    if (json.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "The text has " + json.length() + " characters; " + MAX_CHARACTERS + " are allowed");
    }
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      Object value = value(parser, 0);
      if (parser.nextToken() != null) {
        throw wrong(parser, "there is text after the end");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "No valid JSON"
              + at(e.getLocation().getLineNr(), e.getLocation().getColumnNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser parser, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (depth > MAX_DEPTH) {
      throw wrong(parser, "it is nested deeper than " + MAX_DEPTH);
    }
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (object.put(name, value(parser, depth + 1)) != null) {
          throw wrong(parser, "'" + name + "' is given twice; give it once");
        }
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(parser, depth + 1));
      }
      return array;
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    throw wrong(
        parser,
        token == null
            ? "it ends too early"
            : "'" + parser.getText() + "' is not allowed; write a text or a whole number");
  }

  @SuppressWarnings("deprecation") // its successor came with Jackson 2.13, and hosts bring 2.12
  private static IllegalArgumentException wrong(JsonParser parser, String what) {
    JsonLocation place = parser.getTokenLocation();
    return new IllegalArgumentException(
        "No valid policy file" + at(place.getLineNr(), place.getColumnNr()) + ": " + what);
  }

  private static String at(int line, int column) {
    return " at line " + line + ", column " + column;
  }
}
