package io.aiops4j.examples;

import io.aiops4j.evaluation.EvaluationException;
import java.io.PrintStream;
import java.util.List;

/**
 * The {@code ./aiops} command.
 *
 * <p>Exit status 0: done; 1: it could not do what was asked, said in one line; 2: wrong usage.
 * Progress goes to standard error, results to standard output or files.
 */
public final class Main {
  static final String USAGE =
      String.join(
          System.lineSeparator(),
          "usage:",
          "  aiops run [--scenario ID] [--seed N] [--report DIR]",
          "      plays incidents on a simulated GPU fleet, in virtual time, and prints the trail",
          "      scenarios: " + String.join(", ", Scenario.ids()),
          "  aiops diagnose DIR --format nezha --case DAY/N",
          "      detects, localizes and diagnoses an incident in recorded telemetry",
          "  aiops evaluate SUITE [--data DIR] --out FILE [--option k=v ...]",
          "      writes the answers of a whole suite as JSON",
          "      suites: " + Suites.names(),
          "  aiops score FILE",
          "      prints the scores of what 'evaluate simulated' wrote, from the file alone",
          "  aiops mine FILE --ids OUT [--templates OUT] [--mode drain3|default]",
          "      [--masks none|builtin] [--repeat N]",
          "      finds the templates of one message a line, and says how fast",
          "  aiops bench NAME --out FILE [--option k=v ...]",
          "      measures how fast it is; writes JMH's JSON (runs from aiops-benchmarks)");

  private Main() {}

  /**
   * Runs a command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /**
   * {@return the exit status of a command}
   *
   * @param args the command and its options
   * @param out for results
   * @param err for progress and for what went wrong
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      command(Arguments.parse(args), out, err);
      return 0;
    } catch (UsageException e) {
      err.println("aiops: " + e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (EvaluationException | CommandException e) {
      err.println("aiops: " + e.getMessage());
      return 1;
    }
  }

  private static void command(Arguments arguments, PrintStream out, PrintStream err) {
    switch (arguments.command()) {
      case "run" -> RunCommand.run(arguments, out, err);
      case "diagnose" -> RecordedCommands.diagnose(arguments, out);
      case "evaluate" -> RecordedCommands.evaluate(arguments, err);
      case "score" -> RecordedCommands.score(arguments, out);
      case "mine" -> MineCommand.run(arguments, out, err);
      case "help" -> out.println(USAGE);
      default -> throw new UsageException("there is no command '" + arguments.command() + "'");
    }
  }
}
