package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.safety.Mandate;
import io.aiops4j.api.safety.MandateVerifier;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link MandateVerifier} must hold. Extend it to test yours. */
public abstract class MandateVerifierContract {
  /** For subclasses. */
  protected MandateVerifierContract() {}

  /**
   * {@return a verifier that knows one mandate as real, and no other}
   *
   * @param real was given by its grantor
   */
  protected abstract MandateVerifier newVerifier(Mandate real);

  /** What was given is known, each time. */
  @Test
  public void knowsWhatWasGiven() {
    MandateVerifier verifier = newVerifier(mandate());
    assertThat(verifier.isAuthentic(mandate())).isTrue();
    assertThat(verifier.isAuthentic(mandate())).as("asked again").isTrue();
  }

  /** Who widens a mandate by one word holds a forgery. */
  @Test
  public void knowsEveryForgery() {
    Mandate real = mandate();
    MandateVerifier verifier = newVerifier(real);
    SortedSet<String> more = new TreeSet<>(Set.of("cordon", "reboot"));
    SortedSet<String> classes = new TreeSet<>(Set.of("gpu-thermal-throttle", "ib-link-flap"));
    for (Mandate forged :
        List.of(
            copy(real, "mandate-2", real.actions(), real.incidentClasses(), 0, 0),
            copy(real, real.id(), more, real.incidentClasses(), 0, 0),
            copy(real, real.id(), real.actions(), classes, 0, 0),
            copy(real, real.id(), real.actions(), real.incidentClasses(), 60, 0),
            copy(real, real.id(), real.actions(), real.incidentClasses(), 0, 1),
            new Mandate(
                real.id(),
                SafetyFixtures.BOB,
                real.actions(),
                real.incidentClasses(),
                real.notBefore(),
                real.expiresAt(),
                real.maxUses()),
            new Mandate(
                real.id(),
                real.grantor(),
                real.actions(),
                real.incidentClasses(),
                real.notBefore().minusSeconds(60),
                real.expiresAt(),
                real.maxUses()))) {
      assertThat(verifier.isAuthentic(forged)).as("%s", forged).isFalse();
    }
  }

  /** Many incidents ask at the same time. */
  @Test
  public void answersAlikeOnManyThreads() {
    MandateVerifier verifier = newVerifier(mandate());
    List<Callable<Boolean>> askers = Collections.nCopies(4, () -> verifier.isAuthentic(mandate()));
    assertThat(Threads.together(askers)).containsOnly(true);
  }

  private static Mandate mandate() {
    return new Mandate(
        "mandate-1",
        SafetyFixtures.ALICE,
        new TreeSet<>(Set.of("cordon")),
        new TreeSet<>(Set.of("gpu-thermal-throttle")),
        SafetyFixtures.NOON,
        SafetyFixtures.NOON.plus(Duration.ofDays(30)),
        10);
  }

  private static Mandate copy(
      Mandate real,
      String id,
      SortedSet<String> actions,
      SortedSet<String> classes,
      int longerSeconds,
      int moreUses) {
    return new Mandate(
        id,
        real.grantor(),
        actions,
        classes,
        real.notBefore(),
        real.expiresAt().plusSeconds(longerSeconds),
        real.maxUses() + moreUses);
  }
}
