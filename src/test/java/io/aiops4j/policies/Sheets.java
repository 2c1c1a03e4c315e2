package io.aiops4j.policies;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The files beside these tests. */
final class Sheets {
  private Sheets() {}

  static Path file(String name) {
    URL url = Objects.requireNonNull(Sheets.class.getResource(name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
