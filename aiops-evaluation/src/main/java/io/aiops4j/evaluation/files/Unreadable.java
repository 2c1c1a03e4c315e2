package io.aiops4j.evaluation.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Says in a few words why a file could not be read. */
public final class Unreadable {
  private Unreadable() {}

  /**
   * {@return the reason, without the path}
   *
   * @param e what reading threw
   */
  public static String why(IOException e) {
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
