package io.aiops4j.testkit.policy;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.safety.GuardrailPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How many small mistakes in a set of policies the tests of those policies would notice.
 *
 * <pre>{@code
 * MutationScore.of(policies, domain, mutated -> {
 *   DecisionTable table = DecisionTable.over(mutated, domain);
 *   table.neverAllows(row -> row.is("action", "reboot")).check();
 *   table.agreesWith(sheet).check();
 * }).atLeast(0.9);
 * }</pre>
 *
 * <p>A mutant has one mistake: a policy is left out, one of its rulings is replaced by another, or
 * one of its settings is changed: a number by one, a duration halved or doubled, an instant or time
 * moved by an hour, an element dropped, a named scope widened to everything. Settings are the
 * components of policies that are records, at any depth, as are all that come out of a policy file.
 * A mutant is killed if the tests fail on it. One that survives but rules like the original in
 * every row of the domain is equivalent there: it is left out of the score, and listed. The score
 * is thus only as good as the domain: give each number the values on both sides of each threshold.
 *
 * @param mutants how many there are, the equivalent ones included
 * @param killed how many the tests notice
 * @param survivors those that they do not, each with a row that would tell it from the original
 * @param equivalent those that no row of the domain tells from the original
 */
public record MutationScore(
    int mutants, int killed, List<String> survivors, List<String> equivalent) {
  /** Copies the lists. */
  public MutationScore {
    survivors = List.copyOf(survivors);
    equivalent = List.copyOf(equivalent);
  }

  /**
   * {@return the score of some tests}
   *
   * @param policies as they should be
   * @param domain which tells equivalent mutants from others
   * @param tests throw if something is wrong with the policies that they are given; called once for
   *     the policies as they are, and once for each mutant
   * @throws IllegalArgumentException if the tests fail on the policies as they are
   */
  public static MutationScore of(
      List<GuardrailPolicy> policies, Domain domain, Consumer<List<GuardrailPolicy>> tests) {
    if (fails(tests, policies)) {
      throw new IllegalArgumentException(
          "The tests fail on the policies as they are; mend them before counting mutants");
    }
    DecisionTable original = DecisionTable.over(policies, domain);
    List<Mutant> mutants = Mutant.of(policies);
    List<String> survivors = new ArrayList<>();
    List<String> equivalent = new ArrayList<>();
    int killed = 0;
    for (Mutant mutant : mutants) {
      if (fails(tests, mutant.policies())) {
        killed++;
        continue;
      }
      original
          .equivalent(DecisionTable.over(mutant.policies(), domain))
          .counterexample()
          .ifPresentOrElse(
              row -> survivors.add(mutant.mistake() + "\n    " + row.replace("\n", "\n    ")),
              () -> equivalent.add(mutant.mistake()));
    }
    return new MutationScore(mutants.size(), killed, survivors, equivalent);
  }

  private static boolean fails(
      Consumer<List<GuardrailPolicy>> tests, List<GuardrailPolicy> policies) {
    try {
      tests.accept(policies);
      return false;
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }

  /**
   * {@return the share of mutants that are killed, without equivalent ones; 1 if there are none}
   */
  public double score() {
    int real = killed + survivors.size();
    return real == 0 ? 1 : (double) killed / real;
  }

  /**
   * Fails a test unless the score is high enough.
   *
   * @param least 0 to 1
   * @throws AssertionError with the survivors
   */
  public void atLeast(double least) {
    if (!(score() >= least)) {
      throw new AssertionError(
          "Expected a mutation score of at least " + Canonical.number(least) + "\n" + this);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("mutation score ")
        .append(Canonical.number(Math.round(score() * 1_000) / 1_000.0))
        .append(": ")
        .append(killed)
        .append(" of ")
        .append(killed + survivors.size())
        .append(" mutants killed");
    survivors.forEach(each -> text.append("\n  survives: ").append(each));
    if (!equivalent.isEmpty()) {
      text.append('\n')
          .append(equivalent.size())
          .append(" more rule like the original in the whole domain and are left out");
      equivalent.forEach(each -> text.append("\n  equivalent: ").append(each));
    }
    return text.toString();
  }
}
