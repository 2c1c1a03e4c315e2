package io.aiops4j.evaluation.nezha;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Says in a few words why a file could not be read. */
final class Unreadable {
  private Unreadable() {}

  static String why(IOException e) {
    if (e instanceof EOFException) {
      return "is truncated: the gzip archive ends too early; fetch it again";
    }
    if (e instanceof ZipException) {
      return "is not a whole gzip archive (" + e.getMessage() + "); fetch it again";
    }
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return String.valueOf(e.getMessage()).replace('\n', ' ');
  }
}
