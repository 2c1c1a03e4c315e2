package io.aiops4j.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A command line: a command, positional words and {@code --name value} options.
 *
 * @param command the first word
 * @param words the other words without a name
 * @param options the values of each option, in order; by name
 */
record Arguments(String command, List<String> words, Map<String, List<String>> options) {
  Arguments {
    words = List.copyOf(words);
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  static Arguments parse(List<String> args) {
    if (args.isEmpty()) {
      throw new UsageException("no command was given");
    }
    if (args.get(0).equals("--help") || args.get(0).equals("-h")) {
      return new Arguments("help", List.of(), Map.of());
    }
    List<String> words = new ArrayList<>();
    Map<String, List<String>> options = new TreeMap<>();
    for (int i = 1; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("--")) {
        words.add(arg);
      } else if (i + 1 == args.size()) {
        throw new UsageException("the option " + arg + " lacks its value");
      } else {
        options.computeIfAbsent(arg.substring(2), key -> new ArrayList<>()).add(args.get(++i));
      }
    }
    return new Arguments(args.get(0), words, options);
  }

  /** Checks that nothing else was given than what a command knows. */
  void allow(int mostWords, String... known) {
    Set<String> names = Set.of(known);
    for (String option : options.keySet()) {
      if (!names.contains(option)) {
        throw new UsageException("'" + command + "' has no option --" + option);
      }
    }
    if (words.size() > mostWords) {
      throw new UsageException(
          "'" + command + "' does not know what to do with '" + words.get(mostWords) + "'");
    }
  }

  Optional<String> option(String name) {
    List<String> values = options.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new UsageException(
          "--" + name + " was given " + values.size() + " times; give it once");
    }
    return values.stream().findFirst();
  }

  String needed(String name) {
    return option(name).orElseThrow(() -> new UsageException("'" + command + "' needs --" + name));
  }

  /** The values of {@code --option k=v}. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (String setting : options.getOrDefault("option", List.of())) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--option takes k=v, not '" + setting + "'");
      }
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return settings;
  }
}
