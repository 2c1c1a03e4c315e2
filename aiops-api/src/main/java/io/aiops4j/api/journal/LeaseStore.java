package io.aiops4j.api.journal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Experimental;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says which of several replicas may work on an incident.
 *
 * <p>A lease alone is no fence: the epoch goes with each dispatch, so that what is acted upon can
 * refuse an old one. Thread-safe.
 */
@Experimental
public interface LeaseStore {
  /**
   * A lease that was granted.
   *
   * @param name what it is for
   * @param holder who has it
   * @param epoch larger for each new holder
   * @param expiresAt when it ends unless renewed
   */
  record Lease(String name, String holder, long epoch, Instant expiresAt) {
    /** Checks the parts. */
    public Lease {
      requireNonNull(name, "name");
      requireNonNull(holder, "holder");
      requireNonNull(expiresAt, "expiresAt");
    }
  }

  /**
   * {@return the lease, or empty while somebody else holds it; the present holder gets its own
   * again, extended, with the same epoch}
   *
   * @param name what it is for
   * @param holder who asks
   * @param timeToLive how long it lasts from now
   * @param now the present, by the host's clock
   */
  Optional<Lease> acquire(String name, String holder, Duration timeToLive, Instant now);

  /**
   * Gives a lease back; without effect if it is not held any more.
   *
   * @param lease as it was granted
   */
  void release(Lease lease);
}
