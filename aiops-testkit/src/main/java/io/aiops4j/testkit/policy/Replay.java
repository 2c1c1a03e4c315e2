package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionRequest;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.Judgement.PolicyDecision;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.TopologySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recorded incidents judged again by other policies: what would the new ones have said?
 *
 * <pre>{@code
 * Replay replay = Replay.of(journal, topology, incident);
 * System.err.println(replay.under(stricter));
 * assertThat(replay.under(stricter).diff()).isEmpty();
 * }</pre>
 *
 * <p>No model, no agent, no telemetry and no actuator is called: each step that the gate judged is
 * judged again on what the journal held by then, plan, diagnosis, evidence, ledger and time. What
 * the gate itself said besides the policies stays as it was, and autonomy is not looked at. The
 * gate judged on a fresh look, of which the journal keeps a hash only: here the last evidence
 * written down stands for it. Once a step is ruled differently, what follows is still as recorded,
 * though it would have gone another way. Immutable.
 */
public final class Replay {
  private static final String KERNEL = "kernel";
  private static final Actor LOOP = new Actor(Actor.Kind.SERVICE, "aiops4j");

  private final List<Question> questions;

  private Replay(List<Question> questions) {
    this.questions = List.copyOf(questions);
  }

  /** A step that the gate judged: what policies may know of it, and what was said. */
  private record Question(PolicyContext context, List<PolicyDecision> said) {}

  /**
   * {@return the steps that the gate judged, in the order of the incidents that are given}
   *
   * @param journal which recorded them
   * @param topology as of any instant of them
   * @param incidents which to judge again; all of the journal if none is named
   * @throws IllegalArgumentException if the journal holds no such incident
   */
  public static Replay of(
      IncidentJournal journal, TopologySource topology, IncidentId... incidents) {
    requireNonNull(topology, "topology");
    List<JournalEntry> ledger = journal.readLedger();
    List<Question> questions = new ArrayList<>();
    for (IncidentId id : incidents.length == 0 ? journal.incidents() : List.of(incidents)) {
      List<JournalEntry> history = journal.read(id);
      if (history.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no incident '" + id + "' in this journal; it holds " + journal.incidents());
      }
      new Reading(topology, ledger, questions).read(history);
    }
    return new Replay(questions);
  }

  /** {@return how many steps were judged} */
  public int size() {
    return questions.size();
  }

  /**
   * {@return how other policies judge the same steps}
   *
   * @param policies in the order in which the gate would have them
   */
  public ReplayResult under(List<GuardrailPolicy> policies) {
    List<Rejudged> all = new ArrayList<>();
    for (Question question : questions) {
      List<PolicyDecision> now = new ArrayList<>();
      question.said().stream().filter(said -> said.policy().equals(KERNEL)).forEach(now::add);
      policies.forEach(policy -> now.add(Column.said(policy, question.context())));
      PolicyContext context = question.context();
      all.add(
          new Rejudged(
              context.incident(),
              context.now(),
              context.step(),
              joined(question.said()),
              joined(now)));
    }
    return new ReplayResult(all);
  }

  private static PolicyDecision joined(List<PolicyDecision> said) {
    PolicyDecision decisive = null;
    for (PolicyDecision each : said) {
      if (decisive == null
          || Ruling.of(each.decision()).compareTo(Ruling.of(decisive.decision())) > 0) {
        decisive = each;
      }
    }
    return decisive != null
        ? decisive
        : new PolicyDecision(
            KERNEL,
            new Decision.Deny("No policy speaks for it", "Give the gate at least one policy"));
  }

  /** Reads one history and keeps what a policy could have known at each judgement. */
  private static final class Reading {
    private final TopologySource topology;
    private final List<JournalEntry> ledger;
    private final List<Question> questions;
    private final Map<String, Evidence> evidence = new TreeMap<>();
    private @Nullable EvidenceDigest digest;
    private LoopEvent.@Nullable PlanProposed proposed;
    private @Nullable JournalEntry intent;
    private int attempt = 1;

    Reading(TopologySource topology, List<JournalEntry> ledger, List<Question> questions) {
      this.topology = topology;
      this.ledger = ledger;
      this.questions = questions;
    }

    void read(List<JournalEntry> history) {
      for (JournalEntry entry : history) {
        if (entry.event() instanceof LoopEvent.Compacted compacted) {
          digest = compacted.digest();
          compacted.digest().items().forEach(item -> evidence.put(item.id(), item));
        } else if (entry.event() instanceof LoopEvent.PlanProposed plan) {
          proposed = plan;
        } else if (entry.event() instanceof ActionIntended) {
          intent = entry;
        } else if (entry.event() instanceof LoopEvent.AttemptJudged) {
          attempt++;
        } else if (entry.event() instanceof LoopEvent.StepJudged judged) {
          ask(entry, judged);
          intent = null;
        }
      }
    }

    private void ask(JournalEntry entry, LoopEvent.StepJudged judged) {
      LoopEvent.PlanProposed wanted = proposed;
      EvidenceDigest seen = digest;
      if (wanted == null || seen == null || judged.stepIndex() >= wanted.plan().steps().size()) {
        return; // a rollback or a foreign event: the journal does not say what was judged
      }
      // The intent of an allowed step is written before its judgement and was not there yet.
      JournalEntry from = intent == null ? entry : intent;
      Instant now = from.at();
      List<JournalEntry> before =
          ledger.stream().filter(event -> event.position() < from.position()).toList();
      Actor actor =
          intent != null && intent.event() instanceof ActionIntended intended
              ? intended.actor()
              : LOOP;
      ActionRequest request =
          ActionRequest.builder(entry.incident(), wanted.plan(), wanted.diagnosis(), actor)
              .sequence(from.sequence() - 1)
              .step(judged.stepIndex())
              .attempt(attempt)
              .cited(cited(wanted.plan(), wanted.diagnosis()))
              .build();
      questions.add(
          new Question(
              new PolicyContext(request, seen, topology.asOf(now), ActionLedger.fold(before), now),
              judged.judgement().policies()));
    }

    private List<Evidence> cited(RemediationPlan plan, Diagnosis diagnosis) {
      List<String> ids = new ArrayList<>(diagnosis.evidenceIds());
      ids.addAll(plan.evidenceIds());
      return ids.stream().distinct().map(evidence::get).filter(Objects::nonNull).toList();
    }
  }
}
