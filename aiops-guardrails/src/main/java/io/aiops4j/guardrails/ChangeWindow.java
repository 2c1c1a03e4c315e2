package io.aiops4j.guardrails;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.time.Instant;
import java.util.List;

/**
 * Denies everything outside given weekly windows.
 *
 * @param windows at least one
 */
public record ChangeWindow(List<WeeklyWindow> windows) implements GuardrailPolicy {
  /** Copies the list. */
  public ChangeWindow {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "A change window without a window never opens; give one, or leave the policy out");
    }
  }

  /**
   * {@return the policy with those windows}
   *
   * @param windows at least one
   */
  public static ChangeWindow of(WeeklyWindow... windows) {
    return new ChangeWindow(List.of(windows));
  }

  @Override
  public String id() {
    return "change-window " + windows;
  }

  @Override
  public Decision judge(PolicyContext context) {
    Instant now = context.now();
    if (windows.stream().anyMatch(window -> window.contains(now))) {
      return new Decision.Allow("A change window is open");
    }
    Instant next =
        windows.stream()
            .map(window -> window.nextOpening(now))
            .min(Instant::compareTo)
            .orElseThrow();
    return new Decision.Deny(
        "No change window is open at " + now, "Wait until " + next + ", or act yourself");
  }
}
