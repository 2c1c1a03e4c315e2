package io.aiops4j.evaluation.nezha;

import static java.util.Objects.requireNonNull;

import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Csv;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One folder of a pack: the times of its incidents.
 *
 * @param folder the day's folder
 * @param cases by number, oldest first
 */
public record NezhaDay(Path folder, List<NezhaCase> cases) {
  /** Name of the file that makes a folder a day. */
  static final String WINDOWS = "windows.csv";

  /** Copies the list. */
  public NezhaDay {
    requireNonNull(folder, "folder");
    cases = List.copyOf(cases);
  }

  /** {@return the date of the day, UTC} */
  public LocalDate date() {
    return LocalDate.ofInstant(cases.get(0).onset(), ZoneOffset.UTC);
  }

  /** {@return the folder's name} */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /**
   * {@return all days of a pack, sorted by name}
   *
   * @param pack the folder that holds the days, or one day's folder
   * @throws EvaluationException if there is none
   */
  public static List<NezhaDay> allOf(Path pack) {
    if (!Files.isDirectory(pack)) {
      throw new EvaluationException(
          "No folder '" + pack + "'; give the folder that holds the days of the pack");
    }
    if (Files.exists(pack.resolve(WINDOWS))) {
      return List.of(read(pack.toAbsolutePath().normalize()));
    }
    List<NezhaDay> days = new ArrayList<>();
    try (Stream<Path> folders = Files.list(pack)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.exists(folder.resolve(WINDOWS))) {
          days.add(read(folder));
        }
      }
    } catch (IOException e) {
      throw new EvaluationException(
          "'" + pack + "' cannot be listed (" + Unreadable.why(e) + "); make it readable", e);
    }
    if (days.isEmpty()) {
      throw new EvaluationException(
          "'"
              + pack
              + "' has no day: no folder in it holds a "
              + WINDOWS
              + "; give the pack's root");
    }
    return days;
  }

  private static NezhaDay read(Path folder) {
    Path file = folder.resolve(WINDOWS);
    TreeMap<Integer, Instant> onsets = new TreeMap<>();
    try (Csv csv = new Csv(file)) {
      int fault = csv.column("fault");
      int time = csv.column("inject_time_utc");
      while (csv.next()) {
        try {
          onsets.put(
              Integer.parseInt(csv.field(fault)),
              Instant.parse(csv.field(time).replace(' ', 'T') + "Z"));
        } catch (DateTimeException | NumberFormatException e) {
          throw new IOException(
              "row "
                  + csv.rowNumber()
                  + " says fault '"
                  + csv.field(fault)
                  + "' at '"
                  + csv.field(time)
                  + "'; a number and a time such as 2022-08-22 03:53:54 were expected");
        }
      }
    } catch (IOException e) {
      throw new EvaluationException(file + " " + Unreadable.why(e) + "; mend the file", e);
    }
    if (onsets.isEmpty()) {
      throw new EvaluationException(file + " lists no incident; add one row for each minute file");
    }
    String name = String.valueOf(folder.getFileName());
    List<NezhaCase> cases = new ArrayList<>();
    onsets.forEach((number, onset) -> cases.add(new NezhaCase(name, number, onset)));
    return new NezhaDay(folder, cases);
  }
}
