package io.aiops4j.api.action;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The actions that plans may use; whatever is not in it is refused whole. Immutable, thread-safe.
 */
public final class ActionCatalogue {
  private final SortedMap<String, ActionType> types = new TreeMap<>();

  private ActionCatalogue(List<ActionType> types) {
    for (ActionType type : types) {
      if (this.types.put(type.id(), type) != null) {
        throw new IllegalArgumentException(
            "Action " + type.id() + " is twice in the catalogue; keep one");
      }
    }
  }

  /**
   * {@return a catalogue of those types}
   *
   * @param types each id once
   */
  public static ActionCatalogue of(List<ActionType> types) {
    return new ActionCatalogue(types);
  }

  /** {@return the catalogue of all constants of {@link ActionType}} */
  public static ActionCatalogue standard() {
    return of(
        List.of(
            ActionType.CORDON,
            ActionType.UNCORDON,
            ActionType.DRAIN,
            ActionType.RESTART,
            ActionType.RESET_GPU,
            ActionType.REBOOT,
            ActionType.REQUEUE,
            ActionType.ROLLBACK,
            ActionType.SCALE,
            ActionType.ISOLATE_LINK,
            ActionType.RESTORE_LINK,
            ActionType.PAUSE_ADMISSIONS,
            ActionType.RESUME_ADMISSIONS,
            ActionType.OPEN_TICKET));
  }

  /** {@return the types by id, sorted} */
  public SortedMap<String, ActionType> types() {
    return Collections.unmodifiableSortedMap(types);
  }

  /**
   * {@return the type of that id}
   *
   * @param id such as {@code drain}
   */
  public Optional<ActionType> find(String id) {
    return Optional.ofNullable(types.get(id));
  }

  /**
   * {@return why a plan cannot be taken, or empty if every step is in this catalogue}
   *
   * @param plan any plan
   */
  public Optional<String> misfit(RemediationPlan plan) {
    for (PlanStep step : plan.steps()) {
      if (!step.type().equals(types.get(step.type().id()))) {
        return Optional.of(
            "Step "
                + step.index()
                + " uses the action '"
                + step.type().id()
                + "', which is not in the catalogue "
                + types.keySet());
      }
    }
    return Optional.empty();
  }
}
