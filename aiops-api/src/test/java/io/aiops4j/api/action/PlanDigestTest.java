package io.aiops4j.api.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * An approval names the digest of a plan: two plans that do different things must not share one.
 */
class PlanDigestTest {
  @Test
  void knowsTargetsApartWhoseNamesReadTheSame() {
    Component scoped = new Component(ComponentKind.NODE, "rack", "node-1", "");
    Component slashed = Component.of(ComponentKind.NODE, "rack/node-1");
    Component incarnated = new Component(ComponentKind.NODE, "", "node-1", "7");
    Component named = Component.of(ComponentKind.NODE, "node-1@7");

    assertThat(cordon(scoped)).isNotEqualTo(cordon(slashed));
    assertThat(cordon(incarnated)).isNotEqualTo(cordon(named));
  }

  @Test
  void knowsParametersApart() {
    assertThat(scale("2")).isNotEqualTo(scale("3"));
  }

  @Test
  void doesNotDependOnTheWordsAroundTheSteps() {
    PlanStep step = PlanStep.of(0, ActionType.CORDON, Component.of(ComponentKind.NODE, "node-1"));

    assertThat(new RemediationPlan("one", List.of(step), List.of("e1"), List.of()).digest())
        .isEqualTo(new RemediationPlan("other", List.of(step), List.of(), List.of()).digest());
  }

  private static String cordon(Component node) {
    return digest(PlanStep.of(0, ActionType.CORDON, node));
  }

  private static String scale(String replicas) {
    return digest(
        new PlanStep(
            0,
            ActionType.SCALE,
            Component.service("cart"),
            new TreeMap<>(Map.of("replicas", replicas))));
  }

  private static String digest(PlanStep step) {
    return new RemediationPlan("plan", List.of(step), List.of(), List.of()).digest();
  }
}
