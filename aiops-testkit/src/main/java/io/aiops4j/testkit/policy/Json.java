package io.aiops4j.testkit.policy;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** Writes maps, lists, texts and whole numbers as JSON. */
final class Json {
  private Json() {}

  static void write(Object value, StringBuilder into) {
    if (value instanceof Map<?, ?> map) {
      into.append('{');
      for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
        Map.Entry<?, ?> entry = i.next();
        quote(String.valueOf(entry.getKey()), into);
        into.append(':');
        write(entry.getValue(), into);
        into.append(i.hasNext() ? "," : "");
      }
      into.append('}');
    } else if (value instanceof Iterable<?> list) {
      into.append('[');
      for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
        write(i.next(), into);
        into.append(i.hasNext() ? "," : "");
      }
      into.append(']');
    } else if (value instanceof Integer number) {
      into.append((int) number);
    } else {
      quote(String.valueOf(value), into);
    }
  }

  private static void quote(String text, StringBuilder into) {
    into.append('"');
    for (char letter : text.toCharArray()) {
      if (letter == '"' || letter == '\\') {
        into.append('\\').append(letter);
      } else if (letter < ' ' || letter > '~') {
        into.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
      } else {
        into.append(letter);
      }
    }
    into.append('"');
  }
}
