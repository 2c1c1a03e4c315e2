package io.aiops4j.compaction;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.EvidenceDigest.Omission;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.topology.Component;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a digest of evidence: redacted, each fact once, strongest first, within the budget.
 *
 * <p>A fact is the same if component, kind, attributes and statement are; the stronger one stays. A
 * fact seen by the platform and by the workload stays twice, so that no workload can push out the
 * witness that it did not author. Time O(n log n) for n pieces. Stateless and thread-safe.
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
    List<Evidence> facts = onceEach(evidence, omissions);
    Set<String> kept = new HashSet<>();
    Room half = new Room(Math.max(1, budget.maxItems() / 2), Math.max(1, budget.maxTokens() / 2));
    Room whole = new Room(budget.maxItems(), budget.maxTokens());
    for (Evidence leader : leaders(facts)) {
      if (half.fits(leader) && whole.fits(leader)) {
        half.take(leader);
        whole.take(leader);
        kept.add(leader.id());
      }
    }
    List<Evidence> items = new ArrayList<>();
    for (Evidence fact : facts) {
      if (kept.contains(fact.id())) {
        items.add(fact);
      } else if (whole.fits(fact)) {
        whole.take(fact);
        items.add(fact);
      } else {
        omissions.add(
            fact.kind(),
            "beyond the budget of "
                + budget.maxItems()
                + " items and "
                + budget.maxTokens()
                + " tokens");
      }
    }
    return new EvidenceDigest(items, omissions.list(), coverage);
  }

  /**
   * {@return the estimated tokens of a statement: one for each four bytes of UTF-8, and one}
   *
   * @param statement any text
   */
  public static int tokens(String statement) {
    return statement.getBytes(StandardCharsets.UTF_8).length / 4 + 1;
  }

  private static List<Evidence> onceEach(List<Evidence> evidence, Omissions omissions) {
    record Fact(
        Component component,
        String kind,
        SortedMap<String, String> attributes,
        String statement,
        boolean platform) {}
    Map<Fact, Evidence> facts = new LinkedHashMap<>();
    Set<String> ids = new HashSet<>();
    for (Evidence item :
        evidence.stream()
            .map(each -> Redaction.of(each, LONGEST_STATEMENT))
            .sorted(Evidence.BY_STRENGTH.thenComparing(Evidence::trust))
            .toList()) {
      Fact fact =
          new Fact(
              item.component(),
              item.kind(),
              item.attributes(),
              item.statement(),
              item.trust().isPlatform());
      if (facts.containsKey(fact) || !ids.add(item.id())) {
        omissions.add(item.kind(), "the same fact again");
      } else {
        facts.put(fact, item);
      }
    }
    return List.copyOf(facts.values());
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

    boolean fits(Evidence item) {
      return items > 0 && tokens(item.statement()) <= tokens;
    }

    void take(Evidence item) {
      items--;
      tokens -= tokens(item.statement());
    }
  }

  /** Counts by kind and reason, sorted. */
  private static final class Omissions {
    private record Reason(String kind, String why) {}

    private final TreeMap<String, Map<String, Integer>> counts = new TreeMap<>();

    Omissions(List<Omission> before) {
      before.forEach(each -> count(new Reason(each.what(), each.why()), each.count()));
    }

    void add(String kind, String why) {
      count(new Reason(kind, why), 1);
    }

    private void count(Reason reason, int count) {
      counts
          .computeIfAbsent(reason.kind(), kind -> new TreeMap<>())
          .merge(reason.why(), count, Integer::sum);
    }

    List<Omission> list() {
      List<Omission> all = new ArrayList<>();
      counts.forEach(
          (kind, reasons) ->
              reasons.forEach((why, count) -> all.add(new Omission(kind, count, why))));
      return all;
    }
  }
}
