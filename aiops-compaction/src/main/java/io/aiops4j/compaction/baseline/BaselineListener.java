package io.aiops4j.compaction.baseline;

import io.aiops4j.compaction.streaming.SeriesEvent;

/**
 * Hears of the events of a store, on the thread that gives it samples.
 *
 * <p>An opened event is what an incident is opened for. Must not call the store that calls it.
 */
@FunctionalInterface
public interface BaselineListener {
  /**
   * An event opened or ended.
   *
   * @param key the series
   * @param event as of now; its slot means nothing outside the store
   */
  void on(SeriesKey key, SeriesEvent event);
}
