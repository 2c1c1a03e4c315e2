package io.aiops4j.agents.mitigate;

import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Mitigator;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Runbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proposes what the first runbook says that fits the best diagnosis, and nothing on a hypothesis.
 *
 * <p>Thread-safe as far as its runbooks are.
 */
public final class RunbookMitigator implements Mitigator {
  private static final String NAME = "runbook-mitigator";

  private final List<Runbook> runbooks;

  /**
   * Makes the mitigator.
   *
   * @param runbooks asked in order
   */
  public RunbookMitigator(List<Runbook> runbooks) {
    this.runbooks = List.copyOf(runbooks);
  }

  @Override
  public Opinion<RemediationPlan> mitigate(CaseFile file) {
    Optional<Ranked<Diagnosis>> best =
        file.analysis().flatMap(analysis -> analysis.diagnoses().best());
    if (best.isEmpty()) {
      return Opinion.none(NAME, "there is no diagnosis");
    }
    Diagnosis diagnosis = best.get().answer();
    if (diagnosis instanceof Diagnosis.Hypothesis) {
      return Opinion.none(NAME, "the diagnosis is only a hypothesis: " + diagnosis.statement());
    }
    List<Ranked<RemediationPlan>> plans = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Runbook runbook : runbooks) {
      runbook
          .plan(diagnosis, file)
          .ifPresent(
              plan -> {
                names.add(runbook.name());
                plans.add(
                    new Ranked<>(
                        plan,
                        best.get().confidence(),
                        plan.evidenceIds(),
                        "the pinned signals stay bad after it"));
              });
    }
    return plans.isEmpty()
        ? Opinion.none(NAME, "no runbook fits: " + diagnosis.statement())
        : new Opinion<>(NAME, plans, "runbook " + names.get(0) + " fits the diagnosis");
  }
}
