package io.aiops4j.guardrails;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.ActionIntended;
import java.util.Map;

/**
 * Actions that are one cure in several strengths share a budget, or a loop could go round it by
 * alternating them (NVSentinel's equivalence groups). Every other action is its own family.
 */
final class ActionFamily {
  private static final Map<String, String> FAMILIES =
      Map.of(
          ActionType.RESET_GPU.id(), "reset",
          ActionType.REBOOT.id(), "reset",
          ActionType.RESTART.id(), "restart",
          ActionType.REQUEUE.id(), "restart");

  private ActionFamily() {}

  static String of(ActionType type) {
    return FAMILIES.getOrDefault(type.id(), type.id());
  }

  static String of(ActionIntended intent) {
    return of(intent.step().type());
  }
}
