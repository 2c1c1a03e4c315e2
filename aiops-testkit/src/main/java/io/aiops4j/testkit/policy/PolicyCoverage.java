package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.Judgement.PolicyDecision;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.sim.GroundTruth;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What tests exercised: how each policy ruled and for which reasons, which incident classes ended
 * how, and where incidents stood.
 *
 * <p>A policy is covered once it was seen to let something pass and to speak against something.
 * Collect over a whole test class, print it, and ask for a share at the end. Thread-safe; memory
 * grows with the number of policies, classes and different reasons, of which at most {@value
 * #MAX_REASONS} a policy are kept.
 */
public final class PolicyCoverage {
  private static final int MAX_REASONS = 50;

  private final Map<String, Seen> policies = new TreeMap<>(); // all fields: guarded by this
  private final SortedMap<String, SortedMap<String, Integer>> endings = new TreeMap<>();
  private final Set<IncidentState> states = EnumSet.noneOf(IncidentState.class);

  /** What was seen of one policy. */
  private static final class Seen {
    final Map<Ruling, Integer> rulings = new EnumMap<>(Ruling.class);
    final SortedMap<String, Integer> reasons = new TreeMap<>();

    void add(Decision decision) {
      rulings.merge(Ruling.of(decision), 1, Integer::sum);
      String reason = shape(decision.reason());
      if (reasons.size() < MAX_REASONS || reasons.containsKey(reason)) {
        reasons.merge(reason, 1, Integer::sum);
      }
    }

    int goals() {
      boolean lets = rulings.containsKey(Ruling.ALLOW);
      boolean objects = rulings.containsKey(Ruling.ASK) || rulings.containsKey(Ruling.DENY);
      return (lets ? 1 : 0) + (objects ? 1 : 0);
    }
  }

  /**
   * Makes a coverage in which nothing was seen yet.
   *
   * @param policies that should be covered, known by their ids
   */
  public PolicyCoverage(List<GuardrailPolicy> policies) {
    policies.forEach(policy -> this.policies.put(policy.id(), new Seen()));
  }

  /**
   * Adds what each policy said in every row of a table.
   *
   * @param table of the same policies, or of some of them
   */
  public synchronized void add(DecisionTable table) {
    table.forEach(this::add);
  }

  /**
   * Adds a run: what each policy said of each step, where incidents stood, and how those of each
   * class ended.
   *
   * @param outcome what the run left
   */
  public synchronized void add(Outcome outcome) {
    for (Incident incident : outcome.incidents()) {
      states.add(IncidentState.OPEN);
      for (JournalEntry entry : incident.history()) {
        if (entry.event() instanceof LoopEvent.StepJudged judged) {
          judged.judgement().policies().forEach(this::add);
        } else if (entry.event() instanceof LoopEvent.StateEntered entered) {
          states.add(entered.state());
        } else if (entry.event() instanceof LoopEvent.Resolved) {
          states.add(IncidentState.RESOLVED);
        }
      }
    }
    List<String> classes =
        outcome.truth().isEmpty()
            ? List.of("healthy")
            : outcome.truth().stream().map(GroundTruth::incidentClass).distinct().toList();
    for (String incidentClass : classes) {
      SortedMap<String, Integer> ends =
          endings.computeIfAbsent(incidentClass, absent -> new TreeMap<>());
      if (outcome.incidents().isEmpty()) {
        ends.merge("none opened", 1, Integer::sum);
      }
      outcome.incidents().forEach(incident -> ends.merge(incident.state().name(), 1, Integer::sum));
    }
  }

  private void add(PolicyDecision said) {
    Seen seen = policies.get(requireNonNull(said, "said").policy());
    if (seen != null) { // the kernel is not a policy, and others were not asked for
      seen.add(said.decision());
    }
  }

  /** A reason without its numbers and names, so that two rows with the same reason are one. */
  private static String shape(String reason) {
    return reason
        .lines()
        .flatMap(line -> List.of(line.split(" ")).stream())
        .map(word -> word.chars().anyMatch(Character::isDigit) ? "_" : word)
        .collect(Collectors.joining(" "));
  }

  /** {@return the share of policies' two goals that were met, 0 to 1; 1 without policies} */
  public synchronized double share() {
    int met = policies.values().stream().mapToInt(Seen::goals).sum();
    return policies.isEmpty() ? 1 : met / (2.0 * policies.size());
  }

  /** {@return the states in which incidents stood, in the order of a life without detours} */
  public synchronized Set<IncidentState> states() {
    Set<IncidentState> copy = EnumSet.noneOf(IncidentState.class);
    copy.addAll(states);
    return copy;
  }

  /**
   * Fails a test unless enough is covered.
   *
   * @param least share of goals, 0 to 1
   * @throws AssertionError with what is not covered
   */
  public void atLeast(double least) {
    if (!(share() >= least)) {
      throw new AssertionError(
          "Expected a coverage of at least " + Canonical.number(least) + "\n" + this);
    }
  }

  /** {@return everything as text for a person} */
  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder("policies covered: ").append(percent(share()));
    policies.forEach(
        (id, seen) -> {
          text.append("\n  ").append(id).append(": ").append(seen.rulings);
          if (!seen.rulings.containsKey(Ruling.ALLOW)) {
            text.append(", NEVER LETS ANYTHING PASS");
          }
          if (seen.goals() == 0 || seen.rulings.keySet().equals(Set.of(Ruling.ALLOW))) {
            text.append(", NEVER SPEAKS AGAINST ANYTHING");
          }
          seen.reasons.forEach(
              (reason, count) -> text.append("\n    ").append(count).append("x ").append(reason));
        });
    text.append("\nincident classes and how they ended:");
    endings.forEach((name, ends) -> text.append("\n  ").append(name).append(": ").append(ends));
    Set<IncidentState> unseen = EnumSet.allOf(IncidentState.class);
    unseen.removeAll(states);
    return text.append("\nstates: ")
        .append(states)
        .append("\nstates never seen: ")
        .append(unseen)
        .append('\n')
        .toString();
  }

  private static String percent(double share) {
    return Canonical.number(Math.round(share * 1_000) / 10.0) + " %";
  }

  /** {@return everything as one JSON object} */
  public synchronized String json() {
    SortedMap<String, Object> all = new TreeMap<>();
    SortedMap<String, Object> perPolicy = new TreeMap<>();
    policies.forEach(
        (id, seen) -> {
          SortedMap<String, Object> one = new TreeMap<>();
          SortedMap<String, Object> rulings = new TreeMap<>();
          seen.rulings.forEach((ruling, count) -> rulings.put(ruling.name(), count));
          one.put("rulings", rulings);
          one.put("reasons", seen.reasons);
          perPolicy.put(id, one);
        });
    all.put("coveredPercent", (int) Math.floor(share() * 100));
    all.put("policies", perPolicy);
    all.put("endings", endings);
    all.put("states", states.stream().map(Enum::name).toList());
    StringBuilder text = new StringBuilder();
    Json.write(all, text);
    return text.toString();
  }
}
