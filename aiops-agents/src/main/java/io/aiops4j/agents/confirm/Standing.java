package io.aiops4j.agents.confirm;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.recovery.SignalReport.State;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.SignalReading.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one signal stands in a hold that all signals share.
 *
 * @param report what to tell of it
 * @param failedForGood whether no more waiting can help
 * @param earliest when it could have held at the earliest
 */
record Standing(SignalReport report, boolean failedForGood, Instant earliest) {
  /**
   * What a hold demands.
   *
   * @param length how long every sample must be healthy
   * @param minSamples how many distinct timestamps there must be
   * @param start where the hold that all signals share starts
   * @param deadline when it must be complete
   * @param maxRestarts how often an unhealthy sample may restart it
   * @param maxGap when to look again for a signal that is not seen
   * @param minds whether a drift keeps it from being held
   */
  record Demand(
      Duration length,
      int minSamples,
      Instant start,
      Instant deadline,
      int maxRestarts,
      Duration maxGap,
      boolean mindsDrift) {}

  State state() {
    return report.state();
  }

  /**
   * Judges one signal.
   *
   * @param track what it showed
   * @param demand what is demanded of it
   * @param asOf the instant of the question
   */
  static Standing of(SignalTrack track, Demand demand, Instant asOf) {
    if (track.samples().isEmpty()) {
      return unseen(track, "showed no sample that counts", demand, asOf);
    }
    Sample last = track.last();
    String band = band(track.signal().healthy());
    String newest = Canonical.number(last.value()) + " at " + last.at();
    if (track.restarts() > demand.maxRestarts()) {
      String text =
          String.format(
              Locale.ROOT,
              "fell out of %s %d times, more than the %d allowed; it was %s",
              band,
              track.restarts(),
              demand.maxRestarts(),
              newest);
      return new Standing(report(track, State.UNHEALTHY, text), true, asOf);
    }
    if (!track.fresh()) {
      return unseen(track, "was last seen with " + newest + ", and not since", demand, asOf);
    }
    if (!track.hasRun() && !track.isHealthy(last)) {
      String text = "was " + newest + ", outside " + band;
      Instant earliest = last.at().plus(demand.length());
      return new Standing(report(track, State.UNHEALTHY, text), false, earliest);
    }
    if (!track.hasRun()) {
      return unseen(track, "showed one sample only for too long a time", demand, asOf);
    }
    return running(track, demand);
  }

  private static Standing running(SignalTrack track, Demand demand) {
    List<Sample> shared = track.runSince(demand.start());
    Instant earliest = demand.start().plus(demand.length());
    Sample last = track.last();
    String newest = Canonical.number(last.value()) + " at " + last.at();
    String band = band(track.signal().healthy());
    if (!inTime(completion(shared, demand.start(), demand), demand)) {
      List<Sample> own = track.runSince(track.runStart());
      boolean failed =
          track.brokenBy() == SignalTrack.BrokenBy.BAD_SAMPLE
              && !inTime(completion(own, track.runStart(), demand), demand);
      String text =
          String.format(
              Locale.ROOT,
              "%s in %s since %s, %d samples, the newest %s; the hold of %d s with %d samples is not complete",
              failed ? "is back" : "has been",
              band,
              track.runStart(),
              shared.size(),
              newest,
              demand.length().toSeconds(),
              demand.minSamples());
      return new Standing(
          report(track, failed ? State.UNHEALTHY : State.HOLDING, text), false, earliest);
    }
    List<Sample> recent =
        shared.stream().filter(s -> !s.at().isBefore(last.at().minus(demand.length()))).toList();
    if (demand.mindsDrift() && Drift.leavesBand(track.signal(), recent, demand.length())) {
      String text =
          String.format(
              Locale.ROOT,
              "has drifted from %s to %s and would leave %s within another hold",
              Canonical.number(recent.get(0).value()),
              newest,
              band);
      return new Standing(report(track, State.HOLDING, text), false, earliest);
    }
    String text =
        String.format(
            Locale.ROOT,
            "stayed in %s for all %d samples from %s on, the newest %s",
            band,
            shared.size(),
            demand.start(),
            newest);
    return new Standing(report(track, State.HELD, text), false, earliest);
  }

  private static Standing unseen(SignalTrack track, String text, Demand demand, Instant asOf) {
    return new Standing(report(track, State.UNSEEN, text), false, asOf.plus(demand.maxGap()));
  }

  private static SignalReport report(SignalTrack track, State state, String text) {
    return new SignalReport(
        track.signal(),
        state,
        track.samples().size(),
        track.signal().query() + " " + text + ".",
        track.gaps());
  }

  /** The time of the sample that completes the hold. */
  private static Optional<Instant> completion(List<Sample> run, Instant start, Demand demand) {
    int distinct = 0;
    Instant before = Instant.MIN;
    for (Sample sample : run) {
      distinct += sample.at().equals(before) ? 0 : 1;
      before = sample.at();
      boolean longEnough = Duration.between(start, sample.at()).compareTo(demand.length()) >= 0;
      if (longEnough && distinct >= demand.minSamples()) {
        return Optional.of(sample.at());
      }
    }
    return Optional.empty();
  }

  private static boolean inTime(Optional<Instant> completion, Demand demand) {
    return completion.isPresent() && !completion.get().isAfter(demand.deadline());
  }

  private static String band(Band band) {
    return "[" + Canonical.number(band.lower()) + ", " + Canonical.number(band.upper()) + "]";
  }
}
