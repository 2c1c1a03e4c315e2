package io.aiops4j.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.testkit.sim.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Holds the classes to the recorded catalogue of GPU incidents where it is present: {@code
 * -Daiops.data=DIR} with {@code gpu-incidents/catalogue.json}.
 */
class CatalogueTest {
  private static final Pattern MEMBER =
      Pattern.compile("\"(id|fault_category|regex)\": \"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Those whose documented lines are written by tools that a person runs. */
  private static final Set<String> SEEN_IN_METRICS_ONLY = Set.of("gpu-power-brake", "straggler");

  private final SortedMap<String, String> categories = new TreeMap<>();
  private final SortedMap<String, List<Pattern>> signatures = new TreeMap<>();

  @BeforeEach
  void readCatalogue() throws IOException {
    Path file =
        Path.of(System.getProperty("aiops.data", "nowhere"), "gpu-incidents", "catalogue.json");
    assumeTrue(Files.isRegularFile(file), "no catalogue at " + file + "; set -Daiops.data");
    String text = Files.readString(file);
    Matcher member = MEMBER.matcher(text);
    member.region(
        text.indexOf("\"incident_classes\""), text.indexOf("\"dcgm_exporter_default_fields\""));
    String id = "";
    while (member.find()) {
      String value = member.group(2).replace("\\\"", "\"").replace("\\\\", "\\");
      switch (member.group(1)) {
        case "id" -> {
          id = value;
          signatures.put(id, new ArrayList<>());
        }
        case "fault_category" -> categories.put(id, value);
        default -> signatures.get(id).add(Pattern.compile(value));
      }
    }
  }

  @Test
  void everyClassOfTheCatalogueCanStrikeAndIsOfTheSameSort() {
    SortedMap<String, String> known = new TreeMap<>();
    IncidentClasses.all().forEach(each -> known.put(each.id(), each.faultType().wireName()));

    assertThat(categories).hasSize(29);
    assertThat(known).containsAllEntriesOf(categories);
  }

  @Test
  void everyClassWritesALineThatTheCatalogueKnowsItBy() {
    signatures.forEach(
        (id, patterns) -> {
          if (!patterns.isEmpty() && !SEEN_IN_METRICS_ONLY.contains(id)) {
            assertThat(patterns).as(id).anyMatch(isFoundIn(lines(id)));
          }
        });
  }

  private static Predicate<Pattern> isFoundIn(List<String> lines) {
    return pattern -> lines.stream().anyMatch(line -> pattern.matcher(line).find());
  }

  private static List<String> lines(String id) {
    return LongStream.of(3)
        .mapToObj(seed -> StruckFleet.by(id, seed))
        .peek(struck -> struck.fleet().advance(Duration.ofMinutes(15)))
        .map(StruckFleet::sinceOnset)
        .flatMap(CatalogueTest::lines)
        .toList();
  }

  private static Stream<String> lines(Look look) {
    return look.read(Set.of(), Set.of(Modality.LOGS)).logs().stream().map(LogRecord::body);
  }
}
