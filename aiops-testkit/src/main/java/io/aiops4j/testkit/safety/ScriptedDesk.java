package io.aiops4j.testkit.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.ApprovalRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A desk at which a test sits: it remembers what was asked and issues what the test approves. The
 * test brings the approval to the loop, as a real desk would.
 *
 * <p>Thread-safe.
 */
public final class ScriptedDesk implements ApprovalDesk {
  private final List<ApprovalRequest> asked = new ArrayList<>(); // guarded by this
  private final Set<Approval> issued = new HashSet<>(); // guarded by this
  private int answers; // guarded by this

  /** Makes a desk that was asked nothing and has issued nothing. */
  public ScriptedDesk() {}

  @Override
  public synchronized void ask(ApprovalRequest request) {
    if (!asked.contains(requireNonNull(request, "request"))) {
      asked.add(request);
    }
  }

  @Override
  public synchronized boolean isAuthentic(Approval approval) {
    return issued.contains(approval);
  }

  /** {@return what was asked, each question once, in order; a copy} */
  public synchronized List<ApprovalRequest> asked() {
    return List.copyOf(asked);
  }

  /**
   * Lets a person say yes.
   *
   * @param request what was asked
   * @param person who says yes
   * @param at when
   * @param validFor how long the approval lasts
   * @return a real approval, until it is revoked
   */
  public synchronized Approval approve(
      ApprovalRequest request, Actor person, Instant at, Duration validFor) {
    answers++;
    Approval approval =
        new Approval("approval-" + answers, request.plan().digest(), person, at, at.plus(validFor));
    issued.add(approval);
    return approval;
  }

  /**
   * Takes an approval back.
   *
   * @param approval as issued; without effect if it was not
   */
  public synchronized void revoke(Approval approval) {
    issued.remove(approval);
  }
}
