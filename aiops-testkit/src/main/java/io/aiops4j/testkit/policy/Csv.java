package io.aiops4j.testkit.policy;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated text after RFC 4180; blanks around a cell without quotes do not count. */
final class Csv {
  private Csv() {}

  /** One record and the line on which it begins, from 1. */
  record Record(int line, List<String> cells) {}

  static List<Record> parse(String text) {
    List<Record> records = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    int line = 1;
    int begin = 1;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char next = i < text.length() ? text.charAt(i) : '\n';
      if (quoted && i < text.length()) {
        if (next == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else if (next == '"') {
          quoted = false;
        } else {
          cell.append(next);
        }
      } else if (quoted) {
        throw new IllegalArgumentException(
            "The quote that begins on line " + begin + " of the sheet never ends; close it");
      } else if (next == '"' && cell.toString().isBlank() && !wasQuoted) {
        cell.setLength(0);
        quoted = true;
        wasQuoted = true;
      } else if (next == ',' || next == '\n') {
        cells.add(wasQuoted ? cell.toString() : cell.toString().strip());
        cell.setLength(0);
        wasQuoted = false;
      } else if (!wasQuoted || !Character.isWhitespace(next)) {
        cell.append(next);
      }
      if (next == '\n') {
        line++;
        if (!quoted) {
          if (!text.startsWith("#", start) && !cells.equals(List.of(""))) {
            records.add(new Record(begin, List.copyOf(cells)));
          }
          cells.clear();
          begin = line;
          start = i + 1;
        }
      }
    }
    return records;
  }

  static void print(List<String> cells, StringBuilder into) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean plain = cell.equals(cell.strip()) && !cell.matches("(?s).*[\",\n\r].*|#.*");
      into.append(i == 0 ? "" : ",")
          .append(plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
    }
    into.append('\n');
  }
}
