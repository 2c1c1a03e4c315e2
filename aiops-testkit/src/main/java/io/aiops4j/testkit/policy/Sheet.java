package io.aiops4j.testkit.policy;

import io.aiops4j.api.safety.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Expected decisions as people write them in a spreadsheet. */
final class Sheet {
  static final Set<String> RESERVED = Set.of("decision", "reason");

  private static final String ANY = "*";

  private final List<Line> lines;

  private Sheet(List<Line> lines) {
    this.lines = lines;
  }

  /**
   * One expectation: the places of the values that are meant, by dimension and null for all, and
   * what is expected.
   */
  private record Line(int number, @Nullable BitSet[] meant, Ruling ruling, String reason) {
    boolean means(Row row) {
      int[] places = row.places();
      for (int i = 0; i < meant.length; i++) {
        BitSet wanted = meant[i];
        if (wanted != null && !wanted.get(places[i])) {
          return false;
        }
      }
      return true;
    }

    boolean isBorneOut(Row row) {
      return row.ruling() == ruling
          && (row.policy().contains(reason) || row.decision().reason().contains(reason));
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The sheet " + file + " cannot be read", e);
    }
  }

  static Sheet parse(String csv, Domain domain) {
    List<Csv.Record> records = Csv.parse(csv);
    if (records.size() < 2) {
      throw new IllegalArgumentException(
          "The sheet holds no expectation; write a line of headings and at least one more");
    }
    List<String> headings = records.get(0).cells();
    checkHeadings(headings, domain);
    List<Line> lines = new ArrayList<>();
    for (Csv.Record each : records.subList(1, records.size())) {
      lines.add(line(each, headings, domain));
    }
    return new Sheet(lines);
  }

  private static void checkHeadings(List<String> headings, Domain domain) {
    Set<String> known = new LinkedHashSet<>(domain.dimensions());
    known.addAll(new TreeSet<>(RESERVED));
    for (String heading : headings) {
      if (!known.contains(heading)) {
        throw new IllegalArgumentException(
            "The sheet has a column '" + heading + "'; write only " + known);
      }
    }
    if (!headings.contains("decision") || new TreeSet<>(headings).size() < headings.size()) {
      throw new IllegalArgumentException(
          "The sheet has the columns " + headings + "; each at most once, and one is 'decision'");
    }
  }

  private static Line line(Csv.Record csv, List<String> headings, Domain domain) {
    if (csv.cells().size() != headings.size()) {
      throw wrong(csv, "has " + csv.cells().size() + " cells; write " + headings.size());
    }
    @Nullable BitSet[] meant = new @Nullable BitSet[domain.dimensions().size()];
    Ruling ruling = Ruling.DENY;
    String reason = "";
    for (int i = 0; i < headings.size(); i++) {
      String cell = csv.cells().get(i);
      switch (headings.get(i)) {
        case "decision" -> ruling = ruling(csv, cell);
        case "reason" -> reason = cell;
        default -> {
          if (!cell.equals(ANY)) {
            int place = domain.dimensions().indexOf(headings.get(i));
            meant[place] = values(csv, headings.get(i), cell, domain);
          }
        }
      }
    }
    return new Line(csv.line(), meant, ruling, reason);
  }

  private static Ruling ruling(Csv.Record csv, String cell) {
    try {
      return Ruling.valueOf(cell.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(csv, "expects the decision '" + cell + "'; write ALLOW, ASK or DENY");
    }
  }

  private static BitSet values(Csv.Record csv, String dimension, String cell, Domain domain) {
    List<String> known = List.copyOf(domain.values(dimension));
    BitSet places = new BitSet();
    for (String value : known.contains(cell) ? List.of(cell) : List.of(cell.split("\\|", -1))) {
      int place = known.indexOf(value.strip());
      if (place < 0) {
        throw wrong(
            csv,
            "has the " + dimension + " '" + value.strip() + "'; write " + known + ", or * for all");
      }
      places.set(place);
    }
    return places;
  }

  Answer check(List<Row> rows) {
    BitSet met = new BitSet();
    int against = 0;
    String first = null;
    for (Line line : lines) {
      int meant = 0;
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        if (!line.means(row)) {
          continue;
        }
        meant++;
        met.set(i);
        if (!line.isBorneOut(row)) {
          against++;
          first = first == null ? counterexample(line, row) : first;
        }
      }
      if (meant == 0) {
        throw new IllegalArgumentException(
            "Line "
                + line.number()
                + " of the sheet means no row: there is no such combination; leave it out");
      }
    }
    String claim = "every line of the sheet is borne out (" + rows.size() + " rows in the table)";
    return new Answer(claim, met.cardinality(), against, Optional.ofNullable(first));
  }

  private static String counterexample(Line line, Row row) {
    return row
        + "\n  but line "
        + line.number()
        + " expects "
        + line.ruling()
        + (line.reason().isEmpty() ? "" : " because of '" + line.reason() + "'");
  }

  private static IllegalArgumentException wrong(Csv.Record csv, String what) {
    return new IllegalArgumentException("Line " + csv.line() + " of the sheet " + what);
  }

  static String print(Domain domain, List<Row> rows) {
    StringBuilder text = new StringBuilder();
    List<String> headings = new ArrayList<>(domain.dimensions());
    headings.addAll(List.of("decision", "reason"));
    Csv.print(headings, text);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(row.values().values());
      cells.add(row.ruling().name());
      cells.add(row.decision() instanceof Decision.Allow ? "" : row.policy());
      Csv.print(cells, text);
    }
    return text.toString();
  }
}
