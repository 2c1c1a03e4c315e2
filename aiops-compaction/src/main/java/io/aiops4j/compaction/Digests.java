package io.aiops4j.compaction;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.EvidenceDigest.Omission;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.TokenEstimator;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a digest of evidence: redacted, each fact once, strongest first, within the budget.
 *
 * <p>A fact is the same if component, kind, attributes and statement are, or if two kinds of
 * telemetry name the same {@link Evidence#FACT} of a component at the same time; the stronger one
 * stays, says in {@link Evidence#ALSO_SEEN} who else saw it, and takes over the signal of the other
 * if its own only counts events. A fact seen by the platform and by the workload stays twice, so
 * that no workload can push out, or add to, the witness that it did not author. Redacted are
 * statements, attributes, units, reasons for what is missing or left out; a signal with a secret is
 * dropped. Components keep their names, which are their identity: {@link DigestJson} and {@link
 * DigestText} redact these too. Time O(n log n) for n pieces. Stateless and thread-safe.
 */
public final class Digests {
  /*
   * What a cut keeps. By strength alone, one loud component would fill the digest and a second
   * fault, or the quieter cause behind it, would be gone. So the strongest piece of each pair of
   * component and fault type goes first, strongest pair first. But the reverse starves too: two
   * hundred components with one weak oddity each would push out what corroborates the first
   * suspect. Hence those leaders get at most half of the items and half of the tokens, and only
   * leaders stronger than chance; the rest is filled by strength. With few pairs this is the order
   * of strength. Leaders that speak for a sort of fault go before those that do not, and of these
   * what recovery can be judged by: when a job stops, a hundred devices fall idle, and the one that
   * broke must not be crowded out by them.
   */

  /** Longest statement, in characters; what is longer says what is left out. */
  private static final int LONGEST_STATEMENT = 1_000;

  /** What one look in twenty shows by chance: a leader below this takes nobody's place. */
  private static final double LEADER_STRENGTH = 1.3;

  private Digests() {}

  /**
   * {@return the strongest evidence within the budget, each fact once}
   *
   * @param evidence in any order
   * @param budget how much to return at most
   * @param coverage carried into the digest
   */
  public static EvidenceDigest rank(
      List<Evidence> evidence, EvidenceBudget budget, Coverage coverage) {
    return rank(evidence, List.of(), budget, coverage);
  }

  /**
   * {@return the strongest evidence within the budget, each fact once}
   *
   * @param evidence in any order
   * @param omitted what was left out before, and why; carried into the digest
   * @param budget how much to return at most
   * @param coverage carried into the digest
   */
  public static EvidenceDigest rank(
      List<Evidence> evidence, List<Omission> omitted, EvidenceBudget budget, Coverage coverage) {
    requireNonNull(coverage, "coverage");
    Omissions omissions = new Omissions(omitted);
    evidence.forEach(omissions::addAttributesBeyond);
    List<Evidence> redacted =
        evidence.stream()
            .map(each -> Redaction.of(each, LONGEST_STATEMENT))
            .sorted(Evidence.BY_STRENGTH.thenComparing(Evidence::trust))
            .toList();
    List<Evidence> facts = Facts.onceEach(redacted, omissions);
    return new EvidenceDigest(
        within(budget, facts, omissions), omissions.list(), Redaction.of(coverage));
  }

  /**
   * {@return the estimated tokens of a statement: one for each four bytes of UTF-8, and one}
   *
   * @param statement any text
   */
  public static int tokens(String statement) {
    return TokenEstimator.BYTES.tokens(statement);
  }

  private static List<Evidence> within(
      EvidenceBudget budget, List<Evidence> facts, Omissions omissions) {
    Room half = new Room(Math.max(1, budget.maxItems() / 2), Math.max(1, budget.maxTokens() / 2));
    Room whole = new Room(budget.maxItems(), budget.maxTokens());
    Set<String> kept = new HashSet<>();
    // The strongest of all may be longer than half of the budget: nothing takes its place.
    if (!facts.isEmpty() && whole.fits(tokens(budget, facts.get(0)))) {
      whole.take(tokens(budget, facts.get(0)));
      kept.add(facts.get(0).id());
    }
    for (Evidence leader : leaders(facts)) {
      if (half.items == 0) {
        break;
      }
      int tokens = tokens(budget, leader);
      if (!kept.contains(leader.id()) && half.fits(tokens) && whole.fits(tokens)) {
        half.take(tokens);
        whole.take(tokens);
        kept.add(leader.id());
      }
    }
    String why =
        "beyond the budget of "
            + budget.maxItems()
            + " items and "
            + budget.maxTokens()
            + " tokens";
    List<Evidence> items = new ArrayList<>();
    for (Evidence fact : facts) {
      if (kept.contains(fact.id())) {
        items.add(fact);
      } else if (whole.items > 0 && whole.fits(tokens(budget, fact))) {
        whole.take(tokens(budget, fact));
        items.add(fact);
      } else {
        omissions.add(fact.kind(), why);
      }
    }
    return items;
  }

  private static int tokens(EvidenceBudget budget, Evidence item) {
    return Math.max(0, budget.estimator().tokens(item.statement()));
  }

  private static List<Evidence> leaders(List<Evidence> strongestFirst) {
    record Pair(Component component, FaultType speaksFor) {}
    Map<Pair, Evidence> first = new LinkedHashMap<>();
    for (Evidence item : strongestFirst) {
      if (item.strength() >= LEADER_STRENGTH) {
        first.putIfAbsent(new Pair(item.component(), item.speaksFor()), item);
      }
    }
    return first.values().stream()
        .sorted(
            Comparator.comparing(Evidence::isSymptom)
                .thenComparing(item -> item.signal().isEmpty()))
        .toList();
  }

  /** What is left of a budget. */
  private static final class Room {
    private int items;
    private long tokens;

    Room(int items, long tokens) {
      this.items = items;
      this.tokens = tokens;
    }

    boolean fits(int more) {
      return items > 0 && more <= tokens;
    }

    void take(int more) {
      items--;
      tokens -= more;
    }
  }
}
