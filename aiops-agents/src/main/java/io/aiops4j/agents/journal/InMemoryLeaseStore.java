package io.aiops4j.agents.journal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.journal.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Leases in memory: among the threads of one process, and for tests.
 *
 * <p>Epochs grow over all names, so that a name can be forgotten without its epochs ever coming
 * back. A lease ends at its {@code expiresAt}: who asks then or later gets a new epoch, also the
 * same holder, since another may have acted in between. Extending never shortens. Thread-safe.
 */
public final class InMemoryLeaseStore implements LeaseStore {
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@code lock}. */
  private final Map<String, Lease> held = new HashMap<>();

  /** Guarded by {@code lock}. */
  private long lastEpoch;

  /** Makes a store in which nothing is held. */
  public InMemoryLeaseStore() {}

  @Override
  public Optional<Lease> acquire(String name, String holder, Duration timeToLive, Instant now) {
    requireNonNull(name, "name");
    requireNonNull(holder, "holder");
    requireNonNull(now, "now");
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException(
          "A lease on " + name + " for " + timeToLive + " would be over at once; ask for longer");
    }
    Instant end = now.plus(timeToLive);
    lock.lock();
    try {
      Optional<Lease> running =
          Optional.ofNullable(held.get(name)).filter(lease -> now.isBefore(lease.expiresAt()));
      if (running.isPresent() && !running.get().holder().equals(holder)) {
        return Optional.empty();
      }
      Lease granted =
          running
              .map(own -> new Lease(name, holder, own.epoch(), later(end, own.expiresAt())))
              .orElseGet(() -> new Lease(name, holder, ++lastEpoch, end));
      held.put(name, granted);
      return Optional.of(granted);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(Lease lease) {
    requireNonNull(lease, "lease");
    lock.lock();
    try {
      Lease present = held.get(lease.name());
      if (present != null
          && present.epoch() == lease.epoch()
          && present.holder().equals(lease.holder())) {
        held.remove(lease.name());
      }
    } finally {
      lock.unlock();
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
