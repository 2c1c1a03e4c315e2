package io.aiops4j.api.compaction;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.telemetry.Modality;
import java.util.Set;

/**
 * Knows how to turn telemetry into evidence.
 *
 * <p>Thread-safe and without state: what is collected lives in the {@link Accumulator}s that it
 * makes.
 */
@Experimental
public interface Compactor {
  /** {@return the kinds of telemetry it uses; others need not be read for it} */
  Set<Modality> modalities();

  /**
   * {@return an empty accumulator for one comparison}
   *
   * @param window what is compared with what
   */
  Accumulator accumulator(CompactionWindow window);

  /**
   * {@return an accumulator that goes on where another one's state was taken}
   *
   * @param window the window of that other one
   * @param state what {@link Accumulator#state()} gave, of this or an earlier release
   * @throws IllegalArgumentException if the state is damaged, of another compactor or window, or of
   *     a newer release
   */
  Accumulator restore(CompactionWindow window, byte[] state);
}
