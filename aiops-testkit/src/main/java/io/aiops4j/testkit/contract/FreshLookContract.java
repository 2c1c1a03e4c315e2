package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link FreshLook} must hold. Extend it to test yours. */
public abstract class FreshLookContract {
  /** For subclasses. */
  protected FreshLookContract() {}

  /** {@return a look at telemetry that can be read} */
  protected abstract FreshLook newLook();

  /** {@return a look at telemetry that cannot be read now, if there is a way to make one} */
  protected Optional<FreshLook> newBlindLook() {
    return Optional.empty();
  }

  /** {@return the instant of the looks; override it if your telemetry is of another time} */
  protected Instant now() {
    return SafetyFixtures.NOON;
  }

  /** Nothing from after the question is known, whatever the source holds by now. */
  @Test
  public void knowsNothingOfTheFuture() {
    for (Instant instant : List.of(now(), now().minus(Duration.ofMinutes(2)))) {
      EvidenceDigest digest = look(newLook(), instant);
      assertThat(digest.coverage().completeUntil()).as("complete until").isBeforeOrEqualTo(instant);
      for (Evidence item : digest.items()) {
        assertThat(item.range().to()).as("the end of %s", item).isBeforeOrEqualTo(instant);
      }
    }
  }

  /** It looks at the present: no piece of evidence ended before the incident began. */
  @Test
  public void looksAtThePresent() {
    for (Evidence item : look(newLook(), now()).items()) {
      assertThat(item.range().to()).as("the end of %s", item).isAfter(onset(now()));
    }
  }

  /** The same question has the same answer, or a judgement could not be explained afterwards. */
  @Test
  public void answersTheSameForTheSameQuestion() {
    FreshLook look = newLook();
    assertThat(look(look, now()).id()).isEqualTo(look(look, now()).id());
    assertThat(look(newLook(), now()).id()).as("of another one").isEqualTo(look(look, now()).id());
  }

  /** What cannot be read is said in the one way the gate understands, never shown as health. */
  @Test
  public void saysThatItCannotSee() {
    Optional<FreshLook> blind = newBlindLook();
    assumeTrue(blind.isPresent(), "no look that cannot see");
    try {
      EvidenceDigest digest = look(blind.orElseThrow(), now());
      assertThat(digest.coverage().missing()).as("what is missing").isNotEmpty();
    } catch (TelemetryUnavailableException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** Many incidents are judged at the same time. */
  @Test
  public void looksOnManyThreads() {
    FreshLook look = newLook();
    String alone = look(newLook(), now()).id();
    Callable<String> looker = () -> look(look, now()).id();
    assertThat(Threads.together(Collections.nCopies(4, looker))).containsOnly(alone);
  }

  private static EvidenceDigest look(FreshLook look, Instant now) {
    EvidenceDigest digest = look.look(onset(now), now);
    assertThat(digest).as("what is seen").isNotNull();
    return digest;
  }

  private static Instant onset(Instant now) {
    return now.minus(Duration.ofMinutes(10));
  }
}
