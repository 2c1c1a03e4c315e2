package io.aiops4j.evaluation.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.evaluation.EvaluationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NabSuiteTest {
  private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

  @TempDir Path folder;

  @Test
  void writesOneFileForEachFileWithARowForEachRow() throws IOException {
    write("data/sensors/a.csv", rows(300, 200));
    zip("data/others/b.csv.gz", rows(100, 90));

    evaluate();

    List<String> written = Files.readAllLines(folder.resolve("out/sensors/a.csv"));
    assertThat(written.get(0)).isEqualTo("timestamp,value,anomaly_score");
    assertThat(written).hasSize(301);
    assertThat(written.get(1)).startsWith("2026-01-01 00:00:00,");
    assertThat(Files.readAllLines(folder.resolve("out/others/b.csv"))).hasSize(101);
  }

  @Test
  void opensAtTheJumpAndNotAgainWhileItLasts() throws IOException {
    write("data/sensors/a.csv", rows(300, 200));

    evaluate();

    List<Double> scores = scores("out/sensors/a.csv");
    assertThat(scores).allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    assertThat(scores.get(200)).isGreaterThanOrEqualTo(0.5);
    assertThat(scores.subList(0, 200)).allSatisfy(score -> assertThat(score).isLessThan(0.5));
    assertThat(scores.subList(201, 300).stream().filter(score -> score >= 0.5).count())
        .isLessThan(5);
  }

  @Test
  void scoresARowByWhatCameBeforeIt() throws IOException {
    write("data/sensors/a.csv", rows(300, 200));
    write("data/sensors/b.csv", rows(300, 200).subList(0, 250));

    evaluate();

    assertThat(scores("out/sensors/a.csv").subList(0, 250)).isEqualTo(scores("out/sensors/b.csv"));
  }

  @Test
  void saysWhereThereIsNothingToScore() {
    assertThatThrownBy(this::evaluate)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("holds no CATEGORY/FILE.csv");
  }

  private void evaluate() {
    NabSuite.evaluate(folder, folder.resolve("out"), Map.of(), SILENT);
  }

  private List<Double> scores(String file) throws IOException {
    List<Double> scores = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      if (!line.startsWith("timestamp")) {
        scores.add(Double.parseDouble(line.split(",")[2]));
      }
    }
    return scores;
  }

  /** Noise around 10 that jumps to 30. */
  private static List<String> rows(int n, int jump) {
    Random random = new Random(5);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String time =
          String.format("2026-01-%02d %02d:%02d:00", 1 + i / 288, i / 12 % 24, i % 12 * 5);
      rows.add(time + "," + (random.nextGaussian() + (i < jump ? 10 : 30)));
    }
    return rows;
  }

  private void write(String name, List<String> rows) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "timestamp,value\n" + String.join("\n", rows) + "\n");
  }

  private void zip(String name, List<String> rows) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          ("timestamp,value\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
