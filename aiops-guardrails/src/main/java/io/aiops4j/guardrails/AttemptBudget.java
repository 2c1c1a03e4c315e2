package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Denies what was tried often enough: on one target, for one incident, or on the whole fleet.
 *
 * <p>Counted are dispatches, whatever became of them. Reset and reboot are one family, so are
 * restart and requeue: a loop cannot go round the budget by alternating them. A target that came
 * back under a new incarnation keeps its count. The count is folded from the journal and so
 * outlives a restart.
 *
 * <p>After the reset loop of NVSentinel issues 1543 and 1639, where each reset restarted the
 * monitor that asked for it.
 *
 * @param perTarget how many dispatches of one family on one target within the window, at least 1
 * @param window how far back dispatches on a target count, above zero
 * @param perIncident how many attempts an incident may have, at least 1
 * @param nodesPerHour how many different nodes may be disturbed within an hour, at least 1
 */
public record AttemptBudget(int perTarget, Duration window, int perIncident, int nodesPerHour)
    implements GuardrailPolicy {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Checks the bounds. */
  public AttemptBudget {
    requireNonNull(window, "window");
    if (perTarget < 1 || perIncident < 1 || nodesPerHour < 1) {
      throw new IllegalArgumentException(
          "A budget of "
              + perTarget
              + " dispatches a target, "
              + perIncident
              + " attempts an incident and "
              + nodesPerHour
              + " nodes an hour allows nothing; each must be at least 1");
    }
    if (window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException(
          "The window of a budget is " + window + "; it must be above zero");
    }
  }

  @Override
  public String id() {
    return "attempt-budget "
        + perTarget
        + "/target/"
        + window
        + " "
        + perIncident
        + "/incident "
        + nodesPerHour
        + " nodes/h";
  }

  @Override
  public Decision judge(PolicyContext context) {
    return overIncident(context)
        .or(() -> overTarget(context))
        .or(() -> overFleet(context))
        .orElseGet(() -> new Decision.Allow("The budget of attempts is not used up"));
  }

  private Optional<Decision> overIncident(PolicyContext context) {
    long before =
        context.ledger().entries().stream()
            .filter(entry -> entry.incident().equals(context.incident()))
            .map(entry -> entry.intent().attempt())
            .filter(attempt -> attempt != context.attempt())
            .distinct()
            .count();
    if (Math.max(before + 1, context.attempt()) <= perIncident) {
      return Optional.empty();
    }
    return deny(
        "Attempt "
            + context.attempt()
            + " of the incident is one too many; "
            + perIncident
            + " are allowed",
        "Escalate to a person: what was tried did not help");
  }

  private Optional<Decision> overTarget(PolicyContext context) {
    String family = ActionFamily.of(context.step().type());
    Instant since = context.now().minus(window);
    long used =
        context.ledger().since(since).stream()
            .filter(entry -> Roles.same(entry.intent().step().target(), context.step().target()))
            .filter(entry -> ActionFamily.of(entry.intent()).equals(family))
            .count();
    if (used < perTarget) {
      return Optional.empty();
    }
    return deny(
        context.step().target()
            + " had "
            + used
            + " actions of the family "
            + family
            + " since "
            + since
            + "; "
            + perTarget
            + " are allowed",
        "Have a person inspect it, or wait until the oldest is more than " + window + " ago");
  }

  private Optional<Decision> overFleet(PolicyContext context) {
    SortedSet<Component> nodes = nodes(context.blast().components());
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    for (ActionLedger.Entry entry : context.ledger().since(context.now().minus(HOUR))) {
      nodes.addAll(nodes(entry.intent().blast().components()));
    }
    if (nodes.size() <= nodesPerHour) {
      return Optional.empty();
    }
    return deny(
        "It would be node number "
            + nodes.size()
            + " that is disturbed within an hour; "
            + nodesPerHour
            + " are allowed",
        "Wait, and look for one cause: so many nodes are rarely broken one by one");
  }

  private static SortedSet<Component> nodes(SortedSet<Component> components) {
    SortedSet<Component> nodes = new TreeSet<>();
    components.stream()
        .filter(component -> component.kind().equals(ComponentKind.NODE))
        .map(Component::role)
        .forEach(nodes::add);
    return nodes;
  }

  private static Optional<Decision> deny(String reason, String remedy) {
    return Optional.of(new Decision.Deny(reason, remedy));
  }
}
