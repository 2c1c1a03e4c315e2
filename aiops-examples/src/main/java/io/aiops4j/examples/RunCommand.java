package io.aiops4j.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code aiops run}: plays incidents on the simulated fleet. */
final class RunCommand {
  private static final long SEED = 42;

  private RunCommand() {}

  static void run(Arguments arguments, PrintStream out, PrintStream err) {
    arguments.allow(0, "scenario", "seed", "report");
    long seed = arguments.option("seed").map(RunCommand::seed).orElse(SEED);
    List<Scenario> scenarios =
        arguments
            .option("scenario")
            .map(id -> List.of(Scenario.of(id)))
            .orElse(List.of(Scenario.values()));
    Optional<Path> report = arguments.option("report").map(Path::of);
    report.ifPresent(RunCommand::makeDirectory);
    List<Played> all = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      err.println(
          "playing "
              + scenario.id()
              + " ("
              + (all.size() + 1)
              + " of "
              + scenarios.size()
              + ") ...");
      Played played = DemoLoop.play(scenario, seed);
      MarkdownReport.print(played, out);
      all.add(played);
    }
    report.ifPresent(
        directory -> {
          write(
              directory.resolve("report.md"),
              MarkdownReport.of(seed, all).getBytes(StandardCharsets.UTF_8));
          write(directory.resolve("report.json"), JsonReport.of(seed, all));
          err.println("wrote " + directory.resolve("report.md") + " and report.json");
        });
    List<String> surprises =
        all.stream()
            .filter(played -> !played.asExpected())
            .map(played -> played.scenario().id() + " ended " + played.incident().state())
            .toList();
    if (!surprises.isEmpty()) {
      throw new CommandException(
          "with seed "
              + seed
              + " the loop did not do what the scenario asks for: "
              + String.join(", ", surprises));
    }
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--seed takes a whole number, not '" + text + "'");
    }
  }

  private static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CommandException(
          "cannot make the directory "
              + directory
              + " for the report: "
              + e.getMessage()
              + "; name another",
          e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new CommandException(
          "cannot write " + file + ": " + e.getMessage() + "; name another directory", e);
    }
  }
}
