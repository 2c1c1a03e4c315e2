package io.aiops4j.testkit.policy;

import io.aiops4j.api.safety.GuardrailPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set of policies with one small mistake in it. */
record Mutant(String mistake, List<GuardrailPolicy> policies) {
  Mutant {
    policies = List.copyOf(policies);
  }

  /**
   * Every mutant of a set, in a fixed order: each policy left out, each of its rulings replaced by
   * another one, each of its settings changed a little.
   */
  static List<Mutant> of(List<GuardrailPolicy> policies) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      GuardrailPolicy policy = policies.get(i);
      String name = policy.id() + ": ";
      mutants.add(new Mutant(name + "left out", with(policies, i, Optional.empty())));
      for (Ruling from : Ruling.values()) {
        for (Ruling to : Ruling.values()) {
          // An ALLOW turned into ASK is stricter, and a smaller mistake than one turned into DENY.
          boolean worthwhile = from != to && !(from == Ruling.ALLOW && to == Ruling.ASK);
          if (worthwhile) {
            GuardrailPolicy twisted = new Twisted(policy, from, to);
            mutants.add(
                new Mutant(name + from + " -> " + to, with(policies, i, Optional.of(twisted))));
          }
        }
      }
      for (Settings.Change change : Settings.changes(policy)) {
        mutants.add(
            new Mutant(name + change.what(), with(policies, i, Optional.of(change.policy()))));
      }
    }
    return mutants;
  }

  private static List<GuardrailPolicy> with(
      List<GuardrailPolicy> policies, int place, Optional<GuardrailPolicy> other) {
    List<GuardrailPolicy> changed = new ArrayList<>(policies);
    if (other.isPresent()) {
      changed.set(place, other.get());
    } else {
      changed.remove(place);
    }
    return changed;
  }
}
