package io.aiops4j.testkit.policy;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

/** Policies to judge with, as somebody might write them. */
final class Rules {
  private Rules() {}

  /** A policy of one expression. */
  static GuardrailPolicy rule(String id, Function<PolicyContext, Decision> judge) {
    return new GuardrailPolicy() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Decision judge(PolicyContext context) {
        return judge.apply(context);
      }
    };
  }

  static Decision allow() {
    return new Decision.Allow("fine");
  }

  static Decision deny(String reason) {
    return new Decision.Deny(reason, "wait");
  }

  /** Denies at night. */
  record Night(int from, int until) implements GuardrailPolicy {
    @Override
    public String id() {
      return "night " + from + "-" + until;
    }

    @Override
    public Decision judge(PolicyContext context) {
      int hour = context.now().atZone(ZoneOffset.UTC).getHour();
      return hour >= from && hour < until ? deny("it is night") : allow();
    }
  }

  /** Asks about listed actions. */
  record Asks(SortedSet<String> actions, String approver) implements GuardrailPolicy {
    @Override
    public String id() {
      return "asks " + actions;
    }

    @Override
    public Decision judge(PolicyContext context) {
      return actions.contains(context.step().type().id())
          ? new Decision.AskHuman("it is listed", approver)
          : allow();
    }
  }

  /** Denies what was done too often lately. */
  record Often(int limit, Duration window) implements GuardrailPolicy {
    @Override
    public String id() {
      return "often " + limit + "/" + window;
    }

    @Override
    public Decision judge(PolicyContext context) {
      int done = context.ledger().since(context.now().minus(window)).size();
      return done < limit ? allow() : deny("done " + done + " times");
    }
  }

  static List<GuardrailPolicy> night() {
    return List.of(new Night(0, 6));
  }
}
