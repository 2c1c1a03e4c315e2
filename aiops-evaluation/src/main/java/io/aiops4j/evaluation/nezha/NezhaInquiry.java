package io.aiops4j.evaluation.nezha;

import static java.util.Objects.requireNonNull;

import io.aiops4j.agents.diagnose.StrengthDiagnoser;
import io.aiops4j.agents.localize.StrengthLocalizer;
import io.aiops4j.api.IncidentId;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.Digests;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers the cases of one day from its telemetry: reads, compacts, localizes, diagnoses.
 *
 * <p>The same steps for every case and every data set. Thread-safe if the source is.
 */
final class NezhaInquiry {
  /** Far more than agents cite, so that the cut decides no ranking. */
  static final EvidenceBudget BUDGET = new EvidenceBudget(400, 80_000);

  /**
   * What was found out about one case.
   *
   * @param incident the case
   * @param digest the evidence
   * @param localization ranked suspects
   * @param analysis ranked systems, fault types and diagnoses
   * @param status what could be seen
   */
  record Answer(
      NezhaCase incident,
      EvidenceDigest digest,
      Opinion<Component> localization,
      Analysis analysis,
      Status status) {}

  /** How much telemetry there was to answer from. */
  enum Status {
    /** All that was asked for. */
    OK("ok"),
    /** Some; the coverage says what was missing. */
    PARTIAL("partial"),
    /** None from the time of the case. */
    NO_TELEMETRY("no-telemetry");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  private final List<NezhaCase> cases;
  private final NezhaSource source;
  private final Topology topology;

  /** The same as in a loop: what is measured is what users get. */
  private final List<Compactor> compactors = List.of(Compactors.standard());

  NezhaInquiry(NezhaDay day) {
    this.cases = requireNonNull(day, "day").cases();
    this.source = new NezhaSource(day.folder(), day.date());
    this.topology = source.topology();
  }

  Answer answer(NezhaCase incident) {
    CompactionWindow window =
        NezhaWindows.of(
            incident,
            cases,
            source.earliest().orElse(incident.onset().minus(NezhaWindows.GUARD.multipliedBy(5))),
            topology);
    List<Accumulator> accumulators =
        compactors.stream().map(compactor -> compactor.accumulator(window)).toList();
    CountingTee tee = new CountingTee(accumulators, window);
    Coverage coverage = read(source, window, incident, tee);
    List<Evidence> evidence = new ArrayList<>();
    for (Accumulator accumulator : accumulators) {
      evidence.addAll(accumulator.digest(BUDGET, coverage).items());
    }
    EvidenceDigest digest = Digests.rank(evidence, BUDGET, coverage);
    CaseFile detected =
        CaseFile.builder(
                new IncidentId("nezha/" + incident.id()), incident.asOf(), digest, topology)
            .detection(
                new Opinion<>(
                    "recording",
                    List.of(
                        new Ranked<Detection>(
                            new Detection.Present(incident.onset(), new TreeSet<>()),
                            1,
                            List.of(),
                            "")),
                    "The time of the incident is given."))
            .build();
    Opinion<Component> localization = new StrengthLocalizer().localize(detected);
    CaseFile localized = detected.toBuilder().localization(localization).build();
    Analysis analysis = new StrengthDiagnoser().diagnose(localized);
    Status status =
        tee.observed() == 0
            ? Status.NO_TELEMETRY
            : coverage.isComplete() ? Status.OK : Status.PARTIAL;
    return new Answer(incident, digest, localization, analysis, status);
  }

  private static Coverage read(
      TelemetrySource source, CompactionWindow window, NezhaCase incident, CountingTee tee) {
    List<TimeRange> ranges = new ArrayList<>(window.reference());
    ranges.add(window.observed());
    TimeRange all = new TimeRange(ranges.get(0).from(), window.observed().to());
    Coverage coverage = source.read(query(all, window, Set.of(Modality.METRICS)), tee);
    for (TimeRange range : ranges) {
      Set<Modality> byMinute = EnumSet.of(Modality.TRACES, Modality.LOGS);
      coverage = coverage.and(source.read(query(range, window, byMinute), tee));
    }
    List<Coverage.Missing> gaps = new ArrayList<>(coverage.missing());
    for (Modality modality : tee.unseen()) {
      gaps.add(
          new Coverage.Missing(
              modality,
              incident.id() + " from " + window.observed().from(),
              "nothing was recorded between the onset and " + window.observed().to()));
    }
    if (NezhaWindows.shortHistory(window, incident)) {
      gaps.add(
          new Coverage.Missing(
              Modality.METRICS,
              incident.id() + " history",
              "less than "
                  + NezhaWindows.GUARD.toMinutes()
                  + " min of it lie before the guard: what exists up to the onset is used"));
    }
    return new Coverage(
        coverage.asked(),
        coverage.records(),
        gaps,
        coverage.completeUntil(),
        coverage.clockOffset());
  }

  private static TelemetryQuery query(
      TimeRange range, CompactionWindow window, Set<Modality> modalities) {
    return TelemetryQuery.builder(range, window.asOf()).modalities(modalities).build();
  }
}
