package io.aiops4j.compaction.streaming;

/**
 * Hears of events while samples are taken, on the thread that gives them, in the order of slots.
 *
 * <p>Must not call the bank that calls it.
 */
@FunctionalInterface
public interface EventListener {
  /**
   * An event opened ({@link SeriesEvent.State#OPEN}) or ended (any other state).
   *
   * @param event as of now
   */
  void on(SeriesEvent event);
}
