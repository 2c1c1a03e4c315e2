package io.aiops4j.guardrails;

import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.guardrails.internal.JsonTree;
import io.aiops4j.guardrails.internal.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Policies out of a JSON file.
 *
 * <pre>{@code
 * {"policies": [
 *   {"policy": "known-target"},
 *   {"policy": "protected-components", "named": ["node:node-1", "service:etcd"]},
 *   {"policy": "blast-limit", "kinds": {"node": {"maxCount": 1, "maxPercent": 10}}},
 *   {"policy": "attempt-budget", "perTarget": 3, "window": "PT24H", "perIncident": 5,
 *    "nodesPerHour": 4},
 *   {"policy": "cooldown", "rest": "PT5M"},
 *   {"policy": "change-window", "windows":
 *     [{"day": "TUESDAY", "from": "22:00", "length": "PT4H"}]},
 *   {"policy": "freeze", "intervals":
 *     [{"from": "2026-12-24T00:00:00Z", "to": "2026-12-27T00:00:00Z"}]},
 *   {"policy": "two-witnesses"},
 *   {"policy": "ineffective-chain", "limit": 2, "window": "PT24H"},
 *   {"policy": "repeat-offender", "limit": 5, "window": "P7D", "approver": "on-call"},
 *   {"policy": "irreversible-asks", "kinds": ["node", "gpu"], "approver": "on-call"},
 *   {"policy": "allowed-actions", "classes": {"gpu-thermal-throttle": ["cordon", "drain"]}}
 * ]}
 * }</pre>
 *
 * <p>Every setting must be given; one that is unknown, missing or misspelt is an error, never a
 * default. An empty list is an error too: a gate without policies denies everything.
 */
public final class Policies {
  private static final SortedMap<String, Function<Settings, GuardrailPolicy>> READERS = readers();

  private Policies() {}

  /**
   * {@return the policies of a file, in their order}
   *
   * @param file UTF-8
   * @throws IllegalArgumentException if it does not fit, with what, where and what to write instead
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<GuardrailPolicy> fromJson(Path file) {
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The policy file " + file + " cannot be read", e);
    }
    try {
      return fromJson(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * {@return the policies of a text, in their order}
   *
   * @param json see above
   * @throws IllegalArgumentException if it does not fit, with what, where and what to write instead
   */
  public static List<GuardrailPolicy> fromJson(String json) {
    Settings file = new Settings("the file", JsonTree.read(json));
    List<GuardrailPolicy> policies = new ArrayList<>();
    for (Settings settings : file.objects("policies")) {
      policies.add(policy(settings));
    }
    file.end();
    if (policies.isEmpty()) {
      throw new IllegalArgumentException(
          "the file.policies is empty and would deny everything; give at least one policy");
    }
    return List.copyOf(policies);
  }

  private static GuardrailPolicy policy(Settings settings) {
    String name = settings.text("policy");
    Function<Settings, GuardrailPolicy> reader = READERS.get(name);
    if (reader == null) {
      throw new IllegalArgumentException(
          settings.where() + ".policy is \"" + name + "\"; write one of " + READERS.keySet());
    }
    GuardrailPolicy policy;
    try {
      policy = reader.apply(settings);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(settings.where())
          ? e
          : new IllegalArgumentException(settings.where() + ": " + message, e);
    }
    settings.end();
    return policy;
  }

  private static SortedMap<String, Function<Settings, GuardrailPolicy>> readers() {
    SortedMap<String, Function<Settings, GuardrailPolicy>> readers = new TreeMap<>();
    readers.put("known-target", settings -> new KnownTarget());
    readers.put("two-witnesses", settings -> new TwoWitnesses());
    readers.put("cooldown", settings -> new Cooldown(duration(settings, "rest")));
    readers.put("protected-components", Policies::protectedComponents);
    readers.put("blast-limit", Policies::blastLimit);
    readers.put("change-window", Policies::changeWindow);
    readers.put("freeze", Policies::freeze);
    readers.put("allowed-actions", Policies::allowedActions);
    readers.put(
        "attempt-budget",
        settings ->
            new AttemptBudget(
                settings.number("perTarget"),
                duration(settings, "window"),
                settings.number("perIncident"),
                settings.number("nodesPerHour")));
    readers.put(
        "ineffective-chain",
        settings -> new IneffectiveChain(settings.number("limit"), duration(settings, "window")));
    readers.put(
        "repeat-offender",
        settings ->
            new RepeatOffender(
                settings.number("limit"), duration(settings, "window"), settings.text("approver")));
    readers.put(
        "irreversible-asks",
        settings -> {
          SortedSet<ComponentKind> kinds = new TreeSet<>();
          settings.texts("kinds").forEach(kind -> kinds.add(new ComponentKind(kind)));
          return new IrreversibleAsks(kinds, settings.text("approver"));
        });
    return Collections.unmodifiableSortedMap(readers);
  }

  private static GuardrailPolicy protectedComponents(Settings settings) {
    SortedSet<Component> named = new TreeSet<>();
    for (String text : settings.texts("named")) {
      int colon = text.indexOf(':');
      if (colon < 1 || colon == text.length() - 1) {
        throw new IllegalArgumentException(
            settings.where() + ".named holds \"" + text + "\"; write kind:name such as node:n-1");
      }
      named.add(
          Component.of(new ComponentKind(text.substring(0, colon)), text.substring(colon + 1)));
    }
    return new ProtectedComponents(named);
  }

  private static GuardrailPolicy blastLimit(Settings settings) {
    SortedMap<ComponentKind, BlastLimit.Limit> limits = new TreeMap<>();
    Settings kinds = settings.object("kinds");
    for (String kind : kinds.names()) {
      Settings limit = kinds.object(kind);
      limits.put(
          new ComponentKind(kind),
          new BlastLimit.Limit(limit.number("maxCount"), limit.number("maxPercent")));
      limit.end();
    }
    return new BlastLimit(limits);
  }

  private static GuardrailPolicy changeWindow(Settings settings) {
    List<WeeklyWindow> windows = new ArrayList<>();
    for (Settings window : settings.objects("windows")) {
      windows.add(
          new WeeklyWindow(
              window.parsed("day", "a day such as \"TUESDAY\"", DayOfWeek::valueOf),
              window.parsed("from", "a time in UTC such as \"22:00\"", LocalTime::parse),
              duration(window, "length")));
      window.end();
    }
    return new ChangeWindow(windows);
  }

  private static GuardrailPolicy freeze(Settings settings) {
    List<TimeRange> intervals = new ArrayList<>();
    for (Settings interval : settings.objects("intervals")) {
      intervals.add(new TimeRange(instant(interval, "from"), instant(interval, "to")));
      interval.end();
    }
    return new Freeze(intervals);
  }

  private static GuardrailPolicy allowedActions(Settings settings) {
    SortedMap<String, SortedSet<String>> actions = new TreeMap<>();
    Settings classes = settings.object("classes");
    for (String incidentClass : classes.names()) {
      actions.put(incidentClass, new TreeSet<>(classes.texts(incidentClass)));
    }
    return new AllowedActions(actions);
  }

  private static Duration duration(Settings settings, String name) {
    return settings.parsed(name, "a duration such as \"PT5M\"", Duration::parse);
  }

  private static Instant instant(Settings settings, String name) {
    return settings.parsed(name, "an instant such as \"2026-12-24T00:00:00Z\"", Instant::parse);
  }
}
