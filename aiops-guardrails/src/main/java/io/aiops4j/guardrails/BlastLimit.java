package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Denies what would disturb too many components of a kind at once: more than a count, or more than
 * a share of the fleet. Both hold; a share never falls below one component.
 *
 * <p>Counted is what the whole plan disturbs, together with what every action under way disturbs,
 * so that neither many small steps nor many incidents get past the limit.
 *
 * <p>Why both: a share alone is too loose on a big fleet, a count alone on a small one (NVSentinel
 * issue 1713). Its share rounds up; ours rounds down.
 *
 * @param limits by kind; a kind without a limit is not limited
 */
public record BlastLimit(SortedMap<ComponentKind, Limit> limits) implements GuardrailPolicy {
  /** Copies the map. */
  public BlastLimit {
    limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
  }

  /**
   * How many components of one kind may be disturbed at once.
   *
   * @param maxCount 0 or more
   * @param maxPercent of all components of the kind, 1 to 100
   */
  public record Limit(int maxCount, int maxPercent) {
    /** Checks the bounds. */
    public Limit {
      if (maxCount < 0 || maxPercent < 1 || maxPercent > 100) {
        throw new IllegalArgumentException(
            "A limit of "
                + maxCount
                + " components and "
                + maxPercent
                + " % cannot be kept; count from 0, and from 1 to 100 %");
      }
    }

    int of(long total) {
      return (int) Math.min(maxCount, Math.max(1, total * maxPercent / 100));
    }
  }

  /**
   * {@return a limit for one kind}
   *
   * @param kind such as node
   * @param maxCount how many at once, 0 or more
   * @param maxPercent and how much of the fleet at once, 1 to 100
   */
  public static BlastLimit of(ComponentKind kind, int maxCount, int maxPercent) {
    return new BlastLimit(new TreeMap<>(Map.of(kind, new Limit(maxCount, maxPercent))));
  }

  /**
   * {@return this limit with one for a further kind}
   *
   * @param kind such as switch; a limit it already has is replaced
   * @param maxCount how many at once, 0 or more
   * @param maxPercent and how much of the fleet at once, 1 to 100
   */
  public BlastLimit and(ComponentKind kind, int maxCount, int maxPercent) {
    SortedMap<ComponentKind, Limit> more = new TreeMap<>(limits);
    more.put(requireNonNull(kind, "kind"), new Limit(maxCount, maxPercent));
    return new BlastLimit(more);
  }

  @Override
  public String id() {
    StringBuilder text = new StringBuilder("blast-limit");
    limits.forEach(
        (kind, limit) ->
            text.append(' ')
                .append(kind)
                .append("<=")
                .append(limit.maxCount())
                .append(",")
                .append(limit.maxPercent())
                .append('%'));
    return text.toString();
  }

  @Override
  public Decision judge(PolicyContext context) {
    SortedSet<Component> disturbed =
        new TreeSet<>(BlastRadius.of(context.plan(), context.topology()).components());
    context.ledger().entries().stream()
        .filter(entry -> entry.status().isOpen())
        .map(ActionLedger.Entry::intent)
        .forEach(intent -> disturbed.addAll(intent.blast().components()));
    for (Map.Entry<ComponentKind, Limit> limit : limits.entrySet()) {
      long total = count(context.topology().components(), limit.getKey());
      long hit = count(disturbed, limit.getKey());
      int allowed = limit.getValue().of(total);
      if (hit > allowed) {
        return new Decision.Deny(
            "With what is under way it would disturb "
                + hit
                + " of "
                + total
                + " "
                + limit.getKey()
                + "s; at most "
                + allowed
                + " at once may be",
            "Propose fewer targets, or wait until what is under way has ended");
      }
    }
    return new Decision.Allow("The blast radius is within its limits");
  }

  private static long count(SortedSet<Component> components, ComponentKind kind) {
    return components.stream().filter(component -> component.kind().equals(kind)).count();
  }
}
