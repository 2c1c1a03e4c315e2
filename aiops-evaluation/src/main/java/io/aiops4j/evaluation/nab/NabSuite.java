package io.aiops4j.evaluation.nab;

import io.aiops4j.api.Canonical;
import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Csv;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scores every row of the files of the Numenta Anomaly Benchmark, streaming: the score of a row
 * rests on that row and those before it.
 *
 * <p>Reads {@code DIR/data/CATEGORY/FILE.csv}, or {@code .csv.gz}, or the same without {@code
 * data}; writes {@code OUT/CATEGORY/FILE.csv} with the columns {@code timestamp}, {@code value} and
 * {@code anomaly_score} from 0 to 1, where 0.5 opens an event. That is the form in which the
 * benchmark's scorer takes results; this suite reads no labels.
 */
public final class NabSuite {
  private static final String CSV = ".csv";
  private static final String ZIPPED = ".csv.gz";

  private NabSuite() {}

  /**
   * Scores all files.
   *
   * @param data the folder of the benchmark, or its {@code data} folder
   * @param out the folder to write to, made if absent
   * @param options none is known
   * @param progress a line at the end
   * @throws EvaluationException if there is no file, or one cannot be read or written
   */
  public static void evaluate(
      Path data, Path out, Map<String, String> options, PrintStream progress) {
    if (!options.isEmpty()) {
      throw new EvaluationException(
          "Unknown option '" + options.keySet().iterator().next() + "'; suite nab has none");
    }
    Path inner = data.resolve("data");
    Path root = Files.isDirectory(inner) ? inner : data;
    long rows = 0;
    List<Path> files = files(root);
    for (Path file : files) {
      rows += score(root, file, out);
    }
    progress.println("nab: " + files.size() + " files, " + rows + " rows");
  }

  private static List<Path> files(Path root) {
    try (Stream<Path> walk = Files.walk(root, 2)) {
      List<Path> files =
          walk.filter(file -> isCsv(file.toString()) && !root.equals(file.getParent()))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new EvaluationException(
            root + " holds no CATEGORY/FILE.csv or .csv.gz; give the folder of the benchmark");
      }
      return files;
    } catch (IOException e) {
      throw new EvaluationException(root + " cannot be listed: " + Unreadable.why(e), e);
    }
  }

  private static boolean isCsv(String name) {
    return name.endsWith(CSV) || name.endsWith(ZIPPED);
  }

  private static long score(Path root, Path file, Path out) {
    String name = root.relativize(file).toString();
    Path target =
        out.resolve(
            name.endsWith(ZIPPED) ? name.substring(0, name.length() - ".gz".length()) : name);
    NabDetector detector = new NabDetector();
    long rows = 0;
    try (Csv csv = new Csv(file)) {
      int timestamp = csv.column("timestamp");
      int value = csv.column("value");
      Files.createDirectories(target.getParent());
      try (BufferedWriter writer = Files.newBufferedWriter(target)) {
        writer.write("timestamp,value,anomaly_score\n");
        while (csv.next()) {
          String text = csv.field(value);
          double score = detector.next(parse(text));
          writer.write(csv.field(timestamp) + ',' + text + ',' + Canonical.number(score) + '\n');
          rows++;
        }
      }
    } catch (IOException e) {
      throw new EvaluationException(name + ": " + Unreadable.why(e), e);
    }
    return rows;
  }

  /** An empty or unreadable field is a missing sample: it scores 0. */
  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
