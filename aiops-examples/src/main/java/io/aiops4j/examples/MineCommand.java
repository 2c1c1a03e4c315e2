package io.aiops4j.examples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code aiops mine}: the templates of a file with one message a line.
 *
 * <p>The messages are in memory before the clock starts; every pass begins with an empty miner.
 */
final class MineCommand {
  private MineCommand() {}

  static void run(Arguments arguments, PrintStream out, PrintStream err) {
    arguments.allow(1, "ids", "templates", "mode", "masks", "repeat");
    if (arguments.words().isEmpty()) {
      throw new UsageException("'mine' needs the file with a message a line");
    }
    Path ids = Path.of(arguments.needed("ids"));
    Optional<Path> templates = arguments.option("templates").map(Path::of);
    Supplier<LineMiner> miners = miners(arguments);
    int passes = passes(arguments.option("repeat").orElse("1"));
    List<String> lines = read(Path.of(arguments.words().get(0)));
    // Nothing of an earlier run is left if this one fails.
    write(ids, List.of());
    templates.ifPresent(file -> write(file, List.of()));

    LineMiner miner = miners.get();
    int[] groups = new int[lines.size()];
    double[] perSecond = new double[passes];
    for (int pass = 0; pass < passes; pass++) {
      miner = miners.get();
      long start = System.nanoTime();
      for (int i = 0; i < groups.length; i++) {
        groups[i] = miner.add(lines.get(i));
      }
      perSecond[pass] = groups.length * 1e9 / Math.max(1, System.nanoTime() - start);
      err.println("pass " + (pass + 1) + ": " + Math.round(perSecond[pass]) + " lines/s");
    }

    LineMiner last = miner;
    write(ids, Arrays.stream(groups).map(last::last).mapToObj(Integer::toString).toList());
    List<LineMiner.Row> rows = last.rows();
    templates.ifPresent(file -> write(file, rows.stream().map(MineCommand::line).toList()));
    out.println(summary(lines.size(), rows.size(), perSecond));
  }

  private static Supplier<LineMiner> miners(Arguments arguments) {
    String mode = arguments.option("mode").orElse("default");
    if (!mode.equals("drain3") && !mode.equals("default")) {
      throw new UsageException("--mode is drain3 or default, not '" + mode + "'");
    }
    boolean drain3 = mode.equals("drain3");
    String masks = arguments.option("masks").orElse(drain3 ? "none" : "builtin");
    if (!masks.equals("none") && !masks.equals("builtin")) {
      throw new UsageException("--masks is none or builtin, not '" + masks + "'");
    }
    boolean masked = masks.equals("builtin");
    return drain3 ? () -> LineMiner.drain3(masked) : () -> LineMiner.standard(masked);
  }

  private static int passes(String repeat) {
    try {
      int passes = Integer.parseInt(repeat);
      if (passes >= 1 && passes <= 1_000) {
        return passes;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--repeat takes a number of passes, not '" + repeat + "'");
    }
    throw new UsageException("--repeat takes 1 to 1000 passes, not " + repeat);
  }

  /** Malformed bytes become the replacement character; a line may end in a carriage return. */
  private static List<String> read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CommandException("There is no file '" + file + "' to mine", e);
    } catch (IOException e) {
      throw new CommandException("Cannot read '" + file + "': " + e.getMessage(), e);
    }
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length ? bytes[i] == '\n' : i > from) {
        int to = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
        lines.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    return lines;
  }

  private static String line(LineMiner.Row row) {
    return row.id() + "\t" + row.size() + "\t" + row.text();
  }

  private static void write(Path file, List<String> lines) {
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (String line : lines) {
        writer.write(line);
        writer.write('\n');
      }
    } catch (IOException e) {
      throw new CommandException(
          "Cannot write '" + file + "' (" + e.getMessage() + "); name a file in a folder", e);
    }
  }

  private static String summary(int lines, int clusters, double[] perSecond) {
    Arrays.sort(perSecond);
    int n = perSecond.length;
    double median = (perSecond[(n - 1) / 2] + perSecond[n / 2]) / 2;
    return "{\"lines\":"
        + lines
        + ",\"clusters\":"
        + clusters
        + ",\"linesPerSecondBest\":"
        + Math.round(perSecond[n - 1])
        + ",\"linesPerSecondMedian\":"
        + Math.round(median)
        + "}";
  }
}
