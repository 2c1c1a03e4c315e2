package io.aiops4j.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What is asked of {@code aiops bench}.
 *
 * @param suite what to measure
 * @param out where JMH's JSON goes
 * @param settings of {@code --option k=v}, by name: {@code forks}, {@code warmups}, {@code
 *     iterations}, {@code millis} of one iteration, {@code gc=true} for what is allocated, {@code
 *     only} for some of the methods, or a parameter of the benchmarks, where {@code v} may be a
 *     list with commas
 */
record BenchRequest(Suite suite, Path out, Map<String, String> settings) {
  static BenchRequest parse(List<String> args) {
    if (args.isEmpty() || !args.get(0).equals("bench")) {
      throw new UsageException("only 'bench' runs here");
    }
    if (args.size() < 2) {
      throw new UsageException("'bench' needs a name: " + Suite.names());
    }
    Suite suite =
        Suite.named(args.get(1))
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no benchmark '" + args.get(1) + "'; there is " + Suite.names()));
    Path out = null;
    Map<String, String> settings = new TreeMap<>();
    for (int i = 2; i < args.size(); i += 2) {
      if (i + 1 == args.size()) {
        throw new UsageException("the option " + args.get(i) + " lacks its value");
      }
      switch (args.get(i)) {
        case "--out" -> out = Path.of(args.get(i + 1));
        case "--option" -> setting(args.get(i + 1), settings);
        default -> throw new UsageException("'bench' has no option " + args.get(i));
      }
    }
    if (out == null) {
      throw new UsageException("'bench' needs --out");
    }
    return new BenchRequest(suite, out, settings);
  }

  private static void setting(String text, Map<String, String> settings) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new UsageException("--option takes k=v, not '" + text + "'");
    }
    settings.put(text.substring(0, equals), text.substring(equals + 1));
  }

  /** {@return the same for JMH} */
  Options options() {
    Map<String, String> left = new TreeMap<>(settings);
    String only = Optional.ofNullable(left.remove("only")).orElse("");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(suite.pattern() + ".*" + only)
            .resultFormat(ResultFormatType.JSON)
            .result(out.toString());
    number(left.remove("forks"), options::forks);
    number(left.remove("warmups"), options::warmupIterations);
    number(left.remove("iterations"), options::measurementIterations);
    number(
        left.remove("millis"),
        millis ->
            options
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementTime(TimeValue.milliseconds(millis)));
    if (Boolean.parseBoolean(left.remove("gc"))) {
      options.addProfiler(GCProfiler.class);
    }
    left.forEach((name, values) -> parameter(name, values, options));
    return options.build();
  }

  private void parameter(String name, String values, ChainedOptionsBuilder options) {
    if (!suite.parameters().contains(name)) {
      throw new UsageException(
          "'bench "
              + suite.typed()
              + "' has no option "
              + name
              + "; it has forks, warmups, iterations, millis, gc, only and "
              + suite.parameters());
    }
    options.param(name, values.split(",", -1));
  }

  private static void number(@Nullable String text, IntConsumer option) {
    if (text == null) {
      return;
    }
    try {
      option.accept(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new UsageException("'" + text + "' is no whole number");
    }
  }
}
