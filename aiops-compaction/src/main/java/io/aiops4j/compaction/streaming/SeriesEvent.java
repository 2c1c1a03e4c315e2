package io.aiops4j.compaction.streaming;

import io.aiops4j.api.compaction.Shape;

/**
 * One excursion of one series: from the first unusual sample to the return, however long it lasted.
 *
 * @param slot the series
 * @param onsetMillis time of the first sample of the excursion, epoch milliseconds
 * @param openedMillis time of the sample at which there was evidence enough
 * @param peakMillis time of the largest deviation so far
 * @param endMillis time of the last unusual sample; of the last sample so far while it is open
 * @param peakValue the value at the peak, per second for counters
 * @param sigmas the deviation at the peak, in deviations of the baseline; negative below it
 * @param mean of the baseline, as it was before the onset
 * @param deviation of the baseline, floored, above 0
 * @param samples how many samples the baseline rests on
 * @param state whether it goes on, and if not, why
 * @param shape a spike if it has recovered; else what all samples since the onset look like,
 *     pending while they are too few
 */
public record SeriesEvent(
    int slot,
    long onsetMillis,
    long openedMillis,
    long peakMillis,
    long endMillis,
    double peakValue,
    double sigmas,
    double mean,
    double deviation,
    int samples,
    State state,
    Shape shape) {

  /** Whether an event goes on. */
  public enum State {
    /** The series is still unusual; its baseline learns nothing. */
    OPEN,
    /** The series is usual again. */
    RECOVERED,
    /** It stayed unusual for so long that this is taken for its new normal from now on. */
    NEW_NORMAL,
    /** The series was forgotten or began a new epoch while the event was open. */
    CUT_OFF
  }
}
