package io.aiops4j.api.action;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One kind of action. Open: make your own; a plan may only use types of the catalogue it is checked
 * against.
 *
 * @param id such as {@code drain}
 * @param targets the kinds of components it applies to
 * @param parameters names and types, all of them required
 * @param rollback whether it can be taken back
 * @param inverse the id of the action that takes it back; empty if there is none
 * @param settle how long after completion telemetry still shows the action itself
 */
public record ActionType(
    String id,
    SortedSet<ComponentKind> targets,
    SortedMap<String, ParameterType> parameters,
    Rollback rollback,
    String inverse,
    Duration settle) {
  private static final Duration SETTLE = Duration.ofSeconds(60);

  /** Keeps new work off a node. */
  public static final ActionType CORDON =
      of("cordon", Rollback.EXACT, "uncordon", SETTLE, ComponentKind.NODE);

  /** Lets new work onto a node again. */
  public static final ActionType UNCORDON =
      of("uncordon", Rollback.EXACT, "cordon", SETTLE, ComponentKind.NODE);

  /** Keeps new work off a node and moves the present work away. */
  public static final ActionType DRAIN =
      of("drain", Rollback.COMPENSATING, "uncordon", SETTLE, ComponentKind.NODE);

  /** Restarts a workload. */
  public static final ActionType RESTART =
      of("restart", Rollback.NONE, "", SETTLE, ComponentKind.SERVICE, ComponentKind.POD);

  /** Resets one GPU; its work is lost. */
  public static final ActionType RESET_GPU =
      of("reset-gpu", Rollback.NONE, "", Duration.ofSeconds(120), ComponentKind.GPU);

  /** Reboots a node; its work is lost. */
  public static final ActionType REBOOT =
      of("reboot", Rollback.NONE, "", Duration.ofSeconds(300), ComponentKind.NODE);

  /** Puts a job back into its queue, to start again elsewhere from its last checkpoint. */
  public static final ActionType REQUEUE =
      of("requeue", Rollback.NONE, "", SETTLE, ComponentKind.JOB);

  /** Returns a workload to its previous revision. */
  public static final ActionType ROLLBACK =
      of("rollback", Rollback.COMPENSATING, "", SETTLE, ComponentKind.SERVICE);

  /** Sets the number of replicas of a workload. */
  public static final ActionType SCALE =
      new ActionType(
          "scale",
          new TreeSet<>(Set.of(ComponentKind.SERVICE)),
          new TreeMap<>(Map.of("replicas", ParameterType.COUNT)),
          Rollback.COMPENSATING,
          "",
          SETTLE);

  /** Takes a network card or port out of use, so that traffic takes other paths. */
  public static final ActionType ISOLATE_LINK =
      of("isolate-link", Rollback.EXACT, "restore-link", SETTLE, ComponentKind.NIC);

  /** Takes a network card or port into use again. */
  public static final ActionType RESTORE_LINK =
      of("restore-link", Rollback.EXACT, "isolate-link", SETTLE, ComponentKind.NIC);

  /** Lets no new job start from a queue or on a file system; what runs goes on. */
  public static final ActionType PAUSE_ADMISSIONS =
      of(
          "pause-admissions",
          Rollback.EXACT,
          "resume-admissions",
          SETTLE,
          ComponentKind.QUEUE,
          ComponentKind.STORAGE);

  /** Lets new jobs start again. */
  public static final ActionType RESUME_ADMISSIONS =
      of(
          "resume-admissions",
          Rollback.EXACT,
          "pause-admissions",
          SETTLE,
          ComponentKind.QUEUE,
          ComponentKind.STORAGE);

  /**
   * Tells the people who can touch the hardware or the facility; changes nothing by itself, and can
   * be called off.
   */
  public static final ActionType OPEN_TICKET =
      of(
          "open-ticket",
          Rollback.COMPENSATING,
          "",
          SETTLE,
          ComponentKind.NODE,
          ComponentKind.GPU,
          ComponentKind.NIC,
          ComponentKind.SWITCH,
          ComponentKind.STORAGE,
          ComponentKind.QUEUE,
          ComponentKind.JOB);

  /** Checks the parts. */
  public ActionType {
    if (!requireNonNull(id, "id").matches("[a-z][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException(
          "Action id '" + id + "' must be lower case letters, digits and '-', at most 63");
    }
    targets = Collections.unmodifiableSortedSet(new TreeSet<>(targets));
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    requireNonNull(rollback, "rollback");
    requireNonNull(inverse, "inverse");
    requireNonNull(settle, "settle");
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("Action " + id + " applies to nothing; name a kind");
    }
    if (rollback == Rollback.NONE && !inverse.isEmpty()) {
      throw new IllegalArgumentException(
          "Action " + id + " cannot be taken back but names the inverse " + inverse);
    }
  }

  /**
   * {@return an action type without parameters}
   *
   * @param id such as {@code drain}
   * @param rollback whether it can be taken back
   * @param inverse the id of the action that takes it back, or empty
   * @param settle how long after completion telemetry still shows the action itself
   * @param targets the kinds of components it applies to
   */
  public static ActionType of(
      String id, Rollback rollback, String inverse, Duration settle, ComponentKind... targets) {
    return new ActionType(
        id, new TreeSet<>(List.of(targets)), new TreeMap<>(), rollback, inverse, settle);
  }

  @Override
  public String toString() {
    return id;
  }
}
