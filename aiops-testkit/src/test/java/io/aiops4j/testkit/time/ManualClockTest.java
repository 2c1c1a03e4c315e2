package io.aiops4j.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(NOON);

    clock.advance(Duration.ofSeconds(30));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(30));

    clock.set(NOON.plusSeconds(60));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void goesBackOnlyWhenAsked() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jumpBackTo");
    assertThatThrownBy(() -> clock.set(NOON.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);

    clock.jumpBackTo(NOON.minusSeconds(1));

    assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(1));
  }
}
