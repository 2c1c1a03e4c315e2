package io.aiops4j.examples;

import io.aiops4j.evaluation.nezha.NezhaDiagnosis;
import io.aiops4j.evaluation.simulated.SimulatedScores;
import java.io.PrintStream;
import java.nio.file.Path;

/** {@code aiops diagnose} and {@code aiops evaluate}: recorded telemetry through the same code. */
final class RecordedCommands {
  private RecordedCommands() {}

  static void diagnose(Arguments arguments, PrintStream out) {
    arguments.allow(1, "format", "case");
    if (arguments.words().isEmpty()) {
      throw new UsageException("'diagnose' needs the directory of the recorded telemetry");
    }
    knownFormat(arguments.needed("format"));
    NezhaDiagnosis.print(Path.of(arguments.words().get(0)), arguments.needed("case"), out);
  }

  static void evaluate(Arguments arguments, PrintStream err) {
    arguments.allow(1, "data", "out", "option");
    if (arguments.words().isEmpty()) {
      throw new UsageException("'evaluate' needs the name of a suite: " + Suites.names());
    }
    String suite = arguments.words().get(0);
    Suites.named(suite)
        .evaluate(
            Path.of(Suites.needsData(suite) ? arguments.needed("data") : ""),
            Path.of(arguments.needed("out")),
            arguments.settings(),
            System::nanoTime,
            err);
  }

  static void score(Arguments arguments, PrintStream out) {
    arguments.allow(1);
    if (arguments.words().isEmpty()) {
      throw new UsageException("'score' needs the file that 'evaluate simulated' wrote");
    }
    out.print(SimulatedScores.of(Path.of(arguments.words().get(0))).text());
  }

  private static void knownFormat(String name) {
    if (!name.equals("nezha")) {
      throw new UsageException("the format '" + name + "' is not known; there is: nezha");
    }
  }
}
