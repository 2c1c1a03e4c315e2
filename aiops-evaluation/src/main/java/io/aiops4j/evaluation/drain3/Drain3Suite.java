package io.aiops4j.evaluation.drain3;

import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks every recorded answer of Drain3 against the miner's Drain3 mode, and writes what differs.
 *
 * <p>The folder holds {@code *.json} with step cases and {@code corpus.json.gz} with corpus cases;
 * the messages of the corpus cases are in the folder {@code loghub} beside it, or in that of {@code
 * --option loghub=DIR}.
 */
public final class Drain3Suite {
  private static final String LOGHUB = "loghub";
  private static final String CORPUS = "corpus.json.gz";

  private Drain3Suite() {}

  /**
   * Checks every case.
   *
   * @param data the folder of the recorded answers
   * @param out the file to write
   * @param options {@code loghub}: the folder of the messages
   * @param progress a line a set
   * @throws EvaluationException if a file cannot be used, or, after the file was written, if an
   *     answer differs
   */
  public static void evaluate(
      Path data, Path out, Map<String, String> options, PrintStream progress) {
    for (String option : options.keySet()) {
      if (!option.equals(LOGHUB)) {
        throw new EvaluationException(
            "Unknown option '" + option + "' of suite drain3; it knows loghub=DIR");
      }
    }
    Path folder = data.toAbsolutePath().normalize();
    Path loghub =
        options.containsKey(LOGHUB) ? Path.of(options.get(LOGHUB)) : folder.resolveSibling(LOGHUB);
    Drain3Report report = new Drain3Report();
    steps(folder, report, progress);
    corpora(folder.resolve(CORPUS), loghub, report, progress);
    report.write(out);
    if (!report.mismatches().isEmpty()) {
      throw new EvaluationException(
          report.mismatches().size() + " answers differ from Drain3's; they are listed in " + out);
    }
  }

  private static void steps(Path folder, Drain3Report report, PrintStream progress) {
    for (Path file : sets(folder)) {
      Json set = read(file);
      String name = file.getFileName().toString().replace(".json", "");
      int before = report.mismatches().size();
      List<Json> cases = field(file, set, "cases");
      for (Json recorded : cases) {
        String id = recorded.field("id").text();
        StepPlayer player = new StepPlayer(name + '/' + id, recorded);
        player.play();
        report.stepCase(recorded.field("steps").items().size(), player);
      }
      line(progress, name, cases.size(), report.mismatches().size() - before);
    }
  }

  private static void corpora(Path file, Path loghub, Drain3Report report, PrintStream progress) {
    if (!Files.isDirectory(loghub)) {
      throw new EvaluationException(
          "The messages of the corpus cases are missing: there is no folder '"
              + loghub
              + "'; put it beside the recorded answers, or name it by --option loghub=DIR");
    }
    Json set = read(file);
    CorpusPlayer player = new CorpusPlayer(loghub);
    int before = report.mismatches().size();
    List<Json> cases = field(file, set, "cases");
    for (Json recorded : cases) {
      try {
        String name = "corpus/" + recorded.field("id").text();
        int lines = recorded.field("cluster_ids").items().size();
        report.corpusCase(lines, player.play(name, recorded));
      } catch (IOException e) {
        throw new EvaluationException(
            "The messages of '"
                + recorded.field("dataset").text()
                + "' in '"
                + loghub
                + "' cannot be read: the file "
                + Unreadable.why(e),
            e);
      }
    }
    line(progress, "corpus", cases.size(), report.mismatches().size() - before);
  }

  private static void line(PrintStream progress, String set, int cases, int mismatches) {
    progress.println(set + ": " + cases + " cases, " + mismatches + " mismatches");
  }

  private static List<Path> sets(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sets =
          files.filter(f -> f.getFileName().toString().endsWith(".json")).sorted().toList();
      if (sets.isEmpty()) {
        throw new EvaluationException(
            "'" + folder + "' holds no recorded answers: files *.json were expected");
      }
      return sets;
    } catch (IOException e) {
      throw new EvaluationException("Cannot list '" + folder + "': " + Unreadable.why(e), e);
    }
  }

  private static Json read(Path file) {
    try {
      return Json.read(file);
    } catch (IOException e) {
      throw new EvaluationException("'" + file + "' " + Unreadable.why(e), e);
    }
  }

  private static List<Json> field(Path file, Json set, String name) {
    if (!set.has(name)) {
      throw new EvaluationException(
          "'" + file + "' holds no recorded answers: it has no '" + name + "'");
    }
    return set.field(name).items();
  }
}
