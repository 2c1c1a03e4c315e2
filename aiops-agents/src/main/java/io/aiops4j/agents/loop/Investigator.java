package io.aiops4j.agents.loop;

import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Detector;
import io.aiops4j.api.agent.Diagnoser;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Localizer;
import io.aiops4j.api.agent.Mitigator;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads telemetry and asks the agents; what they cite is checked before it counts. */
final class Investigator {
  private static final String NO_NORMAL =
      "known incidents leave no time that could count as normal, so nothing can be unusual";

  private final TelemetrySource telemetry;
  private final Compactor compactor;
  private final TopologySource topology;
  private final EvidenceBudget budget;
  private final Detector detector;
  private final Localizer localizer;
  private final Diagnoser diagnoser;
  private final Mitigator mitigator;
  private final List<Reviewer> reviewers;

  Investigator(LoopEngine.Builder builder) {
    this.telemetry = builder.telemetry;
    this.compactor = builder.compactor;
    this.topology = builder.topology;
    this.budget = builder.budget;
    this.detector = builder.detector;
    this.localizer = builder.localizer;
    this.diagnoser = builder.diagnoser;
    this.mitigator = builder.mitigator;
    this.reviewers = List.copyOf(builder.reviewers);
  }

  /** Reads and compacts; known incidents are left out of what counts as normal. */
  Performed look(Incident incident, Command.Look look, List<TimeRange> known, Instant now) {
    CompactionWindow window =
        new CompactionWindow(
            without(look.reference(), known), look.observed(), now, topology.asOf(now));
    Accumulator accumulator = compactor.accumulator(window);
    // Oldest first: accumulators may rely on the order of event time within a key.
    Optional<Coverage> coverage = Optional.empty();
    for (TimeRange range :
        Stream.concat(window.reference().stream(), Stream.of(look.observed())).toList()) {
      Coverage read = read(range, now, accumulator);
      coverage = Optional.of(coverage.map(sofar -> sofar.and(read)).orElse(read));
    }
    if (window.reference().isEmpty()) {
      Coverage none =
          Coverage.partial(query(look.observed(), now), 0, missing(look.reference(), NO_NORMAL));
      coverage = coverage.map(none::and);
    }
    EvidenceDigest digest = accumulator.digest(budget, coverage.orElseThrow());
    return Performed.write(incident.sequence(), List.of(LoopEvent.Compacted.of(window, digest)));
  }

  private Coverage read(TimeRange range, Instant now, Accumulator accumulator) {
    TelemetryQuery query = query(range, now);
    try {
      return telemetry.read(query, accumulator);
    } catch (RuntimeException e) {
      // Also what a source throws without declaring it: it cannot be seen, whatever the reason.
      String why = e instanceof TelemetryUnavailableException ? e.getMessage() : String.valueOf(e);
      return Coverage.partial(query, 0, missing(range, String.valueOf(why)));
    }
  }

  private TelemetryQuery query(TimeRange range, Instant now) {
    return TelemetryQuery.builder(range, now).modalities(compactor.modalities()).build();
  }

  private List<Coverage.Missing> missing(TimeRange range, String why) {
    return new TreeSet<>(compactor.modalities())
        .stream()
            .map(modality -> new Coverage.Missing(modality, "everything in " + range, why))
            .toList();
  }

  /** The parts of a range that lie outside the known incidents. */
  static List<TimeRange> without(TimeRange range, List<TimeRange> known) {
    List<TimeRange> parts = List.of(range);
    for (TimeRange incident : known) {
      List<TimeRange> next = new ArrayList<>();
      for (TimeRange part : parts) {
        addIfAny(next, part.from(), earlier(part.to(), incident.from()));
        addIfAny(next, later(part.from(), incident.to()), part.to());
      }
      parts = next;
    }
    return parts;
  }

