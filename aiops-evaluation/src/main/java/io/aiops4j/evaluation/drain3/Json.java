package io.aiops4j.evaluation.drain3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that was read whole: an object, an array, a text, a number, a yes or no, or null.
 *
 * @param value a map, a list, a string, a number, a Boolean or null
 */
record Json(@Nullable Object value) {
  private static final int DEEPEST = 64;

  /** {@return what a file holds, plain or gzip by its name} */
  static Json read(Path file) throws IOException {
    boolean zipped = file.toString().endsWith(".gz");
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = zipped ? new GZIPInputStream(raw) : raw;
        JsonParser parser = new JsonFactory().createParser(in)) {
      parser.nextToken();
      return new Json(value(parser, 0));
    }
  }

  private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || depth > DEEPEST) {
      throw new IOException("is no complete JSON, or is nested too deep");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, new Json(value(parser, depth + 1)));
        }
        yield fields;
      }
      case START_ARRAY -> {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(new Json(value(parser, depth + 1)));
        }
        yield items;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("is no JSON at " + parser.currentLocation().getLineNr());
    };
  }

  boolean isNull() {
    return value == null;
  }

  boolean has(String field) {
    return value instanceof Map<?, ?> fields && fields.containsKey(field);
  }

  Json field(String name) {
    if (value instanceof Map<?, ?> fields && fields.get(name) instanceof Json json) {
      return json;
    }
    throw misfit("an object with '" + name + "'");
  }

  List<Json> items() {
    if (value instanceof List<?> items) {
      return items.stream().map(Json.class::cast).toList();
    }
    throw misfit("an array");
  }

  boolean isText() {
    return value instanceof String;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw misfit("a text");
  }

  double number() {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw misfit("a number");
  }

  int integer() {
    return (int) number();
  }

  boolean flag() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw misfit("true or false");
  }

  private static IllegalArgumentException misfit(String wanted) {
    return new IllegalArgumentException("the file has something else where " + wanted + " belongs");
  }
}
