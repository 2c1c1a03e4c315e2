package io.aiops4j.testkit.assertions;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions over how much healthy work actions really touched: every target with its pieces and
 * all that ran on them when the action began, without what was broken. Read from the ledger of the
 * simulation, so that an action on the wrong target counts.
 */
public final class BlastRadiusAssert extends AbstractAssert<BlastRadiusAssert, Outcome> {
  private @Nullable ComponentKind kind;
  private @Nullable Duration window;

  BlastRadiusAssert(Outcome outcome) {
    super(outcome, BlastRadiusAssert.class);
  }

  /**
   * Counts components of one kind only; all kinds by default.
   *
   * @param kind such as node
   * @return this assertion
   */
  public BlastRadiusAssert of(ComponentKind kind) {
    this.kind = kind;
    return this;
  }

  /**
   * Counts what was touched within any window of that length; within the whole run by default.
   *
   * @param window from the begin of an action, above zero
   * @return this assertion
   */
  public BlastRadiusAssert withinAny(Duration window) {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "A window of " + window + " holds nothing; give a duration above zero");
    }
    this.window = window;
    return this;
  }

  /**
   * Checks that no more were touched.
   *
   * @param components how many, 0 or more
   * @return assertions over the same run
   */
  public OutcomeAssert atMost(int components) {
    isNotNull();
    if (components < 0) {
      throw new IllegalArgumentException(
          "A blast radius of at most " + components + " cannot be kept; count from 0");
    }
    for (Outcome.Effect effect : actual.effects()) {
      SortedSet<Component> touched = touchedFrom(effect.fact().at());
      if (touched.size() > components) {
        failWithMessage(
            "%s",
            "Expected at most "
                + components
                + " "
                + (kind == null ? "component" : kind)
                + "s to be touched"
                + (window == null ? "" : " within any " + window)
                + ", but "
                + touched.size()
                + " were: "
                + touched
                + "\n\n"
                + actual.report());
      }
    }
    return new OutcomeAssert(actual);
  }

  private SortedSet<Component> touchedFrom(Instant from) {
    List<Outcome.Effect> counted =
        actual.effects().stream()
            .filter(effect -> Optional.ofNullable(window).isEmpty() || within(effect, from))
            .toList();
    SortedSet<Component> touched = new TreeSet<>();
    for (Outcome.Effect effect : counted) {
      effect.disturbed().stream()
          .filter(component -> kind == null || component.kind().equals(kind))
          .forEach(touched::add);
    }
    return touched;
  }

  private boolean within(Outcome.Effect effect, Instant from) {
    Instant at = effect.fact().at();
    return window != null && !at.isBefore(from) && at.isBefore(from.plus(window));
  }
}
