package io.aiops4j.agents.localize;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Localizer;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranks components by the strongest evidence about them; what a component runs on or is part of
 * explains it, if that has evidence of its own. Stateless and thread-safe.
 */
public final class StrengthLocalizer implements Localizer {
  private static final String NAME = "strength-localizer";

  /** Makes the localizer. */
  public StrengthLocalizer() {}

  @Override
  public Opinion<Component> localize(CaseFile caseFile) {
    List<Suspect> suspects = Suspects.of(caseFile);
    if (suspects.isEmpty()) {
      return Opinion.none(NAME, "No evidence is about any component.");
    }
    List<Ranked<Component>> ranking = new ArrayList<>();
    for (int i = 0; i < suspects.size(); i++) {
      Suspect suspect = suspects.get(i);
      ranking.add(
          new Ranked<>(
              suspect.component(),
              Confidence.of(suspects, i),
              suspect.evidence().stream().limit(5).map(Evidence::id).toList(),
              "the same evidence at times without incident"));
    }
    Suspect first = suspects.get(0);
    return new Opinion<>(
        NAME,
        ranking,
        (first.isWeak() ? "Weak: " : "")
            + first.component()
            + " stands out with a total of "
            + Canonical.number(first.total())
            + (suspects.size() > 1
                ? ", next is "
                    + suspects.get(1).component()
                    + " with "
                    + Canonical.number(suspects.get(1).total())
                : "")
            + ".");
  }
}
