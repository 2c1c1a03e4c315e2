package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.journal.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseStoreContractTest extends LeaseStoreContract {
  private enum Sin {
    HAS_TWO_HOLDERS,
    RAISES_THE_EPOCH_ON_RENEWAL,
    KEEPS_THE_EPOCH_FOR_A_NEW_HOLDER,
    FORGETS_THE_EPOCH_ON_RELEASE,
    NEVER_EXPIRES,
    RELEASES_FOR_ANYBODY
  }

  @Override
  protected LeaseStore newStore() {
    return new Fake(EnumSet.noneOf(Sin.class));
  }

  @Test
  void rejectsAStoreWithTwoHolders() {
    assertRejects(sinning(Sin.HAS_TWO_HOLDERS)::grantsNothingWhileSomebodyElseHoldsIt);
    assertRejects(sinning(Sin.HAS_TWO_HOLDERS)::neverHasTwoHolders);
  }

  @Test
  void rejectsEpochsThatSayNothing() {
    assertRejects(sinning(Sin.RAISES_THE_EPOCH_ON_RENEWAL)::renewsUnderTheSameEpoch);
    assertRejects(sinning(Sin.KEEPS_THE_EPOCH_FOR_A_NEW_HOLDER)::letsAnotherTakeWhatHasExpired);
    assertRejects(sinning(Sin.FORGETS_THE_EPOCH_ON_RELEASE)::letsAnotherTakeWhatWasReleased);
    assertRejects(sinning(Sin.FORGETS_THE_EPOCH_ON_RELEASE)::raisesTheEpochWithEveryChangeOfHolder);
  }

  @Test
  void rejectsALeaseForLife() {
    assertRejects(sinning(Sin.NEVER_EXPIRES)::letsAnotherTakeWhatHasExpired);
  }

  @Test
  void rejectsAReleaseOfSomebodyElsesLease() {
    assertRejects(sinning(Sin.RELEASES_FOR_ANYBODY)::ignoresTheReleaseOfALostLease);
  }

  private static LeaseStoreContract sinning(Sin sin) {
    return new LeaseStoreContract() {
      @Override
      protected LeaseStore newStore() {
        return new Fake(EnumSet.of(sin));
      }
    };
  }

  private static final class Fake implements LeaseStore {
    private final Set<Sin> sins;
    private final Map<String, Lease> leases = new HashMap<>();

    Fake(Set<Sin> sins) {
      this.sins = sins;
    }

    @Override
    public synchronized Optional<Lease> acquire(
        String name, String holder, Duration timeToLive, Instant now) {
      Lease last = leases.get(name);
      boolean held =
          last != null && (now.isBefore(last.expiresAt()) || sins.contains(Sin.NEVER_EXPIRES));
      boolean own = held && last.holder().equals(holder);
      if (held && !own && !sins.contains(Sin.HAS_TWO_HOLDERS)) {
        return Optional.empty();
      }
      long epoch = last == null ? 0 : last.epoch();
      if (own
          ? sins.contains(Sin.RAISES_THE_EPOCH_ON_RENEWAL)
          : !sins.contains(Sin.KEEPS_THE_EPOCH_FOR_A_NEW_HOLDER)) {
        epoch++;
      }
      Lease lease = new Lease(name, holder, epoch, now.plus(timeToLive));
      leases.put(name, lease);
      return Optional.of(lease);
    }

    @Override
    public synchronized void release(Lease lease) {
      Lease last = leases.get(lease.name());
      boolean own =
          last != null && last.holder().equals(lease.holder()) && last.epoch() == lease.epoch();
      if (last == null || !own && !sins.contains(Sin.RELEASES_FOR_ANYBODY)) {
        return;
      }
      if (sins.contains(Sin.FORGETS_THE_EPOCH_ON_RELEASE)) {
        leases.remove(lease.name());
      } else {
        leases.put(
            lease.name(), new Lease(last.name(), last.holder(), last.epoch(), Instant.EPOCH));
      }
    }
  }
}