  private static void addIfAny(List<TimeRange> parts, Instant from, Instant to) {
    if (from.isBefore(to)) {
      parts.add(new TimeRange(from, to));
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  Performed ask(Incident incident, Phase phase, Instant now) {
    return switch (phase) {
      case DETECT -> detect(incident, now);
      case LOCALIZE -> localize(incident, now);
      case DIAGNOSE -> diagnose(incident, now);
      case MITIGATE -> mitigate(incident, now);
      case CONFIRM -> throw new IllegalArgumentException("Nobody is asked to confirm");
    };
  }

  private Performed detect(Incident incident, Instant now) {
    CaseFile file = caseFile(incident, now);
    List<IncidentEvent> events = new ArrayList<>();
    Opinion<Detection> opinion =
        guarded(events, Phase.DETECT, detector, () -> detector.detect(file))
            .orElseGet(() -> Opinion.none("loop", "the detector gave no answer"));
    events.add(new LoopEvent.DetectionHeld(opinion));
    Optional<Detection> best = opinion.best().map(Ranked::answer);
    if (best.isPresent() && best.get() instanceof Detection.Present) {
      events.add(new LoopEvent.SignalsPinned(Pins.choose(file.digest())));
      return Performed.enter(
          incident.sequence(), events, IncidentState.DETECTED, "telemetry shows it");
    }
    return Performed.write(incident.sequence(), events);
  }

  private Performed localize(Incident incident, Instant now) {
    CaseFile file = caseFile(incident, now);
    List<IncidentEvent> events = new ArrayList<>();
    Opinion<Component> opinion =
        guarded(events, Phase.LOCALIZE, localizer, () -> localizer.localize(file))
            .orElseGet(() -> Opinion.none("loop", "the localizer gave no answer"));
    List<Ranked<Component>> ranking = new ArrayList<>();
    for (Ranked<Component> ranked : opinion.ranking()) {
      Optional<String> flaw =
          Citations.flaw(
              opinion.agent(),
              ranked.answer(),
              ranked.evidenceIds(),
              file.digest(),
              file.topology());
      flaw.ifPresent(text -> events.add(new LoopEvent.CitationRejected(Phase.LOCALIZE, text)));
      ranking.add(
          flaw.isEmpty()
              ? ranked
              : new Ranked<>(ranked.answer(), 0, List.of(), ranked.refutedBy()));
    }
    events.add(
        new LoopEvent.LocalizationHeld(
            new Opinion<>(opinion.agent(), ranking, opinion.statement())));
    // The second look knows the onset, so its reference is clean: what it shows is pinned as well.
    List<PinnedSignal> further =
        Pins.choose(file.digest()).stream()
            .filter(signal -> !incident.pinned().contains(signal))
            .toList();
    if (!further.isEmpty()) {
      events.add(new LoopEvent.SignalsPinned(further));
    }
    return Performed.enter(
        incident.sequence(), events, IncidentState.LOCALIZED, "suspects are ranked");
  }

  private Performed diagnose(Incident incident, Instant now) {
    CaseFile file = caseFile(incident, now);
    List<IncidentEvent> events = new ArrayList<>();
    Analysis analysis = checkedAnalysis(file, events);
    events.add(new LoopEvent.AnalysisHeld(analysis));
    return Performed.enter(
        incident.sequence(), events, IncidentState.DIAGNOSED, "system and fault type are named");
  }

  private Analysis checkedAnalysis(CaseFile file, List<IncidentEvent> events) {
    Analysis analysis =
        guarded(events, Phase.DIAGNOSE, diagnoser, () -> diagnoser.diagnose(file))
            .orElseGet(
                () ->
                    new Analysis(
                        Opinion.none("loop", "the diagnoser gave no answer"),
                        Opinion.none("loop", "the diagnoser gave no answer"),
                        Opinion.none("loop", "the diagnoser gave no answer")));
    List<Ranked<Diagnosis>> checked = new ArrayList<>();
    for (Ranked<Diagnosis> ranked : analysis.diagnoses().ranking()) {
      if (file.refuted().contains(ranked.answer().key())) {
        events.add(
            new LoopEvent.CitationRejected(
                Phase.DIAGNOSE,
                "telemetry has refuted this before: " + ranked.answer().statement()));
        continue;
      }
      checked.add(checked(ranked, file, analysis.diagnoses().agent(), events));
    }
    return new Analysis(
        analysis.system(),
        analysis.faultType(),
        new Opinion<>(analysis.diagnoses().agent(), checked, analysis.diagnoses().statement()));
  }

  private static Ranked<Diagnosis> checked(
      Ranked<Diagnosis> ranked, CaseFile file, String agent, List<IncidentEvent> events) {
    if (!(ranked.answer() instanceof Diagnosis.Finding finding)) {
      return ranked;
    }
    Optional<String> flaw =
        Citations.flaw(
            agent, finding.system(), finding.evidenceIds(), file.digest(), file.topology());
    if (flaw.isEmpty()) {
      return ranked;
    }
    events.add(new LoopEvent.CitationRejected(Phase.DIAGNOSE, flaw.get()));
    return new Ranked<>(finding.asHypothesis(), ranked.confidence(), List.of(), ranked.refutedBy());
  }

  /** Reviews, one revision where there are challenges, and the arbiter's join. */
  Performed review(Incident incident, Instant now) {
    CaseFile file = caseFile(incident, now);
    List<IncidentEvent> events = new ArrayList<>();
    List<Review> reviews = reviews(file, events);
    boolean challenged =
        reviews.stream().anyMatch(review -> review.stance() == Review.Stance.CHALLENGE);
    Analysis analysis = incident.analysis().orElseThrow();
    if (challenged) {
      analysis = checkedAnalysis(file.toBuilder().reviews(reviews).build(), events);
      reviews = reviews(file.toBuilder().analysis(analysis).build(), events);
      analysis = Arbiter.join(analysis, reviews, file.digest());
      events.add(new LoopEvent.AnalysisHeld(analysis));
    }
    events.add(new LoopEvent.Reviewed(reviews));
    return Performed.enter(
        incident.sequence(),
        events,
        IncidentState.REVIEWED,
        challenged ? "revised once after challenges" : "nobody objects");
  }

  private List<Review> reviews(CaseFile file, List<IncidentEvent> events) {
    List<Review> all = new ArrayList<>();
    for (Reviewer reviewer : reviewers) {
      guarded(events, Phase.DIAGNOSE, reviewer, () -> reviewer.review(file)).ifPresent(all::addAll);
    }
    return all;
  }

  private Performed mitigate(Incident incident, Instant now) {
    CaseFile file = caseFile(incident, now);
    List<IncidentEvent> events = new ArrayList<>();
    Opinion<RemediationPlan> opinion =
        guarded(events, Phase.MITIGATE, mitigator, () -> mitigator.mitigate(file))
            .orElseGet(() -> Opinion.none("loop", "the mitigator gave no answer"));
    Optional<Diagnosis> diagnosis =
        file.analysis().flatMap(analysis -> analysis.diagnoses().best()).map(Ranked::answer);
    Optional<RemediationPlan> plan = opinion.best().map(Ranked::answer);
    if (diagnosis.isEmpty() || plan.isEmpty()) {
      return Performed.enter(
          incident.sequence(),
          events,
          IncidentState.ESCALATED,
          "nothing to propose: " + opinion.statement() + "; " + Escalations.summary(incident));
    }
    events.add(new LoopEvent.PlanProposed(diagnosis.get(), plan.get()));
    List<PinnedSignal> signals = new ArrayList<>(incident.pinned());
    signals.addAll(plan.get().addedSignals());
    if (!Pins.canShowRecovery(signals)) {
      return Performed.enter(
          incident.sequence(),
          events,
          IncidentState.ESCALATED,
          "nothing is pinned that could show recovery, only events that may be over; "
              + Escalations.summary(incident));
    }
    return Performed.enter(
        incident.sequence(), events, IncidentState.PROPOSED, opinion.statement());
  }

  /** Runs an agent; what it throws is written down and the loop goes on without it. */
  private static <T> Optional<T> guarded(
      List<IncidentEvent> events, Phase phase, Object who, Supplier<@Nullable T> agent) {
    try {
      T answer = agent.get();
      if (answer == null) {
        events.add(new LoopEvent.AgentFailed(phase, name(who), "it answered null"));
      }
      return Optional.ofNullable(answer);
    } catch (RuntimeException e) {
      events.add(new LoopEvent.AgentFailed(phase, name(who), String.valueOf(e)));
      return Optional.empty();
    }
  }

  /** A lambda's name differs from run to run. */
  private static String name(Object agent) {
    return agent.getClass().isSynthetic() || agent.getClass().isHidden()
        ? "agent"
        : agent.getClass().getSimpleName();
  }

  private CaseFile caseFile(Incident incident, Instant now) {
    EvidenceDigest digest =
        new History(incident)
            .last(LoopEvent.Compacted.class)
            .map(found -> found.event().digest())
            .orElseThrow();
    Topology known = topology.asOf(now);
    TreeSet<Component> reported = new TreeSet<>();
    for (Trigger trigger : incident.triggers()) {
      reported.addAll(trigger.components());
    }
    CaseFile.Builder file =
        CaseFile.builder(incident.id(), now, digest, known)
            .reported(reported)
            .reviews(incident.reviews())
            .attempts(incident.attempts())
            .refuted(incident.refuted());
    incident.detection().ifPresent(file::detection);
    incident.localization().ifPresent(file::localization);
    incident.analysis().ifPresent(file::analysis);
    return file.build();
  }
}
