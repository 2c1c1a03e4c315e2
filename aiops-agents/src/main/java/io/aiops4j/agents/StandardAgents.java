package io.aiops4j.agents;

import io.aiops4j.agents.detect.StrengthDetector;
import io.aiops4j.agents.diagnose.StrengthDiagnoser;
import io.aiops4j.agents.localize.StrengthLocalizer;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.agents.mitigate.RunbookMitigator;
import io.aiops4j.agents.review.EvidenceReviewer;
import io.aiops4j.agents.review.TopologyReviewer;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.agent.Runbook;
import java.util.List;

/** The deterministic agents and reviewers that close the loop without a model. */
public final class StandardAgents {
  private StandardAgents() {}

  /**
   * {@return one deterministic agent for each task}
   *
   * @param runbooks what may be proposed, asked in order
   */
  public static LoopEngine.Agents with(List<Runbook> runbooks) {
    return new LoopEngine.Agents(
        new StrengthDetector(),
        new StrengthLocalizer(),
        new StrengthDiagnoser(),
        new RunbookMitigator(runbooks));
  }

  /** {@return the reviewers that challenge them, in order} */
  public static List<Reviewer> reviewers() {
    return List.of(new EvidenceReviewer(), new TopologyReviewer());
  }
}
