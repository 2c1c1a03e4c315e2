package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeWindowTest extends GuardrailPolicyContract {
  private static final WeeklyWindow TUESDAY_NIGHT =
      new WeeklyWindow(DayOfWeek.TUESDAY, LocalTime.of(22, 0), Duration.ofHours(4));
  private static final WeeklyWindow SUNDAY_NIGHT =
      new WeeklyWindow(DayOfWeek.SUNDAY, LocalTime.of(23, 0), Duration.ofHours(2));

  @Override
  protected GuardrailPolicy newPolicy() {
    return ChangeWindow.of(TUESDAY_NIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-03T21:59:59.999Z, false", // Tuesday
    "2026-03-03T22:00:00Z, true",
    "2026-03-04T01:59:59.999Z, true", // over midnight
    "2026-03-04T02:00:00Z, false",
    "2026-03-08T23:30:00Z, true", // Sunday
    "2026-03-09T00:59:59Z, true", // over Sunday
    "2026-03-09T01:00:00Z, false",
  })
  void isOpenFromTheFirstToBeforeTheLastInstant(String instant, boolean open) {
    ChangeWindow policy = ChangeWindow.of(TUESDAY_NIGHT, SUNDAY_NIGHT);
    Fleet fleet = Fleet.of(1);
    fleet.now = Instant.parse(instant);
    PolicyContext context = fleet.wants(ActionType.CORDON, node(0));

    if (open) {
      assertAllows(policy, context);
    } else {
      assertDenies(policy, context, "No change window is open at " + instant, "Wait until");
    }
  }

  @Test
  void saysWhenTheNextOneOpens() {
    Fleet fleet = Fleet.of(1);

    assertDenies(
        ChangeWindow.of(TUESDAY_NIGHT, SUNDAY_NIGHT),
        fleet.wants(ActionType.CORDON, node(0)),
        "2026-03-04T12:00:00Z",
        "Wait until 2026-03-08T23:00:00Z");
  }

  @Test
  void mayBeOpenAllWeek() {
    WeeklyWindow always =
        new WeeklyWindow(DayOfWeek.MONDAY, LocalTime.MIDNIGHT, Duration.ofDays(7));

    assertThat(always.contains(Fleet.NOON)).isTrue();
    assertThat(always.contains(Instant.parse("2026-03-09T00:00:00Z"))).isTrue();
  }

  @Test
  void refusesWindowsThatNeverOpenOrOverlapThemselves() {
    assertThatIllegalArgumentException().isThrownBy(ChangeWindow::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeeklyWindow(DayOfWeek.MONDAY, LocalTime.NOON, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeeklyWindow(DayOfWeek.MONDAY, LocalTime.NOON, Duration.ofDays(8)));
  }
}
