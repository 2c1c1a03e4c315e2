package io.aiops4j.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;

/** The benchmarks that {@code ./aiops bench} knows, by name. */
enum Suite {
  /** Lines to templates. */
  LOGS(LogsBench.class, Map.of("systems", "many", "count", "1000")),
  /** Samples of a fleet to events. */
  METRICS(MetricsBench.class, Map.of("series", "1000")),
  /** Telemetry of a minute to a digest. */
  DIGEST(DigestBench.class, Map.of("referenceMinutes", "0")),
  /** Spans to a digest, and the sketch of durations. */
  TRACES(TracesBench.class, Map.of("referenceMinutes", "0")),
  /** Incident-hours of a simulated fleet. */
  SIMULATION(SimulationBench.class, Map.of("noise", "REALISTIC"));

  private final Class<?> benchmarks;
  private final Map<String, String> small;

  /**
   * @param benchmarks the class that holds them
   * @param small parameters that make one call short
   */
  Suite(Class<?> benchmarks, Map<String, String> small) {
    this.benchmarks = benchmarks;
    this.small = small;
  }

  /** {@return the suite of this name, as it is typed} */
  static Optional<Suite> named(String name) {
    return Arrays.stream(values()).filter(suite -> suite.typed().equals(name)).findFirst();
  }

  /** {@return all names, as they are typed} */
  static String names() {
    return Arrays.stream(values()).map(Suite::typed).collect(Collectors.joining("|"));
  }

  /** {@return parameters with which every method is tried in the build} */
  Map<String, String> small() {
    return small;
  }

  String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return a regular expression for JMH that selects these benchmarks only} */
  String pattern() {
    return "^" + benchmarks.getName().replace(".", "\\.") + "\\.";
  }

  /** {@return the names of the parameters its benchmarks and their states have} */
  Set<String> parameters() {
    return Stream.concat(Stream.of(benchmarks), Arrays.stream(benchmarks.getDeclaredClasses()))
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> field.isAnnotationPresent(Param.class))
        .map(field -> field.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
