package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.telemetry.Modality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How the gate judges: the kernel's own rules, every policy, the autonomy ladder, authority. */
final class Judge {
  /** A witness weaker than this is what one look in a hundred shows by chance. */
  private static final double WITNESS_STRENGTH = 2;

  private final List<GuardrailPolicy> policies;
  private final ActionCatalogue catalogue;
  private final AutonomyLadder ladder;
  private final Authority authority;
  private final Duration actionDeadline;

  Judge(
      List<GuardrailPolicy> policies,
      ActionCatalogue catalogue,
      AutonomyLadder ladder,
      Authority authority,
      Duration actionDeadline) {
    this.policies = policies;
    this.catalogue = catalogue;
    this.ladder = ladder;
    this.authority = authority;
    this.actionDeadline = actionDeadline;
  }

  /** What is held if nothing can be read. */
  static Judgement blind(String failure) {
    Decision denial =
        new Decision.Deny(
            "Telemetry, topology or ledger cannot be read: " + failure,
            "Judge again once they can be read");
    return new Judgement(
        AutonomyLevel.OBSERVE, denial, "", List.of(new Judgement.PolicyDecision("kernel", denial)));
  }

  Judgement judge(ActionRequest request, PolicyContext context) {
    List<Judgement.PolicyDecision> said = new ArrayList<>();
    kernelDenial(request, context)
        .ifPresent(denial -> said.add(new Judgement.PolicyDecision("kernel", denial)));
    for (GuardrailPolicy policy : policies) {
      said.add(safely(policy, context));
    }
    AutonomyLevel level = autonomy(context);
    Optional<Decision> denial = first(said, Decision.Deny.class::isInstance);
    if (denial.isPresent()) {
      return new Judgement(level, denial.get(), "", said);
    }
    if (policies.isEmpty()) {
      return new Judgement(
          level,
          new Decision.Deny("No policy speaks for it", "Give the gate at least one policy"),
          "",
          said);
    }
    return authorise(
        request, context, level, first(said, Decision.AskHuman.class::isInstance), said);
  }

  private static Judgement.PolicyDecision safely(GuardrailPolicy policy, PolicyContext context) {
    String id = "unnamed policy";
    Decision decision;
    try {
      id = requireNonNull(policy.id(), "id");
      decision = requireNonNull(policy.judge(context), "decision");
    } catch (Exception | LinkageError e) {
      decision = new Decision.Deny("The policy " + id + " failed: " + e, "Mend the policy");
    }
    return new Judgement.PolicyDecision(id, decision);
  }

  private AutonomyLevel autonomy(PolicyContext context) {
    try {
      return Optional.<AutonomyLevel>ofNullable(ladder.level(context))
          .orElse(AutonomyLevel.OBSERVE);
    } catch (Exception | LinkageError e) {
      return AutonomyLevel.OBSERVE;
    }
  }

  private Judgement authorise(
      ActionRequest request,
      PolicyContext context,
      AutonomyLevel level,
      Optional<Decision> ask,
      List<Judgement.PolicyDecision> said) {
    if (level.compareTo(AutonomyLevel.SUGGEST) <= 0) {
      return new Judgement(
          level,
          new Decision.Deny(
              "The autonomy here is " + level + ": a person acts",
              "Act yourself and report it, or raise the autonomy ladder"),
          "",
          said);
    }
    Optional<String> approval = authority.approval(request, context);
    Optional<String> mandate =
        level == AutonomyLevel.APPROVE_BY_CLASS
            ? authority.mandate(request, context)
            : Optional.empty();
    if (ask.isPresent() || level != AutonomyLevel.AUTO) {
      // What a policy asks of a person, a standing mandate does not answer.
      Optional<String> granted = ask.isPresent() ? approval : approval.or(() -> mandate);
      if (granted.isEmpty()) {
        Decision question =
            ask.orElseGet(() -> new Decision.AskHuman("The autonomy here is " + level, "on-call"));
        return new Judgement(level, question, "", said);
      }
      return new Judgement(
          level, new Decision.Allow("Authorised by " + granted.get()), granted.get(), said);
    }
    return new Judgement(level, new Decision.Allow("All policies allow it"), "", said);
  }

