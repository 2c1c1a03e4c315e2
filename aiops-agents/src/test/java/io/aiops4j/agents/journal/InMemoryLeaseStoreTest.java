package io.aiops4j.agents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.journal.LeaseStore;
import io.aiops4j.api.journal.LeaseStore.Lease;
import io.aiops4j.testkit.contract.LeaseStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InMemoryLeaseStoreTest extends LeaseStoreContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LeaseStore store = newStore();

  @Override
  protected LeaseStore newStore() {
    return new InMemoryLeaseStore();
  }

  @Test
  void askingAgainNeverShortensALease() {
    store.acquire("inc-1", "one", Duration.ofHours(1), NOON);
    Lease again = store.acquire("inc-1", "one", MINUTE, NOON.plusSeconds(1)).orElseThrow();

    assertThat(again.expiresAt()).isEqualTo(NOON.plusSeconds(3600));
  }

  @Test
  void aHolderThatLetItExpireGetsALargerEpochToo() {
    Lease first = store.acquire("inc-1", "one", MINUTE, NOON).orElseThrow();
    Lease late = store.acquire("inc-1", "one", MINUTE, NOON.plusSeconds(61)).orElseThrow();

    assertThat(late.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  void theLeaseAsFirstGrantedStillReleasesAfterItWasExtended() {
    Lease first = store.acquire("inc-1", "one", MINUTE, NOON).orElseThrow();
    store.acquire("inc-1", "one", MINUTE, NOON.plusSeconds(30));
    store.release(first);

    assertThat(store.acquire("inc-1", "two", MINUTE, NOON.plusSeconds(31))).isPresent();
  }

  @Test
  void refusesALeaseThatWouldBeOverAtOnce() {
    assertThatThrownBy(() -> store.acquire("inc-1", "one", Duration.ZERO, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inc-1")
        .hasMessageContaining("ask for longer");
  }

  @Test
  @Timeout(60)
  void exactlyOneOfManyHoldersGetsIt() throws Exception {
    int many = 8;
    long lastEpoch = 0;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      for (int round = 0; round < 1000; round++) {
        Instant now = NOON.plus(MINUTE.multipliedBy(round));
        CountDownLatch ready = new CountDownLatch(many);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Optional<Lease>>> asked = new ArrayList<>();
        for (int i = 0; i < many; i++) {
          String holder = "holder-" + i;
          asked.add(
              threads.submit(
                  () -> {
                    ready.countDown();
                    go.await();
                    return store.acquire("inc-1", holder, MINUTE, now);
                  }));
        }
        ready.await();
        go.countDown();
        List<Lease> granted = new ArrayList<>();
        for (Future<Optional<Lease>> future : asked) {
          future.get().ifPresent(granted::add);
        }
        assertThat(granted).hasSize(1);
        assertThat(granted.get(0).epoch()).isGreaterThan(lastEpoch);
        lastEpoch = granted.get(0).epoch();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
