package io.aiops4j.evaluation.drain3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops4j.evaluation.EvaluationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the recorded answers of Drain3 where they are present: {@code -Daiops.data=DIR} with {@code
 * drain3-vectors/} and {@code loghub/}; and some made up here.
 */
class DrainVectorsTest {
  private static final PrintStream QUIET = new PrintStream(java.io.OutputStream.nullOutputStream());
  private static final String CONFIG =
      "{\"engine\":\"Drain\",\"sim_th\":0.4,\"depth\":4,\"max_children\":100,\"max_clusters\":null,"
          + "\"extra_delimiters\":[],\"parametrize_numeric_tokens\":true,\"mask_prefix\":\"<\","
          + "\"mask_suffix\":\">\",\"masking\":[]}";

  @TempDir Path folder;

  @Test
  void everyRecordedAnswerIsTheMiners() throws IOException {
    Path data = Path.of(System.getProperty("aiops.data", "nowhere"));
    Path vectors = data.resolve("drain3-vectors");
    assumeTrue(
        Files.isDirectory(vectors) && Files.isDirectory(data.resolve("loghub")),
        "no recorded answers in " + vectors + " with loghub beside it; set -Daiops.data");
    Path out = folder.resolve("out.json");

    Drain3Suite.evaluate(vectors, out, Map.of(), QUIET);

    Json totals = Json.read(out).field("totals");
    assertThat(totals.field("stepCases").integer()).isGreaterThanOrEqualTo(139);
    assertThat(totals.field("corpusCases").integer()).isGreaterThanOrEqualTo(40);
    assertThat(totals.field("mismatches").integer()).isZero();
    assertThat(totals.field("excepted").integer()).as("defects of the reference").isEqualTo(7);
  }

  @Test
  void anAnswerThatDiffersIsListedWithBothAnswers() throws IOException {
    Path out = folder.resolve("out.json");
    set(
        "{\"op\":\"add\",\"in\":\"a b c\",\"out\":{\"change_type\":\"cluster_created\","
            + "\"cluster_id\":2,\"cluster_size\":1,\"template_mined\":\"a b c\",\"cluster_count\":1}}");

    assertThatThrownBy(() -> Drain3Suite.evaluate(vectors(), out, Map.of(), QUIET))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("1 answers differ");

    Json mismatch = Json.read(out).field("mismatches").items().get(0);
    assertThat(mismatch.field("case").text()).isEqualTo("own/first");
    assertThat(mismatch.field("step").integer()).isEqualTo(1);
    assertThat(mismatch.field("expected").text()).startsWith("cluster_created 2");
    assertThat(mismatch.field("got").text()).startsWith("cluster_created 1");
  }

  @Test
  void saysWhereTheMessagesWereExpected() throws IOException {
    set("{\"op\":\"tokens\",\"in\":\"a b\",\"out\":[\"a\",\"b\"]}");
    Files.delete(folder.resolve("loghub"));

    assertThatThrownBy(() -> Drain3Suite.evaluate(vectors(), folder.resolve("o"), Map.of(), QUIET))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("loghub");
  }

  private Path vectors() {
    return folder.resolve("vectors");
  }

  private void set(String step) throws IOException {
    Files.createDirectories(vectors());
    Files.createDirectories(folder.resolve("loghub"));
    Files.writeString(
        vectors().resolve("own.json"),
        "{\"set\":\"own\",\"cases\":[{\"id\":\"first\",\"config\":"
            + CONFIG
            + ",\"steps\":["
            + step
            + "]}]}",
        StandardCharsets.UTF_8);
    try (var out =
        new java.util.zip.GZIPOutputStream(
            Files.newOutputStream(vectors().resolve("corpus.json.gz")))) {
      out.write("{\"set\":\"own\",\"cases\":[]}".getBytes(StandardCharsets.UTF_8));
    }
  }
}
