package io.aiops4j.testkit.policy;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.Judgement;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import java.util.List;

/** Has the real gate judge a situation; nothing can be dispatched on the way. */
final class GateRow {
  private GateRow() {}

  static Row of(Domain.Case asked, List<GuardrailPolicy> policies, AutonomyLadder ladder) {
    Situation situation = asked.situation();
    PolicyContext context = situation.context();
    ActionGate gate =
        ActionGate.builder(
                new FrozenJournal(situation.ledger()),
                instant -> context.topology(),
                (onset, now) -> {
                  if (!situation.readable()) {
                    throw new TelemetryUnavailableException("the backend does not answer", true);
                  }
                  return context.evidence();
                },
                policies)
            .autonomy(ladder)
            .approvals(new Desk(situation))
            .clock(context::now)
            .build();
    Judgement judgement = gate.judge(situation.request());
    return new Row(asked, judgement.decision(), speaker(judgement));
  }

  private static String speaker(Judgement judgement) {
    if (judgement.decision() instanceof Decision.Allow) {
      return "";
    }
    return judgement.policies().stream()
        .filter(said -> said.decision().equals(judgement.decision()))
        .findFirst()
        .map(Judgement.PolicyDecision::policy)
        .orElse("autonomy");
  }

  /** Knows the one approval of the situation. */
  private record Desk(Situation situation) implements ApprovalDesk {
    @Override
    public void ask(ApprovalRequest request) {
      // Judging asks nobody.
    }

    @Override
    public boolean isAuthentic(Approval approval) {
      return situation.isAuthentic(approval);
    }
  }

  /** Holds a ledger and takes nothing more. */
  private record FrozenJournal(List<JournalEntry> ledger) implements IncidentJournal {
    @Override
    public AppendResult append(Append append) {
      throw new IllegalStateException("A table judges only; nothing is written");
    }

    @Override
    public List<JournalEntry> read(IncidentId incident) {
      return List.of();
    }

    @Override
    public List<JournalEntry> readLedger() {
      return ledger;
    }

    @Override
    public List<IncidentId> incidents() {
      return List.of();
    }
  }
}
