package io.aiops4j.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Results in a few columns, tab-separated: method, parameters, score, unit, times as fast as the
 * yardstick.
 *
 * <p>A yardstick is a method of the same class and mode whose name starts with that word; the one
 * with the same parameters counts, or the first where it has none of its own. Auxiliary results,
 * such as bytes allocated, follow their method.
 */
final class ResultTable {
  private static final String YARDSTICK = "yardstick";

  private final List<RunResult> results;

  private ResultTable(Collection<RunResult> results) {
    this.results = List.copyOf(results);
  }

  static void print(Collection<RunResult> results, PrintStream out) {
    new ResultTable(results).print(out);
  }

  private void print(PrintStream out) {
    for (RunResult run : results) {
      Result<?> score = run.getPrimaryResult();
      line(out, method(run), parameters(run), score, ratio(run));
      run.getSecondaryResults()
          .forEach((name, aux) -> line(out, method(run) + ":" + name, parameters(run), aux, ""));
    }
  }

  private static void line(
      PrintStream out, String name, Map<String, String> parameters, Result<?> score, String more) {
    out.println(
        String.join(
            "\t",
            name,
            parameters.isEmpty() ? "-" : parameters.toString(),
            String.format(Locale.ROOT, "%.3f", score.getScore()),
            score.getScoreUnit(),
            more.isEmpty() ? "-" : more));
  }

  private String ratio(RunResult run) {
    if (method(run).startsWith(YARDSTICK)) {
      return "";
    }
    List<RunResult> yardsticks =
        results.stream()
            .filter(other -> method(other).startsWith(YARDSTICK))
            .filter(other -> other.getParams().getMode() == run.getParams().getMode())
            .toList();
    return yardsticks.stream()
        .filter(other -> parameters(other).equals(parameters(run)))
        .findFirst()
        .or(() -> yardsticks.stream().findFirst())
        .map(yardstick -> String.format(Locale.ROOT, "%.2fx", timesAsFast(run, yardstick)))
        .orElse("");
  }

  private static double timesAsFast(RunResult run, RunResult yardstick) {
    double mine = run.getPrimaryResult().getScore();
    double other = yardstick.getPrimaryResult().getScore();
    return run.getParams().getMode() == Mode.Throughput ? mine / other : other / mine;
  }

  private static String method(RunResult run) {
    String name = run.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Map<String, String> parameters(RunResult run) {
    BenchmarkParams params = run.getParams();
    return params.getParamsKeys().stream()
        .collect(Collectors.toMap(key -> key, params::getParam, (a, b) -> a, TreeMap::new));
  }
}
