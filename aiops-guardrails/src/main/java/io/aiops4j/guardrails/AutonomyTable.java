package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An autonomy ladder made of rules by action, incident class and pool. The first rule that fits
 * counts; {@link AutonomyLevel#SUGGEST} if none does.
 *
 * <p>The pool is the trait {@code pool=NAME} of the target, or of what it is a piece of or runs on.
 * What belongs to several pools gets the lowest level of all of them; what belongs to none fits
 * rules for {@value #ANY} pool only. Immutable and thread-safe.
 */
public final class AutonomyTable implements AutonomyLadder {
  /** Fits every action, every incident class or every pool. */
  public static final String ANY = "*";

  private static final String POOL_TRAIT = "pool=";

  private final List<Rule> rules;

  private AutonomyTable(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * One rung for some actions.
   *
   * @param action the id of an action type, or {@value AutonomyTable#ANY}
   * @param incidentClass such as {@code gpu-thermal-throttle}, or {@value AutonomyTable#ANY}
   * @param pool the name of a pool, or {@value AutonomyTable#ANY}
   * @param level how much the loop may do by itself
   */
  public record Rule(String action, String incidentClass, String pool, AutonomyLevel level) {
    /** Checks the parts. */
    public Rule {
      requireNonNull(action, "action");
      requireNonNull(incidentClass, "incidentClass");
      requireNonNull(pool, "pool");
      requireNonNull(level, "level");
    }

    private boolean fits(PolicyContext context, String poolOfTarget) {
      return fits(action, context.step().type().id())
          && fits(incidentClass, context.diagnosis().incidentClass())
          && fits(pool, poolOfTarget);
    }

    private static boolean fits(String pattern, String value) {
      return pattern.equals(ANY) || pattern.equals(value);
    }
  }

  /** {@return a builder of a table without rules: suggest everywhere} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the rules, first to fit first} */
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public AutonomyLevel level(PolicyContext context) {
    return pools(context).stream()
        .map(pool -> level(context, pool))
        .min(AutonomyLevel::compareTo)
        .orElse(AutonomyLevel.SUGGEST);
  }

  private AutonomyLevel level(PolicyContext context, String pool) {
    return rules.stream()
        .filter(rule -> rule.fits(context, pool))
        .findFirst()
        .map(Rule::level)
        .orElse(AutonomyLevel.SUGGEST);
  }

  private static SortedSet<String> pools(PolicyContext context) {
    SortedSet<String> pools = new TreeSet<>();
    for (Component component : context.topology().foundations(context.step().target())) {
      context.topology().traits(component).stream()
          .filter(trait -> trait.startsWith(POOL_TRAIT))
          .map(trait -> trait.substring(POOL_TRAIT.length()))
          .forEach(pools::add);
    }
    if (pools.isEmpty()) {
      pools.add("");
    }
    return pools;
  }

  /** Collects rules. Not thread-safe. */
  public static final class Builder {
    private final List<Rule> rules = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a rule after those already there.
     *
     * @param action the id of an action type, or {@value AutonomyTable#ANY}
     * @param incidentClass such as {@code gpu-thermal-throttle}, or {@value AutonomyTable#ANY}
     * @param pool the name of a pool, or {@value AutonomyTable#ANY}
     * @param level how much the loop may do by itself
     * @return this builder
     */
    public Builder rule(String action, String incidentClass, String pool, AutonomyLevel level) {
      rules.add(new Rule(action, incidentClass, pool, level));
      return this;
    }

    /** {@return the table} */
    public AutonomyTable build() {
      return new AutonomyTable(rules);
    }
  }
}
