package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;

/**
 * Everything a policy may know of a step that is to be judged. Immutable and thread-safe.
 *
 * <p>Nothing here comes from text that a workload, a ticket or a model wrote, except the evidence,
 * which carries its trust class.
 */
public final class PolicyContext {
  private final ActionRequest request;
  private final EvidenceDigest evidence;
  private final Topology topology;
  private final ActionLedger ledger;
  private final Instant now;

  /**
   * Makes a context; the gate makes its own, this is for tests of policies.
   *
   * @param request what is to be done, for what, by whom
   * @param evidence fresh evidence
   * @param topology as of now
   * @param ledger what was done so far, by all incidents
   * @param now the present, by the host's clock
   */
  public PolicyContext(
      ActionRequest request,
      EvidenceDigest evidence,
      Topology topology,
      ActionLedger ledger,
      Instant now) {
    this.request = requireNonNull(request, "request");
    this.evidence = requireNonNull(evidence, "evidence");
    this.topology = requireNonNull(topology, "topology");
    this.ledger = requireNonNull(ledger, "ledger");
    this.now = requireNonNull(now, "now");
  }

  /** {@return the incident it is for} */
  public IncidentId incident() {
    return request.incident();
  }

  /** {@return the whole plan} */
  public RemediationPlan plan() {
    return request.plan();
  }

  /** {@return the step to be judged} */
  public PlanStep step() {
    return request.step();
  }

  /** {@return which attempt of the incident, from 1} */
  public int attempt() {
    return request.attempt();
  }

  /** {@return the diagnosis that it is for} */
  public Diagnosis diagnosis() {
    return request.diagnosis();
  }

  /** {@return on whose behalf} */
  public Actor actor() {
    return request.actor();
  }

  /** {@return what the step disturbs} */
  public BlastRadius blast() {
    return BlastRadius.of(request.step(), topology);
  }

  /** {@return fresh evidence, read for this judgement} */
  public EvidenceDigest evidence() {
    return evidence;
  }

  /** {@return the topology as of now} */
  public Topology topology() {
    return topology;
  }

  /** {@return what was done so far, by all incidents} */
  public ActionLedger ledger() {
    return ledger;
  }

  /** {@return the present, by the host's clock} */
  public Instant now() {
    return now;
  }
}
