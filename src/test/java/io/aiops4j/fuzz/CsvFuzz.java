package io.aiops4j.fuzz;

import io.aiops4j.evaluation.files.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any file is read as rows with as many fields as are there, or it is an {@link IOException}. */
public final class CsvFuzz {
  private CsvFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Path file = Files.createTempFile("fuzz", ".csv");
      try {
        Files.write(file, input);
        read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Path file) {
    try (Csv csv = new Csv(file)) {
      int columns = csv.header().size();
      while (csv.next()) {
        for (int i = 0; i < columns; i++) {
          csv.field(i);
        }
      }
    } catch (IOException refused) {
      // Said as it should be.
    }
  }
}
