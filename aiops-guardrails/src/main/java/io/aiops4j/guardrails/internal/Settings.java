package io.aiops4j.guardrails.internal;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of one policy in a file. Every value must be asked for, or it is an error. */
public final class Settings {
  private final String where;
  private final Map<?, ?> values;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * Takes an object of a file.
   *
   * @param where it stands, for messages
   * @param value what stands there
   */
  public Settings(String where, Object value) {
    this.where = where;
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + " is " + shown(value) + "; write an object {...}");
    }
    this.values = map;
  }

  /**
   * {@return a text}
   *
   * @param name of the setting
   */
  public String text(String name) {
    if (value(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "a text");
  }

  /**
   * {@return a whole number}
   *
   * @param name of the setting
   */
  public int number(String name) {
    if (value(name) instanceof Long number && number == (int) (long) number) {
      return (int) (long) number;
    }
    throw wrong(name, "a whole number");
  }

  /**
   * {@return what a text stands for}
   *
   * @param name of the setting
   * @param form what it should be, for messages
   * @param parse from text
   * @param <T> the kind of value
   */
  public <T> T parsed(String name, String form, Function<String, T> parse) {
    String text = text(name);
    try {
      return parse.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw wrong(name, form);
    }
  }

  /**
   * {@return a list of texts}
   *
   * @param name of the setting
   */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (value(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      list.forEach(text -> texts.add((String) text));
      return texts;
    }
    throw wrong(name, "a list of texts");
  }

  /**
   * {@return the objects of a list}
   *
   * @param name of the setting
   */
  public List<Settings> objects(String name) {
    if (!(value(name) instanceof List<?> list)) {
      throw wrong(name, "a list of objects");
    }
    List<Settings> objects = new ArrayList<>();
    for (Object item : list) {
      objects.add(new Settings(where + "." + name + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  /**
   * {@return an object}
   *
   * @param name of the setting
   */
  public Settings object(String name) {
    return new Settings(where + "." + name, value(name));
  }

  /** {@return the names that are there, in their order} */
  public List<String> names() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  /** {@return where it stands} */
  public String where() {
    return where;
  }

  /** Refuses settings that nobody asked for: a typing error must not read as a default. */
  public void end() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException(
            where + " has no setting '" + name + "'; write one of " + asked);
      }
    }
  }

  private Object value(String name) {
    asked.add(name);
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(where + " lacks '" + name + "'; give it");
    }
    return value;
  }

  private IllegalArgumentException wrong(String name, String form) {
    return new IllegalArgumentException(
        where + "." + name + " is " + shown(values.get(name)) + "; write " + form);
  }

  private static String shown(@Nullable Object value) {
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }
}
