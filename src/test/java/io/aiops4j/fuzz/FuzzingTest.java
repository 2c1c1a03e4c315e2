package io.aiops4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets Jazzer search each target for a while, in a process of its own; see CONTRIBUTING.md. */
@Tag("nightly")
class FuzzingTest {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
  private static final int SECONDS = Integer.getInteger("aiops.fuzz.seconds", 60);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void jazzerFindsNothing(FuzzTarget target) throws Exception {
    URL jazzer = getClass().getResource("/" + JAZZER.replace('.', '/') + ".class");
    assumeTrue(jazzer != null, "Jazzer is on the class path with the profile fuzz only");
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    JAZZER,
                    "--target_class=" + target.className(),
                    "--instrumentation_includes=io.aiops4j.**",
                    // That users may give regular expressions is the point of a user's mask.
                    "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                    "-max_total_time=" + SECONDS,
                    "-timeout=120",
                    "-max_len=4096",
                    "-seed=1",
                    "-artifact_prefix=" + directory + File.separator))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      int status = process.waitFor();
      assertThat(status).as("Jazzer on %s:%n%s", target, Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
