package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.journal.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link LeaseStore} must hold. Extend it to test yours. */
public abstract class LeaseStoreContract {
  private static final Instant NOON = SafetyFixtures.NOON;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** For subclasses. */
  protected LeaseStoreContract() {}

  /** {@return a new store in which nobody holds anything} */
  protected abstract LeaseStore newStore();

  /** Whoever comes first gets it. */
  @Test
  public void grantsAFreeLease() {
    LeaseStore.Lease lease = granted(newStore().acquire("inc-1", "a", MINUTE, NOON));
    assertThat(lease.name()).isEqualTo("inc-1");
    assertThat(lease.holder()).isEqualTo("a");
    assertThat(lease.expiresAt()).isEqualTo(NOON.plus(MINUTE));
  }

  /** While one holds it, nobody else gets it. */
  @Test
  public void grantsNothingWhileSomebodyElseHoldsIt() {
    LeaseStore store = newStore();
    store.acquire("inc-1", "a", MINUTE, NOON);
    assertThat(store.acquire("inc-1", "b", MINUTE, NOON)).isEmpty();
    assertThat(store.acquire("inc-1", "b", MINUTE, NOON.plus(MINUTE).minusMillis(1))).isEmpty();
  }

  /** Leases of different names do not know each other. */
  @Test
  public void keepsNamesApart() {
    LeaseStore store = newStore();
    store.acquire("inc-1", "a", MINUTE, NOON);
    assertThat(store.acquire("inc-2", "b", MINUTE, NOON)).isPresent();
  }

  /** The holder extends its own under the same epoch. */
  @Test
  public void renewsUnderTheSameEpoch() {
    LeaseStore store = newStore();
    LeaseStore.Lease first = granted(store.acquire("inc-1", "a", MINUTE, NOON));
    LeaseStore.Lease renewed = granted(store.acquire("inc-1", "a", MINUTE, NOON.plusSeconds(30)));
    assertThat(renewed.epoch()).isEqualTo(first.epoch());
    assertThat(renewed.expiresAt()).isEqualTo(NOON.plusSeconds(90));
    assertThat(store.acquire("inc-1", "b", MINUTE, NOON.plusSeconds(89))).isEmpty();
  }

  /** What ran out can be taken, under a larger epoch. */
  @Test
  public void letsAnotherTakeWhatHasExpired() {
    LeaseStore store = newStore();
    LeaseStore.Lease first = granted(store.acquire("inc-1", "a", MINUTE, NOON));
    LeaseStore.Lease second = granted(store.acquire("inc-1", "b", MINUTE, first.expiresAt()));
    assertThat(second.holder()).isEqualTo("b");
    assertThat(second.epoch()).isGreaterThan(first.epoch());
    assertThat(store.acquire("inc-1", "a", MINUTE, first.expiresAt())).isEmpty();
  }

  /** What was given back can be taken, under a larger epoch. */
  @Test
  public void letsAnotherTakeWhatWasReleased() {
    LeaseStore store = newStore();
    LeaseStore.Lease first = granted(store.acquire("inc-1", "a", MINUTE, NOON));
    store.release(first);
    LeaseStore.Lease second = granted(store.acquire("inc-1", "b", MINUTE, NOON.plusSeconds(1)));
    assertThat(second.epoch()).isGreaterThan(first.epoch());
  }

  /** The epoch never falls, so that an old dispatch can be told from a new one. */
  @Test
  public void raisesTheEpochWithEveryChangeOfHolder() {
    LeaseStore store = newStore();
    long last = Long.MIN_VALUE;
    Instant now = NOON;
    for (int i = 0; i < 6; i++) {
      LeaseStore.Lease lease = granted(store.acquire("inc-1", i % 2 == 0 ? "a" : "b", MINUTE, now));
      assertThat(lease.epoch()).isGreaterThan(last);
      last = lease.epoch();
      if (i % 3 == 0) {
        store.release(lease);
      }
      now = now.plus(MINUTE);
    }
  }

  /** A holder that lost its lease cannot give away its successor's. */
  @Test
  public void ignoresTheReleaseOfALostLease() {
    LeaseStore store = newStore();
    LeaseStore.Lease lost = granted(store.acquire("inc-1", "a", MINUTE, NOON));
    store.acquire("inc-1", "b", MINUTE, lost.expiresAt());
    store.release(lost);
    assertThat(store.acquire("inc-1", "a", MINUTE, lost.expiresAt().plusSeconds(1))).isEmpty();
  }

  /** Of many that ask at once, one gets it. */
  @Test
  public void neverHasTwoHolders() {
    LeaseStore store = newStore();
    List<Callable<Optional<LeaseStore.Lease>>> replicas = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String holder = "replica-" + i;
      replicas.add(() -> store.acquire("inc-1", holder, MINUTE, NOON));
    }
    assertThat(Threads.together(replicas)).filteredOn(Optional::isPresent).hasSize(1);
  }

  private static LeaseStore.Lease granted(Optional<LeaseStore.Lease> lease) {
    assertThat(lease).as("the lease should be granted").isPresent();
    return lease.orElseThrow();
  }
}
