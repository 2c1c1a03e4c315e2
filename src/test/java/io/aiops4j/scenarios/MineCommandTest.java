package io.aiops4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.examples.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./aiops mine} promises. */
class MineCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path messages;
  private Path ids;
  private Path templates;

  @BeforeEach
  void someMessages() throws IOException {
    messages = folder.resolve("messages.txt");
    ids = folder.resolve("ids.txt");
    templates = folder.resolve("templates.tsv");
    Files.writeString(
        messages, "valve one shut\nvalve two shut\r\n\nvalve six shut\nfan 12 spins at 900 rpm\n");
  }

  @Test
  void writesAnIdALineAndTheLastTemplateOfEach() throws IOException {
    assertThat(mine("--mode", "drain3")).as(err.toString(StandardCharsets.UTF_8)).isZero();

    assertThat(Files.readAllLines(ids)).containsExactly("1", "1", "2", "1", "3");
    assertThat(Files.readAllLines(templates))
        .containsExactly("1\t3\tvalve <*> shut", "2\t1\t", "3\t1\tfan 12 spins at 900 rpm");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .matches(
            "\\{\"lines\":5,\"clusters\":3,\"linesPerSecondBest\":\\d+,"
                + "\"linesPerSecondMedian\":\\d+}\\R");
  }

  @ParameterizedTest
  @CsvSource({"drain3, none", "drain3, builtin", "default, none", "default, builtin"})
  void everyModeGoesWithAndWithoutMasks(String mode, String masks) throws IOException {
    assertThat(mine("--mode", mode, "--masks", masks, "--repeat", "3")).isZero();

    assertThat(Files.readAllLines(ids)).hasSize(5);
    String fan = masks.equals("none") && mode.equals("drain3") ? "fan 12" : "fan <";
    assertThat(Files.readString(templates)).contains(masks.equals("none") ? "fan " : fan);
  }

  @Test
  void bytesThatAreNoUtf8AreBorne() throws IOException {
    Files.write(messages, new byte[] {'a', ' ', (byte) 0xff, '\n', 'b'});

    assertThat(mine()).isZero();
    assertThat(Files.readAllLines(ids)).hasSize(2);
  }

  @Test
  void nothingOfAnEarlierRunIsLeft() throws IOException {
    Files.writeString(ids, "old\n".repeat(100));
    Files.writeString(messages, "");

    assertThat(mine()).isZero();
    assertThat(Files.readString(ids)).isEmpty();
    assertThat(Files.readString(templates)).isEmpty();
  }

  @Test
  void aMissingFileIsSaidInOneLineAndAWrongModeIsWrongUsage() {
    messages = folder.resolve("nowhere.txt");
    assertThat(mine()).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("nowhere.txt");
    assertThat(mine("--mode", "drain4")).isEqualTo(2);
    assertThat(mine("--repeat", "none")).isEqualTo(2);
  }

  private int mine(String... more) {
    List<String> args =
        new ArrayList<>(List.of("mine", messages.toString(), "--ids", ids.toString()));
    args.addAll(List.of("--templates", templates.toString()));
    args.addAll(List.of(more));
    return Main.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
