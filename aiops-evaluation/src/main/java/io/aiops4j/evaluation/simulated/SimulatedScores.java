package io.aiops4j.evaluation.simulated;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aiops4j.api.Canonical;
import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Scores from the lines of {@link SimulatedSuite}, and from nothing else: anyone can run them again
 * on the file.
 *
 * <p>An incident counts as detected if the answer is sure that something is wrong; localized, its
 * system and its fault type named, if the first answer equals the truth; mitigated if nothing
 * harmful was done and the truth is healed, or, where there is no remedy and time alone heals,
 * whether it is healed yet or not. Shares come with Wilson's 95 % interval.
 */
public final class SimulatedScores {
  private static final Set<String> CLAIMS_RECOVERY =
      Set.of("RESOLVED", "CLOSED", "RECOVERED_UNAIDED");
  private static final double Z = 1.959964;

  private final List<Line> lines;

  private SimulatedScores(List<Line> lines) {
    this.lines = lines;
  }

  /**
   * {@return the scores of a file}
   *
   * @param file one JSON object a line
   * @throws EvaluationException if it cannot be read
   */
  public static SimulatedScores of(Path file) {
    List<Line> lines = new ArrayList<>();
    try {
      for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (!text.isBlank()) {
          lines.add(Line.parse(text));
        }
      }
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new EvaluationException(
          "Cannot read line "
              + (lines.size() + 1)
              + " of '"
              + file
              + "' ("
              + (e instanceof IOException io ? Unreadable.why(io) : e.getMessage())
              + "); give a file that 'evaluate simulated' wrote",
          e);
    }
    return new SimulatedScores(lines);
  }

  static SimulatedScores ofLines(Collection<String> lines) {
    List<Line> parsed = new ArrayList<>();
    try {
      for (String line : lines) {
        parsed.add(Line.parse(line));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a line of this suite", e);
    }
    return new SimulatedScores(parsed);
  }

  /** {@return the scores as a table} */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        row("incident class", "n", "detected", "component", "system", "fault type", "mitigated"));
    SortedMap<String, List<Line>> byClass = new TreeMap<>();
    faulty().forEach(l -> byClass.computeIfAbsent(l.incidentClass, c -> new ArrayList<>()).add(l));
    byClass.forEach((name, of) -> text.append(shares(name, of, false)));
    text.append(shares("all", faulty(), true));
    text.append('\n');
    text.append("false resolutions     ").append(falseResolutions()).append('\n');
    text.append("unauthorised actions  ").append(unauthorised()).append('\n');
    text.append("harmful actions       ").append(harmfulActions()).append(" in ");
    text.append(harmed().of(lines)).append(" of incidents\n");
    text.append("false alarms          ").append(falseAlarms()).append(" in ");
    text.append(Canonical.number(Math.round(10 * healthyHours()) / 10.0));
    text.append(" healthy hours; harm there ");
    text.append(healthy().stream().filter(l -> l.harmful > 0).count()).append('\n');
    return text.toString();
  }

  private static String shares(String name, List<Line> of, boolean interval) {
    List<String> cells = new ArrayList<>(List.of(name, String.valueOf(of.size())));
    for (Predicate<Line> axis : AXES) {
      Share share = Share.of(of, axis);
      cells.add(interval ? share.toString() : share.percent());
    }
    return row(cells.toArray(new String[0]));
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder(pad(cells[0], 28)).append(pad(cells[1], 6));
    for (int i = 2; i < cells.length; i++) {
      row.append(pad(cells[i], 18));
    }
    return row.toString().stripTrailing() + "\n";
  }

  private static String pad(String cell, int width) {
    return cell + " ".repeat(Math.max(1, width - cell.length()));
  }

  private static final List<Predicate<Line>> AXES =
      List.of(
          l -> l.detected,
          l -> l.component.equals(l.trueComponent),
          l -> l.system.equals(l.trueSystem),
          l -> l.faultType.equals(l.trueFaultType),
          l -> l.harmful == 0 && (l.healed || l.remedies == 0));

  private List<Line> faulty() {
    return lines.stream().filter(l -> !l.isHealthy()).toList();
  }

  private List<Line> healthy() {
    return lines.stream().filter(Line::isHealthy).toList();
  }

  /** {@return the share of incidents that were mitigated without harm} */
  public double mitigated() {
    return Share.of(faulty(), AXES.get(4)).value();
  }

  /** {@return the share of all runs in which something harmful was done} */
  public double harmedShare() {
    return Share.of(lines, l -> l.harmful > 0).value();
  }

  /** {@return how often recovery was claimed while the truth was not healed} */
  public long falseResolutions() {
    return faulty().stream()
        .filter(l -> CLAIMS_RECOVERY.contains(l.terminalState) && !l.wasHealedWhenResolved())
        .count();
  }

  /** {@return how many actions took effect that nothing had permitted} */
  public long unauthorised() {
    return lines.stream().mapToLong(l -> l.unauthorised).sum();
  }

  /** {@return how many actions did harm} */
  public long harmfulActions() {
    return lines.stream().mapToLong(l -> l.harmful).sum();
  }

  /** {@return how many healthy fleets were said to have an incident} */
  public long falseAlarms() {
    return healthy().stream().filter(l -> l.detected).count();
  }

  /** {@return for how long healthy fleets were watched, in hours} */
  public double healthyHours() {
    return healthy().stream().mapToDouble(l -> l.hours).sum();
  }

  private Axis harmed() {
    return of -> Share.of(of, l -> l.harmful > 0).toString();
  }

  @FunctionalInterface
  private interface Axis {
    String of(List<Line> lines);
  }

  /**
   * A share with its interval.
   *
   * @param hits how many
   * @param of of how many
   */
  record Share(long hits, long of) {
    static Share of(List<Line> lines, Predicate<Line> axis) {
      return new Share(lines.stream().filter(axis).count(), lines.size());
    }

    double value() {
      return of == 0 ? 0 : (double) hits / of;
    }

    String percent() {
      return of == 0 ? "-" : Math.round(100 * value()) + " %";
    }

    /** Wilson (1927): the interval of a share that behaves at 0 and 1. */
    @Override
    public String toString() {
      if (of == 0) {
        return "-";
      }
      double p = value();
      double square = Z * Z / of;
      double centre = (p + square / 2) / (1 + square);
      double half = Z * StrictMath.sqrt(p * (1 - p) / of + square / (4 * of)) / (1 + square);
      return percent()
          + " ("
          + Math.round(100 * Math.max(0, centre - half))
          + "-"
          + Math.round(100 * Math.min(1, centre + half))
          + ")";
    }
  }

  /** What scores need of a line. */
  private static final class Line {
    String incidentClass = "";
    String terminalState = "";
    boolean detected;
    String component = "";
    String system = "";
    String faultType = "";
    String trueComponent = "";
    String trueSystem = "";
    String trueFaultType = "";
    boolean healed;
    @Nullable Instant healedAt;
    @Nullable Instant resolvedAt;
    int remedies;
    int harmful;
    int unauthorised;
    double hours;

    /** Without the time of the claim, what counts is whether it is healed at all. */
    boolean wasHealedWhenResolved() {
      return healedAt != null && (resolvedAt == null || !healedAt.isAfter(resolvedAt));
    }

    boolean isHealthy() {
      return incidentClass.equals("none");
    }

    static Line parse(String text) throws IOException {
      Line line = new Line();
      Instant from = null;
      Instant to = null;
      Deque<String> path = new ArrayDeque<>();
      try (JsonParser json = new JsonFactory().createParser(text)) {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          String field = json.currentName() == null ? "" : json.currentName();
          if (token.isStructStart()) {
            path.push(path.isEmpty() ? "" : field.isEmpty() ? path.peek() : field);
          } else if (token.isStructEnd()) {
            path.pop();
          } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            String where = path.peek() + "." + field;
            if (where.equals(".watchedFrom")) {
              from = Instant.parse(json.getText());
            } else if (where.equals(".endedAt")) {
              to = Instant.parse(json.getText());
            } else {
              line.take(where, json.getText());
            }
          }
        }
      }
      if (line.incidentClass.isEmpty() || line.terminalState.isEmpty()) {
        throw new IllegalArgumentException("it has no incidentClass or no terminalState");
      }
      line.hours = from == null || to == null ? 0 : Duration.between(from, to).toMillis() / 3.6e6;
      return line;
    }

    private void take(String where, String value) {
      switch (where) {
        case ".incidentClass" -> incidentClass = value;
        case ".terminalState" -> terminalState = value;
        case ".detectedAt" -> detected = true;
        case ".component" -> component = value;
        case ".system" -> system = value;
        case ".faultType" -> faultType = value;
        case ".truthHealedAt" -> {
          healed = true;
          healedAt = Instant.parse(value);
        }
        case ".resolvedAt" -> resolvedAt = Instant.parse(value);
        case "truth.component" -> trueComponent = value;
        case "truth.system" -> trueSystem = value;
        case "truth.faultType" -> trueFaultType = value;
        case "remedies." -> remedies++;
        case "effects.harmful" -> harmful += value.equals("true") ? 1 : 0;
        case "effects.authorised" -> unauthorised += value.equals("false") ? 1 : 0;
        default -> {}
      }
    }
  }
}
