package io.aiops4j.api.safety;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Knows whether an approval or mandate that was presented is real and meant for this. */
final class Authority {
  private final ApprovalDesk desk;
  private final MandateVerifier mandates;

  Authority(ApprovalDesk desk, MandateVerifier mandates) {
    this.desk = desk;
    this.mandates = mandates;
  }

  /** The id of a real approval of exactly this plan in this attempt, if one was presented. */
  Optional<String> approval(ActionRequest request, PolicyContext context) {
    String plan = context.plan().digest();
    for (Approval approval : request.approvals()) {
      boolean usedElsewhere =
          context.ledger().entries().stream()
              .filter(entry -> entry.intent().authority().equals(approval.id()))
              .anyMatch(
                  entry ->
                      !entry.incident().equals(context.incident())
                          || entry.intent().attempt() != context.attempt());
      if (approval.planDigest().equals(plan)
          && approval.approver().kind() == Actor.Kind.PERSON
          && !approval.approver().equals(context.actor())
          && !context.now().isBefore(approval.grantedAt())
          && context.now().isBefore(approval.expiresAt())
          && !usedElsewhere
          && holds(() -> desk.isAuthentic(approval))) {
        return Optional.of(approval.id());
      }
    }
    return Optional.empty();
  }

  /** The id of a real mandate that covers the step, if one was presented. */
  Optional<String> mandate(ActionRequest request, PolicyContext context) {
    return request.mandates().stream()
        .filter(mandate -> mandate.covers(context))
        .filter(mandate -> holds(() -> mandates.isAuthentic(mandate)))
        .map(Mandate::id)
        .findFirst();
  }

  private static boolean holds(BooleanSupplier check) {
    try {
      return check.getAsBoolean();
    } catch (Exception | LinkageError e) {
      return false;
    }
  }
}
