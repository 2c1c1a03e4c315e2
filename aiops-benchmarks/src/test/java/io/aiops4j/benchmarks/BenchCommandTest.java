package io.aiops4j.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(
        List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  /** In this process, one short iteration, nothing warm: says that it runs, not how fast. */
  @ParameterizedTest
  @EnumSource
  void everyBenchmarkRunsAndWritesJson(Suite suite) throws Exception {
    Path json = directory.resolve("of/" + suite.typed() + ".json");
    List<String> args = new ArrayList<>(List.of("bench", suite.typed(), "--out", json.toString()));
    for (String setting : List.of("forks=0", "warmups=0", "iterations=1", "millis=1")) {
      args.addAll(List.of("--option", setting));
    }
    suite.small().forEach((name, value) -> args.addAll(List.of("--option", name + "=" + value)));

    int status = run(args.toArray(String[]::new));

    assertThat(status).as(err.toString(UTF_8)).isZero();
    assertThat(json).content(UTF_8).contains("\"primaryMetric\"");
    assertThat(out.toString(UTF_8).lines())
        .isNotEmpty()
        .allMatch(row -> row.split("\t").length == 5);
  }

  @Test
  void aBenchmarkThatIsNotThereIsAWrongUsage() {
    assertThat(run("bench", "everything", "--out", "x.json")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("there is no benchmark 'everything'", "digest");
  }

  @Test
  void anOptionThatIsNotThereIsAWrongUsage() {
    assertThat(run("bench", "digest", "--out", "x.json", "--option", "speed=high")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("has no option speed", "referenceMinutes");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidBeforeMeasuring() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    assertThat(run("bench", "digest", "--out", folder.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("folder").doesNotContain("Iteration");
  }
}
