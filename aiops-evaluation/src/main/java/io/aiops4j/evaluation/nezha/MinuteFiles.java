package io.aiops4j.evaluation.nezha;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The minute files of one kind of one day, found by the minute in their names and kept parsed while
 * the bounded cache has room. Thread-safe.
 */
final class MinuteFiles {
  /** Content lies at most this far before or after the minute that names the file. */
  private static final Duration SPREAD = Duration.ofMinutes(2);

  /** About 250 MB of spans. */
  private static final long MAX_RECORDS = 1_000_000;

  private static final Pattern NAME = Pattern.compile("(\\d\\d)_(\\d\\d)_\\w+\\.csv\\.gz");

  private record Named(Instant minute, Path file) {}

  private final List<Named> files = new ArrayList<>();
  private final BiFunction<Path, NezhaNames, MinuteFile> parser;
  private final NezhaNames names;
  private final Cache<Path, MinuteFile> parsed;

  /** Where the content of files read before lies, so that most need not be read again. */
  private final Map<Path, TimeRange> content = new ConcurrentHashMap<>();

  /**
   * Lists the files.
   *
   * @param folders folders that may or may not exist
   * @param date of the day, UTC
   * @param parser reads one file
   * @param names components by pod
   */
  MinuteFiles(
      List<Path> folders,
      LocalDate date,
      BiFunction<Path, NezhaNames, MinuteFile> parser,
      NezhaNames names) {
    this.parser = parser;
    this.names = names;
    this.parsed =
        Caffeine.newBuilder()
            .maximumWeight(MAX_RECORDS)
            .weigher((Path file, MinuteFile minute) -> 1 + minute.records())
            .executor(Runnable::run)
            .build();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        list(folder, date);
      }
    }
  }

  private void list(Path folder, LocalDate date) {
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path file : paths.sorted().toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          int hour = Integer.parseInt(name.group(1));
          int minute = Integer.parseInt(name.group(2));
          if (hour < 24 && minute < 60) {
            files.add(new Named(date.atTime(hour, minute).toInstant(ZoneOffset.UTC), file));
          }
        }
      }
    } catch (IOException e) {
      throw new EvaluationException(
          folder + " cannot be listed (" + Unreadable.why(e) + "); make it readable", e);
    }
  }

  /** {@return the files that may hold records of a range, oldest first} */
  List<Path> near(TimeRange range) {
    Instant from = range.from().minus(SPREAD);
    Instant to = range.to().plus(SPREAD);
    return files.stream()
        .filter(named -> named.minute().isAfter(from) && named.minute().isBefore(to))
        .sorted((a, b) -> a.minute().compareTo(b.minute()))
        .map(Named::file)
        .filter(file -> !content.containsKey(file) || overlap(content.get(file), range))
        .toList();
  }

  /** {@return what a file holds} */
  MinuteFile read(Path file) {
    MinuteFile minute = parsed.getIfPresent(file);
    if (minute == null) {
      minute = parser.apply(file, names);
      parsed.put(file, minute);
      if (minute.problem().isEmpty()) {
        minute.content().ifPresent(range -> content.put(file, range));
      }
    }
    return minute;
  }

  private static boolean overlap(TimeRange a, TimeRange b) {
    return a.from().isBefore(b.to()) && b.from().isBefore(a.to());
  }
}
