package io.aiops4j.testkit.policy;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.Judgement.PolicyDecision;
import io.aiops4j.api.safety.PolicyContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one policy says of every combination of a domain. */
final class Column {
  private static final String UNNAMED = "unnamed policy";

  final String policy;
  private final List<Decision> decisions;
  private final Ruling[] rulings;
  private final int firstError;

  private Column(String policy, List<Decision> decisions, int firstError) {
    this.policy = policy;
    this.decisions = decisions;
    this.rulings = decisions.stream().map(Ruling::of).toArray(Ruling[]::new);
    this.firstError = firstError;
  }

  /** What a policy says of one context; one that fails denies. */
  static PolicyDecision said(GuardrailPolicy policy, PolicyContext context) {
    String id = id(policy);
    Object said = ask(policy, context);
    return new PolicyDecision(id, said instanceof Decision fine ? fine : failure(id, said));
  }

  static Column of(GuardrailPolicy policy, List<Domain.Case> cases) {
    String id = id(policy);
    List<Decision> decisions = new ArrayList<>(cases.size());
    Map<Decision, Decision> same = new HashMap<>(); // many rows say the same: keep one of each
    int firstError = -1;
    for (Domain.Case asked : cases) {
      Object said = ask(policy, asked.situation().context());
      Decision decision = said instanceof Decision fine ? fine : failure(id, said);
      if (decision != said && firstError < 0) {
        firstError = decisions.size();
      }
      decisions.add(same.computeIfAbsent(decision, first -> first));
    }
    return new Column(id, decisions, firstError);
  }

  /** The column of a twisted policy: what the policy said is known already. */
  Column twisted(Twisted twist) {
    return new Column(policy, decisions.stream().map(twist::turned).toList(), firstError);
  }

  /** A decision, or why there is none. */
  private static Object ask(GuardrailPolicy policy, PolicyContext context) {
    try {
      @Nullable Decision decision = policy.judge(context);
      return decision == null ? new NullPointerException("decision") : decision;
    } catch (Exception | LinkageError e) {
      return e;
    }
  }

  /** In the words of the gate, to which an erring policy is a denial. */
  private static Decision failure(String id, Object why) {
    return new Decision.Deny("The policy " + id + " failed: " + why, "Mend the policy");
  }

  private static String id(GuardrailPolicy policy) {
    try {
      @Nullable String id = policy.id();
      return id == null ? UNNAMED : id;
    } catch (Exception | LinkageError e) {
      return UNNAMED;
    }
  }

  Decision decision(int row) {
    return decisions.get(row);
  }

  Ruling ruling(int row) {
    return rulings[row];
  }

  /** The first row at which the policy threw or returned null; -1 if it never does. */
  int firstError() {
    return firstError;
  }
}
