package io.aiops4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code ./aiops bench}: runs benchmarks and writes JMH's JSON.
 *
 * <p>Exit status 0: done; 1: it could not do what was asked, said in one line; 2: wrong usage.
 * Progress goes to standard error; a short table, with ratios to the yardsticks of the same run, to
 * standard output.
 */
public final class Main {
  private static final String USAGE =
      "usage: aiops bench " + Suite.names() + " --out FILE [--option k=v ...]";

  private Main() {}

  /**
   * Runs the benchmarks and exits with the status.
   *
   * @param args {@code bench}, a name and options
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /**
   * {@return the exit status}
   *
   * @param args {@code bench}, a name and options
   * @param out for the table
   * @param err for progress and for what went wrong
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      BenchRequest request = BenchRequest.parse(args);
      Options options = request.options();
      checkThatItCanBeWritten(request.out());
      Collection<RunResult> results =
          new Runner(options, OutputFormatFactory.createFormatInstance(err, VerboseMode.NORMAL))
              .run();
      ResultTable.print(results, out);
      return 0;
    } catch (UsageException e) {
      err.println("aiops: " + e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (IOException e) {
      err.println("aiops: cannot write: " + e + "; name a file in a directory that is yours");
      return 1;
    } catch (RunnerException e) {
      err.println("aiops: the benchmark did not end well: " + e.getMessage());
      return 1;
    }
  }

  /** Now, not after minutes of measuring. */
  private static void checkThatItCanBeWritten(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
