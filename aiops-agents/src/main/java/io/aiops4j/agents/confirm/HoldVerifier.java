package io.aiops4j.agents.confirm;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.recovery.SignalReport.State;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalReading.Sample;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Confirms recovery when every pinned signal stays inside its exit band for one whole hold that all
 * of them share.
 *
 * <p>What counts: samples that lie wholly after completion plus {@code settle}, by their own
 * timestamps, however late they arrive; where the source's clock is known to be ahead, by the
 * host's clock too. The hold is the stretch of healthy samples that the telemetry <em>ends</em>
 * with, so a question asked late is never answered with health that has passed. One sample outside
 * its band restarts the hold, and so does a gap over {@code maxGap}; the hold must be complete,
 * with {@code minSamples} distinct timestamps of each signal, by the deadline: completion + settle
 * + hold + slack. A relapse makes the next hold longer through {@link
 * RecoveryQuestion#holdFactor()}.
 *
 * <p>What cannot be read is never a pass: a series that vanished, a source that fails or stands
 * still, a reducer nobody knows. At the deadline a signal that is outside its band, or back in it
 * for less than a hold, is {@link RecoveryVerdict.NotRecovered}, which beats {@link
 * RecoveryVerdict.Inconclusive}, which beats {@link RecoveryVerdict.Confirmed}. A new steady level
 * outside the band is not recovery. A signal inside its band that drifts towards an edge, and would
 * leave within another hold, is not confirmed until it stops; at the deadline it is inconclusive. A
 * constant series inside its band is fine.
 *
 * <p>A source whose clock is known to be ahead by more than {@code maxGap} is always late with what
 * it may show, so its signals stay unseen: mend the clock.
 *
 * <p>Out of scope: new anomalies elsewhere (nobody looks for them yet), and a component that a
 * successor replaced, unless the evaluator follows the succession; without that it is unseen.
 *
 * <p>The same question and telemetry give the same verdict. Time O(n log n) and memory O(n) for n
 * samples from completion to the question, of all signals. Stateless and thread-safe.
 *
 * <p>After Argo Rollouts (consecutive successes), medik8s NodeHealthCheck (healthy delay) and
 * Prometheus ({@code keep_firing_for}), without their verdict on vanished series. The defaults are
 * choices for telemetry every 15 seconds, not measurements.
 */
public final class HoldVerifier implements RecoveryVerifier {
  /*
   * Confirmed does not depend on the deadline but through "complete by", and nothing else reads it
   * before a verdict is final: a later deadline can turn NotRecovered into Confirmed, never back.
   */

  private final SignalEvaluator evaluator;
  private final Duration hold;
  private final int minSamples;
  private final Duration maxGap;
  private final Duration slack;
  private final int maxRestarts;
  private final Duration relapseWindow;
  private final int relapseSamples;

  private HoldVerifier(Builder builder) {
    this.evaluator = builder.evaluator;
    this.hold = builder.hold;
    this.minSamples = builder.minSamples;
    this.maxGap = builder.maxGap;
    this.slack = builder.slack;
    this.maxRestarts = builder.maxRestarts;
    this.relapseWindow = builder.relapseWindow;
    this.relapseSamples = builder.relapseSamples;
  }

  /**
   * {@return a builder with the defaults}
   *
   * @param evaluator what makes samples of telemetry
   */
  public static Builder builder(SignalEvaluator evaluator) {
    return new Builder(requireNonNull(evaluator, "evaluator"));
  }

  @Override
  public RecoveryVerdict verify(RecoveryQuestion question, TelemetrySource source) {
    requireNonNull(source, "source");
    if (question.signals().isEmpty()) {
      return nothingPinned();
    }
    Instant asOf = question.asOf();
    Duration length = hold.multipliedBy(question.holdFactor());
    Instant countsFrom = question.actionCompleted().plus(question.settle());
    Instant deadline = countsFrom.plus(length).plus(slack);
    if (!asOf.isAfter(countsFrom)) {
      return new RecoveryVerdict.Inconclusive(
          Optional.of(earlier(countsFrom.plus(length), deadline)),
          "No sample counts before " + countsFrom + ", when the action has settled.",
          notRead(question, countsFrom));
    }
    List<SignalTrack> tracks = read(question, new TimeRange(countsFrom, asOf), source);
    Instant start = sharedStart(tracks, countsFrom);
    List<Standing> standings = judge(tracks, demand(length, start, deadline, true), asOf);
    List<SignalReport> reports = reports(standings);

    Optional<Standing> failed = standings.stream().filter(Standing::failedForGood).findFirst();
    if (failed.isEmpty() && !asOf.isBefore(deadline)) {
      failed = first(standings, State.UNHEALTHY);
    }
    if (failed.isPresent()) {
      return new RecoveryVerdict.NotRecovered(
          "Not recovered by " + asOf + ": " + failed.get().report().statement(), reports);
    }
    if (allHeld(standings)) {
      return confirmed(question, start, length, reports, source);
    }
    Standing open = worst(standings);
    if (asOf.isBefore(deadline)) {
      return new RecoveryVerdict.Inconclusive(
          Optional.of(earlier(nextLook(standings, asOf), deadline)),
          "Not confirmed yet, until " + deadline + ": " + open.report().statement(),
          reports);
    }
    return new RecoveryVerdict.Inconclusive(
        Optional.empty(),
        "It could not be told by " + deadline + ": " + open.report().statement(),
        reports);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A relapse is {@code relapseSamples} samples of one signal in a row outside its band, or more
   * single ones than {@code maxRestarts}. The watch lasts {@code relapseWindow}, and at least a
   * hold; it ends as confirmed only if every signal is seen healthy for a whole hold at its end.
   * Where samples lack for that it goes on for one hold ({@code minSamples} times {@code maxGap} if
   * that is longer) and one {@code maxGap} more, unless there is no telemetry at all; then it ends
   * as inconclusive.
   */
  @Override
  public RecoveryVerdict watch(
      RecoveryQuestion question, Instant confirmedAt, TelemetrySource source) {
    requireNonNull(confirmedAt, "confirmedAt");
    requireNonNull(source, "source");
    if (question.signals().isEmpty()) {
      return nothingPinned();
    }
    Instant asOf = question.asOf();
    Duration length = hold.multipliedBy(question.holdFactor());
    Duration window = length.compareTo(relapseWindow) > 0 ? length : relapseWindow;
    Instant over = confirmedAt.plus(window);
    // What a hold may need: signals of a sample a minute need longer to show enough of them.
    Duration sparse = maxGap.multipliedBy(minSamples);
    Duration extension = length.compareTo(sparse) > 0 ? length : sparse;
    Instant last = over.plus(extension).plus(maxGap);
    if (!asOf.isAfter(confirmedAt)) {
      return new RecoveryVerdict.Inconclusive(
          Optional.of(confirmedAt.plus(maxGap)),
          "The watch starts at " + confirmedAt + ".",
          notRead(question, confirmedAt));
    }
    TimeRange range = new TimeRange(confirmedAt, earlier(asOf, last));
    List<SignalTrack> tracks = read(question, range, source);
    Instant start = sharedStart(tracks, confirmedAt);
    List<Standing> standings = judge(tracks, demand(length, start, last, false), asOf);
    List<SignalReport> reports = reports(standings);

    Optional<RecoveryVerdict> relapsed = relapsed(tracks, standings);
    if (relapsed.isPresent()) {
      return relapsed.get();
    }
    if (asOf.isBefore(over)) {
      return new RecoveryVerdict.Inconclusive(
          Optional.of(earlier(asOf.plus(maxGap), over)), "Watched until " + over + ".", reports);
    }
    if (allHeld(standings)) {
      return confirmed(question, start, length, reports, source);
    }
    String why = worst(standings).report().statement();
    boolean nothingSeen = tracks.stream().allMatch(track -> track.samples().isEmpty());
    if (nothingSeen || !asOf.isBefore(last)) {
      return new RecoveryVerdict.Inconclusive(
          Optional.empty(), "The watch is over and it cannot be told: " + why, reports);
    }
    return new RecoveryVerdict.Inconclusive(
        Optional.of(earlier(nextLook(standings, asOf), last)),
        "The watch was to end at " + over + ", but not enough was seen: " + why,
        reports);
  }

  private static RecoveryVerdict nothingPinned() {
    return new RecoveryVerdict.Inconclusive(
        Optional.empty(), "No signal is pinned, so nothing can be confirmed.", List.of());
  }

  private static List<SignalReport> notRead(RecoveryQuestion question, Instant from) {
    return question.signals().stream()
        .map(
            signal ->
                new SignalReport(
                    signal,
                    State.UNSEEN,
                    0,
                    signal.query() + " is not read before " + from + ".",
                    List.of()))
        .toList();
  }

  private RecoveryVerdict confirmed(
      RecoveryQuestion question,
      Instant start,
      Duration length,
      List<SignalReport> reports,
      TelemetrySource source) {
    boolean before = recoveredBefore(question, length, source);
    String reason =
        String.format(
            Locale.ROOT,
            "%d of %d signals held from %s on, for %d s or longer%s.",
            reports.size(),
            reports.size(),
            start,
            length.toSeconds(),
            before ? "; they had held before the action, too" : "");
    return new RecoveryVerdict.Confirmed(start, before, reason, reports);
  }

  /** The same demands, of the stretch that ends where the action starts; a drift is no matter. */
  private boolean recoveredBefore(
      RecoveryQuestion question, Duration length, TelemetrySource source) {
    Instant started = question.actionStarted();
    Instant from = started.minus(length).minus(maxGap.multipliedBy(minSamples));
    List<SignalTrack> tracks = read(question, new TimeRange(from, started), source);
    Standing.Demand demand = demand(length, sharedStart(tracks, from), started, false);
    return allHeld(judge(tracks, demand, started));
  }

  private List<SignalTrack> read(
      RecoveryQuestion question, TimeRange range, TelemetrySource source) {
    List<SignalTrack> tracks = new ArrayList<>();
    for (PinnedSignal signal : question.signals()) {
      tracks.add(SignalTrack.read(signal, range, question.asOf(), evaluator, source, maxGap));
    }
    return tracks;
  }

  /** The latest start of a run: from there on no signal has been bad or out of sight. */
  private static Instant sharedStart(List<SignalTrack> tracks, Instant from) {
    Instant start = from;
    for (SignalTrack track : tracks) {
      if (track.hasRun() && track.runStart().isAfter(start)) {
        start = track.runStart();
      }
    }
    return start;
  }

  private Standing.Demand demand(
      Duration length, Instant start, Instant deadline, boolean mindsDrift) {
    return new Standing.Demand(
        length, minSamples, start, deadline, maxRestarts, maxGap, mindsDrift);
  }

  private static List<Standing> judge(
      List<SignalTrack> tracks, Standing.Demand demand, Instant asOf) {
    return tracks.stream().map(track -> Standing.of(track, demand, asOf)).toList();
  }

  private static boolean allHeld(List<Standing> standings) {
    return standings.stream().allMatch(standing -> standing.state() == State.HELD);
  }

  private static List<SignalReport> reports(List<Standing> standings) {
    return standings.stream().map(Standing::report).toList();
  }

  private static Optional<Standing> first(List<Standing> standings, State state) {
    return standings.stream().filter(standing -> standing.state() == state).findFirst();
  }

  /** The one to name first: what fails, else what is not seen, else what goes on. */
  private static Standing worst(List<Standing> standings) {
    return first(standings, State.UNHEALTHY)
        .or(() -> first(standings, State.UNSEEN))
        .or(() -> first(standings, State.HOLDING))
        .orElse(standings.get(0));
  }

  /** When all signals could have held at the earliest; always later than the question. */
  private Instant nextLook(List<Standing> standings, Instant asOf) {
    Instant next = asOf.plus(maxGap.dividedBy(4));
    for (Standing standing : standings) {
      if (standing.state() != State.HELD && standing.earliest().isAfter(next)) {
        next = standing.earliest();
      }
    }
    return next;
  }

  /** The first relapse of any signal, by the time of its first bad sample. */
  private Optional<RecoveryVerdict> relapsed(List<SignalTrack> tracks, List<Standing> standings) {
    Optional<Instant> earliest = Optional.empty();
    String text = "";
    for (SignalTrack track : tracks) {
      Optional<Sample> bad = track.firstFall(relapseSamples, maxRestarts);
      if (bad.isPresent() && (earliest.isEmpty() || bad.get().at().isBefore(earliest.get()))) {
        earliest = Optional.of(bad.get().at());
        text =
            String.format(
                Locale.ROOT,
                "Relapsed: %s was %s at %s, outside its band, and not for a single sample only.",
                track.signal().query(),
                Canonical.number(bad.get().value()),
                bad.get().at());
      }
    }
    String reason = text;
    return earliest.map(at -> new RecoveryVerdict.Relapsed(at, reason, reports(standings)));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Builds a {@link HoldVerifier}. Not thread-safe. */
  public static final class Builder {
    private final SignalEvaluator evaluator;
    private Duration hold = Duration.ofMinutes(5);
    private int minSamples = 5;
    private Duration maxGap = Duration.ofSeconds(60);
    private Duration slack = Duration.ofMinutes(14);
    private int maxRestarts = 10;
    private Duration relapseWindow = Duration.ofMinutes(15);
    private int relapseSamples = 2;

    private Builder(SignalEvaluator evaluator) {
      this.evaluator = evaluator;
    }

    /**
     * {@return this builder}
     *
     * @param hold how long every sample of every signal must be healthy; 5 minutes by default,
     *     times {@link RecoveryQuestion#holdFactor()}
     */
    public Builder hold(Duration hold) {
      this.hold = requireNonNull(hold, "hold");
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param minSamples how many distinct timestamps a hold needs of each signal; 5 by default. A
     *     signal with one sample a minute therefore holds for about ten minutes
     */
    public Builder minSamples(int minSamples) {
      this.minSamples = minSamples;
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param maxGap the longest time without telemetry inside a hold, and before its end; 60
     *     seconds by default. Not shorter than the time that one sample is made of, which is a
     *     minute for counts of logs and spans
     */
    public Builder maxGap(Duration maxGap) {
      this.maxGap = requireNonNull(maxGap, "maxGap");
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param slack how much later than completion + settle + hold the deadline is; 14 minutes by
     *     default, so that with a settle of one minute it is 20 minutes after completion
     */
    public Builder slack(Duration slack) {
      this.slack = requireNonNull(slack, "slack");
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param maxRestarts how often an unhealthy sample may end a stretch of healthy ones before a
     *     signal is not recovered, or relapsed, for good; 10 by default
     */
    public Builder maxRestarts(int maxRestarts) {
      this.maxRestarts = maxRestarts;
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param relapseWindow how long a confirmed recovery is watched; 15 minutes by default, and at
     *     least a hold
     */
    public Builder relapseWindow(Duration relapseWindow) {
      this.relapseWindow = requireNonNull(relapseWindow, "relapseWindow");
      return this;
    }

    /**
     * {@return this builder}
     *
     * @param relapseSamples how many unhealthy samples of one signal in a row are a relapse; 2 by
     *     default
     */
    public Builder relapseSamples(int relapseSamples) {
      this.relapseSamples = relapseSamples;
      return this;
    }

    /**
     * {@return the verifier}
     *
     * @throws IllegalArgumentException if a time is not above 0, a count below 1, or slack or
     *     {@code maxRestarts} negative
     */
    public HoldVerifier build() {
      positive("hold", hold);
      positive("maxGap", maxGap);
      positive("relapseWindow", relapseWindow);
      if (slack.isNegative() || minSamples < 1 || maxRestarts < 0 || relapseSamples < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "slack is %s, minSamples %d, maxRestarts %d, relapseSamples %d; use at least 0, 1, 0, 1",
                slack,
                minSamples,
                maxRestarts,
                relapseSamples));
      }
      return new HoldVerifier(this);
    }

    private static void positive(String option, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(option + " is " + value + "; use more than zero");
      }
    }
  }
}
