package io.aiops4j.evaluation.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a CSV file row by row (RFC 4180 quoting, UTF-8, plain or gzip by its name).
 *
 * <p>Columns are found by the names in the first row. Not thread-safe.
 */
public final class Csv implements Closeable {
  /** A field longer than this is taken for a missing closing quote. */
  private static final int MAX_FIELD = 1 << 20;

  private final Path file;
  private final Reader reader;
  private final char[] buffer = new char[1 << 16];
  private int length;
  private int at;
  private final List<String> header;
  private List<String> row = new ArrayList<>();
  private int rowNumber;

  /**
   * Opens a file and reads its header.
   *
   * @param file its name ends in {@code .gz} if it is compressed
   * @throws IOException if it cannot be read; the message says why, without the path
   */
  public Csv(Path file) throws IOException {
    this.file = file;
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      boolean zipped = file.getFileName().toString().endsWith(".gz");
      this.reader =
          new InputStreamReader(
              zipped ? new GZIPInputStream(in, 1 << 16) : in, StandardCharsets.UTF_8);
      if (!next()) {
        throw new IOException("is empty; a header row was expected");
      }
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    this.header = row;
  }

  /**
   * {@return the index of a column}
   *
   * @param name as in the header
   * @throws IOException if the header lacks it
   */
  public int column(String name) throws IOException {
    int index = header.indexOf(name);
    if (index < 0) {
      throw new IOException("has no column '" + name + "'; its columns are " + header);
    }
    return index;
  }

  /** {@return the column names} */
  public List<String> header() {
    return header;
  }

  /**
   * {@return a field of the current row, empty if the row is short}
   *
   * @param column index of the column
   */
  public String field(int column) {
    return column < row.size() ? row.get(column) : "";
  }

  /** {@return the number of the current row, 1 for the header} */
  public int rowNumber() {
    return rowNumber;
  }

  /**
   * {@return whether there was another row}
   *
   * @throws IOException if the file ends within a quote or the archive is cut or damaged
   */
  public boolean next() throws IOException {
    List<String> fields = new ArrayList<>(row.size());
    StringBuilder field = new StringBuilder();
    int c = read();
    if (c < 0) {
      return false;
    }
    rowNumber++;
    while (true) {
      if (c == '"' && field.isEmpty()) {
        quoted(field);
        c = read();
      }
      if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n' || c < 0) {
        fields.add(field.toString());
        row = fields;
        return true;
      } else if (c != '\r') {
        field.append((char) c);
      }
      c = read();
    }
  }

  private void quoted(StringBuilder field) throws IOException {
    while (true) {
      int c = read();
      if (c < 0 || field.length() > MAX_FIELD) {
        throw new IOException("row " + rowNumber + " opens a quote that is never closed");
      }
      if (c == '"') {
        if (peek() != '"') {
          return;
        }
        read();
      }
      field.append((char) c);
    }
  }

  private int peek() throws IOException {
    if (at == length) {
      length = Math.max(0, reader.read(buffer));
      at = 0;
    }
    return at < length ? buffer[at] : -1;
  }

  private int read() throws IOException {
    int c = peek();
    at += c < 0 ? 0 : 1;
    return c;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  @Override
  public String toString() {
    return file + " row " + rowNumber;
  }
}
