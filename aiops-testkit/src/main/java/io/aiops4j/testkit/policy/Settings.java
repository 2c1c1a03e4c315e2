package io.aiops4j.testkit.policy;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.safety.GuardrailPolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Changes the settings of a policy a little, one at a time. The settings are the components of a
 * record, at any depth; a policy that is no record has none to change.
 */
final class Settings {
  /*
   * Why reflection, which the core never uses: a record is the one form in which Java itself says
   * what the settings of a policy are, so that a user's own policies are mutated like ours without a
   * line of theirs. What a constructor refuses is no policy and hence no mutant.
   */

  private static final String EVERYTHING = "*";

  private Settings() {}

  /** A policy with one setting changed. */
  record Change(String what, GuardrailPolicy policy) {}

  /** Another value in the place of one, and how to call the difference. */
  private record Other(String what, Object value) {}

  static List<Change> changes(GuardrailPolicy policy) {
    List<Change> changes = new ArrayList<>();
    if (policy instanceof Record settings) {
      for (Other other : ofRecord(settings)) {
        changes.add(new Change(other.what(), (GuardrailPolicy) other.value()));
      }
    }
    return changes;
  }

  private static List<Other> others(Object value) {
    if (value instanceof Integer number) {
      return both(number, number - 1, number + 1);
    } else if (value instanceof Long number) {
      return both(number, number - 1, number + 1);
    } else if (value instanceof Double number) {
      return both(number, number / 2, number == 0 ? 1 : number * 2);
    } else if (value instanceof Boolean flag) {
      return List.of(new Other(flag + " -> " + !flag, !flag));
    } else if (value instanceof Duration length) {
      return both(length, length.dividedBy(2), length.multipliedBy(2));
    } else if (value instanceof Instant instant) {
      return both(instant, instant.minusSeconds(3_600), instant.plusSeconds(3_600));
    } else if (value instanceof LocalTime time) {
      return both(time, time.minusHours(1), time.plusHours(1));
    } else if (value instanceof DayOfWeek day) {
      return both(day, day.minus(1), day.plus(1));
    } else if (value instanceof Enum<?> constant) {
      return ofEnum(constant);
    } else if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    } else if (value instanceof List<?> list) {
      return ofList(list);
    } else if (value instanceof Set<?> set) {
      return ofSet(set);
    } else if (value instanceof Optional<?> optional) {
      return ofOptional(optional);
    }
    return value instanceof Record settings ? ofRecord(settings) : List.of();
  }

  private static List<Other> both(Object value, Object less, Object more) {
    return List.of(
        new Other(text(value) + " -> " + text(less), less),
        new Other(text(value) + " -> " + text(more), more));
  }

  private static String text(Object value) {
    return value instanceof Double number ? Canonical.number(number) : String.valueOf(value);
  }

  private static List<Other> ofEnum(Enum<?> constant) {
    List<Other> others = new ArrayList<>();
    for (Object other : constant.getDeclaringClass().getEnumConstants()) {
      if (Math.abs(((Enum<?>) other).ordinal() - constant.ordinal()) == 1) {
        others.add(new Other(constant + " -> " + other, other));
      }
    }
    return others;
  }

  private static List<Other> ofOptional(Optional<?> optional) {
    List<Other> others = new ArrayList<>();
    if (optional.isPresent()) {
      others.add(new Other("without " + optional.get(), Optional.empty()));
      others(optional.get())
          .forEach(other -> others.add(new Other(other.what(), Optional.of(other.value()))));
    }
    return others;
  }

  private static List<Other> ofList(List<?> list) {
    List<Other> others = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      List<Object> shorter = new ArrayList<>(list);
      shorter.remove(i);
      others.add(new Other("without " + item, shorter));
      for (Other other : others(item)) {
        List<Object> changed = new ArrayList<>(list);
        changed.set(i, other.value());
        others.add(new Other(item + ": " + other.what(), changed));
      }
    }
    return others;
  }

  private static List<Other> ofSet(Set<?> set) {
    List<Other> others = new ArrayList<>();
    for (Object item : ordered(set)) {
      Set<Object> smaller = copy(set);
      smaller.remove(item);
      others.add(new Other("without " + item, smaller));
      for (Other other : others(item)) {
        Set<Object> changed = copy(set);
        changed.remove(item);
        changed.add(other.value());
        others.add(new Other(item + ": " + other.what(), changed));
      }
    }
    return others;
  }

  @SuppressWarnings("unchecked") // what was in the set fits into its copy
  private static Set<Object> copy(Set<?> set) {
    return set instanceof SortedSet<?> sorted
        ? new TreeSet<>((SortedSet<Object>) sorted)
        : new LinkedHashSet<>(ordered(set));
  }

  /** In the order of the set itself if it is sorted, and else by text: a hash is no order. */
  private static List<Object> ordered(Set<?> set) {
    List<Object> items = new ArrayList<>(set);
    if (!(set instanceof SortedSet<?>)) {
      items.sort(Comparator.comparing(Settings::text));
    }
    return items;
  }

  private static List<Other> ofMap(Map<?, ?> map) {
    List<Other> others = new ArrayList<>();
    for (Map.Entry<Object, Object> entry : copy(map).entrySet()) {
      Object key = entry.getKey();
      Map<Object, Object> smaller = copy(map);
      smaller.remove(key);
      others.add(new Other("without " + key, smaller));
      if (key instanceof String && !map.containsKey(EVERYTHING)) {
        Map<Object, Object> wider = copy(map);
        wider.remove(key);
        wider.put(EVERYTHING, entry.getValue());
        others.add(new Other(key + " -> " + EVERYTHING, wider));
      }
      for (Other other : others(entry.getValue())) {
        Map<Object, Object> changed = copy(map);
        changed.put(key, other.value());
        others.add(new Other(key + " " + other.what(), changed));
      }
    }
    return others;
  }

  @SuppressWarnings("unchecked") // what was in the map fits into its copy
  private static Map<Object, Object> copy(Map<?, ?> map) {
    if (map instanceof SortedMap<?, ?> sorted) {
      return new TreeMap<>((SortedMap<Object, Object>) sorted);
    }
    Map<Object, Object> copy = new LinkedHashMap<>();
    ordered(map.keySet()).forEach(key -> copy.put(key, map.get(key)));
    return copy;
  }

  private static List<Other> ofRecord(Record settings) {
    RecordComponent[] components = settings.getClass().getRecordComponents();
    List<Other> all = new ArrayList<>();
    try {
      Object[] values = new Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        components[i].getAccessor().setAccessible(true);
        values[i] = components[i].getAccessor().invoke(settings);
        types[i] = components[i].getType();
      }
      Constructor<?> constructor = settings.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      for (int i = 0; i < components.length; i++) {
        for (Other other : others(values[i])) {
          Object[] changed = values.clone();
          changed[i] = other.value();
          String what = components[i].getName() + " " + other.what();
          made(constructor, changed).ifPresent(made -> all.add(new Other(what, made)));
        }
      }
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return List.of(); // a module that does not open its records keeps its settings to itself
    }
    return all;
  }

  /** The record, unless its constructor refuses the values. */
  private static Optional<Object> made(Constructor<?> constructor, Object[] values)
      throws ReflectiveOperationException {
    try {
      return Optional.of(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      return Optional.empty();
    }
  }
}
