package io.aiops4j.examples;

import io.aiops4j.evaluation.drain3.Drain3Suite;
import io.aiops4j.evaluation.nab.NabSuite;
import io.aiops4j.evaluation.nezha.NezhaSuite;
import io.aiops4j.evaluation.simulated.SimulatedSuite;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The suites of {@code aiops evaluate}, by name: one line a suite. */
final class Suites {
  /** Answers a whole data set. */
  @FunctionalInterface
  interface Suite {
    /**
     * @param data the folder of the data set
     * @param out where the answers go: a file, or a folder when the suite writes several
     * @param options of {@code --option}
     * @param nanoTime a steady clock, for durations only
     * @param progress a line now and then
     */
    void evaluate(
        Path data,
        Path out,
        Map<String, String> options,
        LongSupplier nanoTime,
        PrintStream progress);
  }

  private static final SortedMap<String, Suite> SUITES =
      new TreeMap<>(
          Map.of(
              "drain3",
              (data, out, options, nanoTime, progress) ->
                  Drain3Suite.evaluate(data, out, options, progress),
              "nab",
              (data, out, options, nanoTime, progress) ->
                  NabSuite.evaluate(data, out, options, progress),
              "nezha",
              NezhaSuite::evaluate,
              "simulated",
              (data, out, options, nanoTime, progress) ->
                  SimulatedSuite.evaluate(out, options, nanoTime, progress)));

  /** Those that make their own data. */
  private static final Set<String> WITHOUT_DATA = Set.of("simulated");

  private Suites() {}

  static Suite named(String name) {
    Suite suite = SUITES.get(name);
    if (suite == null) {
      throw new UsageException("the suite '" + name + "' is not known; there is: " + names());
    }
    return suite;
  }

  static boolean needsData(String name) {
    return !WITHOUT_DATA.contains(name);
  }

  static String names() {
    return String.join(", ", SUITES.keySet());
  }
}
