package io.aiops4j.agents.confirm;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.signal.SignalReading.Sample;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one signal showed in a range: the samples that count, and the run of healthy ones without a
 * gap that they end with.
 *
 * @param signal which one
 * @param samples those that count, in the order of time
 * @param runFrom index of the first sample of the run; the number of samples if there is no run
 * @param brokenBy what ended the run before this one
 * @param restarts how often an unhealthy sample ended a run
 * @param fresh whether the last sample is near enough to the end of the range
 * @param gaps what is missing, for a person
 */
record SignalTrack(
    PinnedSignal signal,
    List<Sample> samples,
    int runFrom,
    BrokenBy brokenBy,
    int restarts,
    boolean fresh,
    List<String> gaps) {
  private static final Logger LOG = LoggerFactory.getLogger(SignalTrack.class);

  /** A verdict is read by people and journaled: more gaps than this are only counted. */
  private static final int MAX_GAPS_TOLD = 8;

  private static final Comparator<Sample> BY_TIME =
      Comparator.comparing(Sample::at).thenComparing(Sample::from).thenComparing(Sample::value);

  SignalTrack {
    samples = List.copyOf(samples);
    gaps = List.copyOf(gaps);
  }

  /** What ended a run. */
  enum BrokenBy {
    /** Nothing: it goes back to the first sample that counts. */
    NOTHING,
    /** A sample outside the band. */
    BAD_SAMPLE,
    /** Too long a time without a sample. */
    GAP
  }

  /**
   * Reads a signal. Whatever goes wrong on the way makes it unseen, never healthy.
   *
   * @param signal what to read
   * @param range only samples that lie wholly inside count, by the host's clock too
   * @param asOf the instant of the question
   * @param evaluator what makes samples of telemetry
   * @param source what to read from
   * @param maxGap the longest time without a sample inside a run
   */
  static SignalTrack read(
      PinnedSignal signal,
      TimeRange range,
      Instant asOf,
      SignalEvaluator evaluator,
      TelemetrySource source,
      Duration maxGap) {
    SignalReading reading;
    try {
      reading = requireNonNull(evaluator.evaluate(signal, range, asOf, source), "reading");
    } catch (TelemetryUnavailableException e) {
      return unread(signal, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // An unknown reducer, or a defect of an evaluator or a source: it must not end the loop.
      LOG.debug("Could not read {}", signal, e);
      return unread(signal, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    if (!reading.signal().equals(signal)) {
      return unread(signal, "the evaluator answered for another signal: " + reading.signal());
    }
    return of(reading, range, asOf, maxGap);
  }

  private static SignalTrack unread(PinnedSignal signal, String why) {
    return new SignalTrack(
        signal, List.of(), 0, BrokenBy.NOTHING, 0, false, List.of("could not be read: " + why));
  }

  private static SignalTrack of(
      SignalReading reading, TimeRange range, Instant asOf, Duration maxGap) {
    Coverage coverage = reading.coverage();
    List<String> gaps = new ArrayList<>();
    for (Coverage.Missing missing : coverage.missing()) {
      String modality = missing.modality().name().toLowerCase(Locale.ROOT);
      gaps.add(modality + " of " + missing.what() + ": " + missing.why());
    }
    List<Sample> samples = counted(reading, range, gaps);

    int runFrom = 0;
    int restarts = 0;
    BrokenBy brokenBy = BrokenBy.NOTHING;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      if (i > 0 && gapBetween(samples.get(i - 1), sample).compareTo(maxGap) > 0) {
        gaps.add("no sample from " + samples.get(i - 1).at() + " to " + sample.from());
        runFrom = i;
        brokenBy = BrokenBy.GAP;
      }
      if (!reading.signal().healthy().contains(sample.value())) {
        restarts += i > runFrom ? 1 : 0;
        runFrom = i + 1;
        brokenBy = BrokenBy.BAD_SAMPLE;
      } else if (Duration.between(sample.from(), sample.at()).compareTo(maxGap) > 0) {
        gaps.add("one sample only for all from " + sample.from() + " to " + sample.at());
        runFrom = i + 1;
        brokenBy = BrokenBy.GAP;
      }
    }
    boolean fresh =
        !samples.isEmpty()
            && isFresh(samples.get(samples.size() - 1), coverage, range.to(), asOf, maxGap);
    return new SignalTrack(
        reading.signal(), samples, runFrom, brokenBy, restarts, fresh, shortened(gaps));
  }

  /**
   * The evaluator was asked for the range only; it is checked again here, because a sample from
   * before the action would confirm it. A source whose clock is ahead stamps its samples too late:
   * they must lie in the range by the host's clock as well.
   */
  private static List<Sample> counted(SignalReading reading, TimeRange range, List<String> gaps) {
    Duration ahead = reading.coverage().clockOffset();
    List<Sample> samples = new ArrayList<>();
    int early = 0;
    int late = 0;
    for (Sample sample : reading.samples()) {
      if (sample.from().isBefore(range.from())
          || sample.from().minus(ahead).isBefore(range.from())) {
        early++;
      } else if (!sample.at().isBefore(range.to()) || sample.at().isBefore(sample.from())) {
        late++;
      } else {
        samples.add(sample);
      }
    }
    if (early > 0) {
      gaps.add(early + " samples reach back before " + range.from() + " and do not count");
    }
    if (late > 0) {
      gaps.add(late + " samples are stamped " + range.to() + " or later and do not count");
    }
    samples.sort(BY_TIME);
    return samples;
  }

  /**
   * Telemetry that the source says is still to come is not missing, but for one {@code maxGap} at
   * most: a source that stands still is not fresh.
   */
  private static boolean isFresh(
      Sample last, Coverage coverage, Instant end, Instant asOf, Duration maxGap) {
    Instant complete = coverage.completeUntil();
    Instant earliest = asOf.minus(maxGap);
    Instant expected = complete.isBefore(earliest) ? earliest : complete;
    Instant horizon = expected.isBefore(end) ? expected : end;
    Instant seen = last.at().minus(coverage.clockOffset());
    return !seen.isBefore(horizon.minus(maxGap));
  }

  private static Duration gapBetween(Sample earlier, Sample later) {
    return Duration.between(earlier.at(), later.from());
  }

  private static List<String> shortened(List<String> gaps) {
    if (gaps.size() <= MAX_GAPS_TOLD) {
      return gaps;
    }
    List<String> told = new ArrayList<>(gaps.subList(0, MAX_GAPS_TOLD));
    told.add("and " + (gaps.size() - MAX_GAPS_TOLD) + " gaps more");
    return told;
  }

  boolean hasRun() {
    return runFrom < samples.size();
  }

  /** Where the run starts; there must be one. */
  Instant runStart() {
    return samples.get(runFrom).from();
  }

  /** The newest sample; there must be one. */
  Sample last() {
    return samples.get(samples.size() - 1);
  }

  /** The samples of the run that lie wholly at or after an instant. */
  List<Sample> runSince(Instant start) {
    return samples.subList(runFrom, samples.size()).stream()
        .filter(sample -> !sample.from().isBefore(start))
        .toList();
  }

  boolean isHealthy(Sample sample) {
    return signal.healthy().contains(sample.value());
  }

  /**
   * The first of that many bad samples in a row, at distinct times; failing that, the first bad
   * sample if the signal fell out of its band more often than allowed.
   */
  Optional<Sample> firstFall(int inARow, int maxRestarts) {
    Optional<Sample> firstOfRow = Optional.empty();
    Optional<Sample> firstOfAll = Optional.empty();
    Instant before = Instant.MIN;
    int row = 0;
    for (Sample sample : samples) {
      if (isHealthy(sample)) {
        row = 0;
        continue;
      }
      if (row == 0) {
        firstOfRow = Optional.of(sample);
      }
      row += row > 0 && sample.at().equals(before) ? 0 : 1;
      before = sample.at();
      firstOfAll = firstOfAll.or(() -> Optional.of(sample));
      if (row >= inARow) {
        return firstOfRow;
      }
    }
    return restarts > maxRestarts ? firstOfAll : Optional.empty();
  }
}
