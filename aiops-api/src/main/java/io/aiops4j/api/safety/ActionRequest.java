package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import java.time.Instant;
import java.util.List;

/** One step of a plan that somebody wants done. Asking is free: only the gate decides. */
public final class ActionRequest {
  private final IncidentId incident;
  private final long sequence;
  private final Instant onset;
  private final RemediationPlan plan;
  private final int stepIndex;
  private final Diagnosis diagnosis;
  private final Actor actor;
  private final int attempt;
  private final List<Evidence> cited;
  private final List<Approval> approvals;
  private final List<Mandate> mandates;

  private ActionRequest(Builder builder) {
    this.incident = builder.incident;
    this.plan = builder.plan;
    this.diagnosis = builder.diagnosis;
    this.actor = builder.actor;
    this.sequence = builder.sequence;
    this.onset = builder.onset;
    this.stepIndex = builder.stepIndex;
    this.attempt = builder.attempt;
    this.cited = List.copyOf(builder.cited);
    this.approvals = List.copyOf(builder.approvals);
    this.mandates = List.copyOf(builder.mandates);
  }

  /**
   * {@return a builder of a request for the first step, first attempt, without any authority}
   *
   * @param incident for which incident
   * @param plan which plan
   * @param diagnosis what it is for
   * @param actor on whose behalf
   */
  public static Builder builder(
      IncidentId incident, RemediationPlan plan, Diagnosis diagnosis, Actor actor) {
    return new Builder(incident, plan, diagnosis, actor);
  }

  /** {@return for which incident} */
  public IncidentId incident() {
    return incident;
  }

  /** {@return the sequence of the incident's last event as the asker knows it} */
  public long sequence() {
    return sequence;
  }

  /** {@return when the incident's first symptom showed} */
  public Instant onset() {
    return onset;
  }

  /** {@return the whole plan} */
  public RemediationPlan plan() {
    return plan;
  }

  /** {@return the step that is to be done} */
  public PlanStep step() {
    return plan.steps().get(stepIndex);
  }

  /** {@return what it is for} */
  public Diagnosis diagnosis() {
    return diagnosis;
  }

  /** {@return on whose behalf} */
  public Actor actor() {
    return actor;
  }

  /** {@return which attempt of the incident, from 1} */
  public int attempt() {
    return attempt;
  }

  /** {@return the evidence that the diagnosis and the plan cite} */
  public List<Evidence> cited() {
    return cited;
  }

  /** {@return approvals that were received} */
  public List<Approval> approvals() {
    return approvals;
  }

  /** {@return standing permissions} */
  public List<Mandate> mandates() {
    return mandates;
  }

  /** {@return the idempotency key: incident, plan, step and attempt} */
  public String key() {
    return Canonical.digest(
            incident.value(), plan.digest(), String.valueOf(stepIndex), String.valueOf(attempt))
        .substring(0, 32);
  }

  /** Collects the options of a request. Not thread-safe. */
  public static final class Builder {
    private final IncidentId incident;
    private final RemediationPlan plan;
    private final Diagnosis diagnosis;
    private final Actor actor;
    private long sequence;
    private Instant onset = Instant.EPOCH;
    private int stepIndex;
    private int attempt = 1;
    private List<Evidence> cited = List.of();
    private List<Approval> approvals = List.of();
    private List<Mandate> mandates = List.of();

    private Builder(IncidentId incident, RemediationPlan plan, Diagnosis diagnosis, Actor actor) {
      this.incident = requireNonNull(incident, "incident");
      this.plan = requireNonNull(plan, "plan");
      this.diagnosis = requireNonNull(diagnosis, "diagnosis");
      this.actor = requireNonNull(actor, "actor");
    }

    /**
     * Sets the sequence of the incident's last event; 0 by default.
     *
     * @param sequence as the asker knows it
     * @return this builder
     */
    public Builder sequence(long sequence) {
      this.sequence = sequence;
      return this;
    }

    /**
     * Sets when the incident's first symptom showed.
     *
     * @param onset ends the reference of the fresh look
     * @return this builder
     */
    public Builder onset(Instant onset) {
      this.onset = requireNonNull(onset, "onset");
      return this;
    }

    /**
     * Sets the step; the first by default.
     *
     * @param stepIndex from 0
     * @return this builder
     */
    public Builder step(int stepIndex) {
      this.stepIndex = stepIndex;
      return this;
    }

    /**
     * Sets the attempt; the first by default.
     *
     * @param attempt from 1
     * @return this builder
     */
    public Builder attempt(int attempt) {
      this.attempt = attempt;
      return this;
    }

    /**
     * Sets the evidence that the diagnosis and the plan cite; none by default.
     *
     * @param cited copied
     * @return this builder
     */
    public Builder cited(List<Evidence> cited) {
      this.cited = requireNonNull(cited, "cited");
      return this;
    }

    /**
     * Sets approvals that were received; none by default.
     *
     * @param approvals copied
     * @return this builder
     */
    public Builder approvals(List<Approval> approvals) {
      this.approvals = requireNonNull(approvals, "approvals");
      return this;
    }

    /**
     * Sets standing permissions; none by default.
     *
     * @param mandates copied
     * @return this builder
     */
    public Builder mandates(List<Mandate> mandates) {
      this.mandates = requireNonNull(mandates, "mandates");
      return this;
    }

    /**
     * {@return the request}
     *
     * @throws IllegalArgumentException if there is no such step or the attempt is below 1
     */
    public ActionRequest build() {
      if (stepIndex < 0 || stepIndex >= plan.steps().size() || attempt < 1) {
        throw new IllegalArgumentException(
            "Step "
                + stepIndex
                + " in attempt "
                + attempt
                + " of a plan of "
                + plan.steps().size()
                + " steps does not exist; count steps from 0 and attempts from 1");
      }
      return new ActionRequest(this);
    }
  }
}