  /** What no policy can allow. */
  private Optional<Decision> kernelDenial(ActionRequest request, PolicyContext context) {
    Optional<String> misfit = catalogue.misfit(request.plan());
    if (misfit.isPresent()) {
      return deny(misfit.get(), "Propose actions of the catalogue only");
    }
    List<Evidence> cited = cited(request);
    if (request.diagnosis() instanceof Diagnosis.Hypothesis || cited.isEmpty()) {
      return deny(
          "The diagnosis cites no evidence: it is a hypothesis",
          "Diagnose again with evidence, or act yourself");
    }
    boolean witnessed =
        context.evidence().items().stream()
            .anyMatch(
                item ->
                    isWitness(item)
                        && cited.stream()
                            .anyMatch(claim -> claim.component().equals(item.component())));
    if (!witnessed) {
      return deny(
          "No telemetry that the workload cannot author shows the trouble now",
          "Look again: it may be over, or only the workload says so");
    }
    if (context.ledger().find(request.key()).isPresent()) {
      return deny(
          "This step was dispatched before in this attempt", "Probe it, or begin a new attempt");
    }
    return ownOpenAction(context).or(() -> foreignAction(context));
  }

  /** A change is no symptom: it may explain trouble but does not show that there is any. */
  private static boolean isWitness(Evidence item) {
    return item.trust().isPlatform()
        && item.modality() != Modality.CHANGES
        && item.strength() >= WITNESS_STRENGTH;
  }

  /** Evidence that somebody brought along without citing it speaks for nothing. */
  private static List<Evidence> cited(ActionRequest request) {
    return request.cited().stream()
        .filter(
            item ->
                request.diagnosis().evidenceIds().contains(item.id())
                    || request.plan().evidenceIds().contains(item.id()))
        .toList();
  }

  /** A new attempt has a new key, but what may still be going on must not be done once more. */
  private Optional<Decision> ownOpenAction(PolicyContext context) {
    return context.ledger().entries().stream()
        .filter(entry -> entry.incident().equals(context.incident()))
        .filter(entry -> mayStillChange(entry, context))
        .filter(entry -> entry.intent().blast().intersects(context.blast()))
        .findFirst()
        .flatMap(
            entry ->
                deny(
                    "The incident's own action has not ended for all that is known: "
                        + entry.intent().step(),
                    "Probe it; if nobody can tell, a person must look"));
  }

  private Optional<Decision> foreignAction(PolicyContext context) {
    return context.ledger().entries().stream()
        .filter(entry -> mayStillChange(entry, context) || unverified(entry, context))
        .filter(entry -> !entry.incident().equals(context.incident()))
        .filter(entry -> entry.intent().blast().intersects(context.blast()))
        .findFirst()
        .flatMap(
            entry ->
                deny(
                    "Incident "
                        + entry.incident()
                        + " is changing the same components: "
                        + entry.intent().step(),
                    "Wait until that action has ended and telemetry has judged it"));
  }

  /** What nobody could ever tell blocks until telemetry judged the attempt and its time is up. */
  private boolean mayStillChange(ActionLedger.Entry entry, PolicyContext context) {
    boolean settled =
        entry.recovered().isPresent() && !context.now().isBefore(entry.at().plus(actionDeadline));
    return entry.status().isOpen() && !settled;
  }

  /** An action that ended is still under way as long as it may be followed by its verdict. */
  private boolean unverified(ActionLedger.Entry entry, PolicyContext context) {
    return entry.status() == ActionLedger.Status.DONE
        && entry.recovered().isEmpty()
        && context.now().isBefore(entry.endedAt().orElse(entry.at()).plus(actionDeadline));
  }

  private static Optional<Decision> deny(String reason, String remedy) {
    return Optional.of(new Decision.Deny(reason, remedy));
  }

  private static Optional<Decision> first(
      List<Judgement.PolicyDecision> said, Predicate<Decision> kind) {
    return said.stream().map(Judgement.PolicyDecision::decision).filter(kind).findFirst();
  }
}
