package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeTest extends GuardrailPolicyContract {
  private static final Instant END = Fleet.NOON.plus(Duration.ofDays(1));
  private static final Freeze FREEZE = new Freeze(List.of(new TimeRange(Fleet.NOON, END)));

  @Override
  protected GuardrailPolicy newPolicy() {
    return FREEZE;
  }

  @Test
  void deniesEverythingUntilItEnds() {
    Fleet fleet = Fleet.of(1);

    assertDenies(
        FREEZE,
        fleet.wants(ActionType.CORDON, node(0)),
        "A freeze is on",
        "Wait until 2026-03-05T12:00:00Z");
  }

  @Test
  void allowsBeforeAndAfter() {
    Fleet fleet = Fleet.of(1);
    fleet.now = Fleet.NOON.minusMillis(1);
    assertAllows(FREEZE, fleet.wants(ActionType.CORDON, node(0)));
    fleet.now = END;
    assertAllows(FREEZE, fleet.wants(ActionType.CORDON, node(0)));
  }
}
