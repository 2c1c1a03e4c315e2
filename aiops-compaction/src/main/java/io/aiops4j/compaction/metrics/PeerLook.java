package io.aiops4j.compaction.metrics;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.Tails;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a series that differs from those of its peers: it needs no history, so it finds the
 * straggler of a job that has just begun.
 *
 * <p>The level of each over the observed range against median and MAD of all; one that differed as
 * much in the reference is as it always was.
 */
final class PeerLook {
  static final String KIND = "metric.peer";

  /** Beyond this many sigma one is unlike its peers: of few, more than 3 are common. */
  private static final double ENTRY_SIGMAS = 5;

  private static final int LEAST_SAMPLES = 4;
  private static final int LEAST_REFERENCE = 8;

  /** Peers are never more alike than this share of their level, nor than one of them is noisy. */
  private static final double RELATIVE_FLOOR = 0.01;

  private static final double ABSOLUTE_FLOOR = 1e-9;

  /** One that deviated by this share of its deviation before is as it always was. */
  private static final double AS_BEFORE = 0.5;

  /** The exit band ends at the middle between the peers and the one at the latest. */
  private static final double REACH_SIGMAS = 4;

  /**
   * One that differs.
   *
   * @param peers who is compared, all
   * @param series which differs
   * @param level of it
   * @param usual the median of all
   * @param sigma the robust, floored spread of all
   * @param strength after the cost of looking at many series, at least 0
   */
  record Deviation(
      Peers.Alike peers,
      Subject series,
      double level,
      double usual,
      double sigma,
      double strength) {
    /** No further out than a shift is said to be. */
    double sigmas() {
      double sigmas = (level - usual) / sigma;
      return Math.max(-Shift.MOST_SIGMAS, Math.min(Shift.MOST_SIGMAS, sigmas));
    }
  }

  /** What peers showed in the reference; of too few nothing can be said. */
  private record Before(boolean isKnown, double usual, double sigma) {
    static Before of(List<Subject> all, double floor) {
      double[] levels =
          all.stream()
              .filter(PeerLook::hasReference)
              .mapToDouble(each -> level(each, false))
              .toArray();
      return levels.length < PeerGroup.LEAST
          ? new Before(false, 0, 1)
          : new Before(true, Samples.median(levels), spread(levels, floor));
    }

    /** Whether one deviated then about as much as now. */
    boolean had(Subject one, double sigmas) {
      return isKnown
          && hasReference(one)
          && (level(one, false) - usual) / sigma * Math.signum(sigmas)
              > AS_BEFORE * Math.abs(sigmas);
    }
  }

  private final MetricFacts facts;
  private final Map<Subject, Deviation> found = new IdentityHashMap<>();

  PeerLook(MetricFacts facts, Peers peers, int searched) {
    this.facts = facts;
    double cost = ShiftLook.cost(searched);
    Set<Subject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Peers.Alike alike : peers.all()) {
      look(alike, cost, seen);
    }
  }

  /** The deviation of a series from its peers, if it is one. */
  @Nullable Deviation of(Subject series) {
    return found.get(series);
  }

  private void look(Peers.Alike alike, double cost, Set<Subject> seen) {
    List<Subject> series =
        alike.series().stream()
            .filter(each -> each.kind() != MetricKind.STATE_CODE)
            .filter(each -> each.reduced().observed().length >= LEAST_SAMPLES)
            .toList();
    if (series.size() < PeerGroup.LEAST) {
      return;
    }
    double[] now = series.stream().mapToDouble(each -> level(each, true)).toArray();
    double[] noise = series.stream().mapToDouble(PeerLook::noise).toArray();
    double usual = Samples.median(now);
    double floor = Math.max(Samples.median(noise), RELATIVE_FLOOR * Math.abs(usual));
    double sigma = spread(now, floor);
    // The same for all that deviate, of which there may be many; mostly there is none.
    @Nullable Before before = null;
    for (int i = 0; i < now.length; i++) {
      double sigmas = finite((now[i] - usual) / sigma);
      // A series is compared once, with those that it is most alike to.
      if (seen.add(series.get(i)) && Math.abs(sigmas) > ENTRY_SIGMAS) {
        double strength = Tails.student(Math.abs(sigmas), now.length - 2) - cost;
        if (strength > 0) {
          before = before == null ? Before.of(series, floor) : before;
        }
        if (before != null && strength > 0 && !before.had(series.get(i), sigmas)) {
          found.put(
              series.get(i), new Deviation(alike, series.get(i), now[i], usual, sigma, strength));
        }
      }
    }
  }

  private static boolean hasReference(Subject series) {
    return series.reduced().reference().length >= LEAST_REFERENCE;
  }

  /** The difference of values near the largest double is no number any more. */
  private static double finite(double sigmas) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, sigmas));
  }

  private static double spread(double[] levels, double floor) {
    double spread = Samples.MAD_TO_SIGMA * Samples.mad(levels);
    return Math.max(spread, Math.max(floor, ABSOLUTE_FLOOR));
  }

  private static double level(Subject series, boolean observed) {
    ReducedSeries reduced = series.reduced();
    double[] values = observed ? reduced.observed() : reduced.reference();
    return reduced.isCounted() ? Samples.mean(values) : Samples.median(values);
  }

  private static double noise(Subject series) {
    return Samples.MAD_TO_SIGMA * Samples.mad(series.reduced().observed());
  }

  /** What a shift of the series says of its peers. */
  static Map<String, String> attributes(@Nullable Deviation deviation) {
    return deviation == null
        ? Map.of()
        : Map.of("peerSigmas", Canonical.number(deviation.sigmas()));
  }

  Evidence evidence(Deviation deviation) {
    Subject series = deviation.series();
    boolean upwards = deviation.sigmas() > 0;
    MetricMeaning meaning = series.meaning();
    FaultType speaksFor = meaning.speaksFor(upwards);
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("direction", upwards ? "up" : "down");
    attributes.put("now", Canonical.number(deviation.level()));
    attributes.put("peers", Canonical.number(deviation.usual()));
    attributes.put("peerSigmas", Canonical.number(deviation.sigmas()));
    if (speaksFor != FaultType.UNKNOWN && !meaning.incidentClass().isEmpty()) {
      attributes.put("incidentClass", meaning.incidentClass());
    }
    Evidence.Builder evidence =
        facts
            .evidence(series, KIND, series.reduced().times()[0], attributes)
            .speaksFor(speaksFor)
            .strength(deviation.strength())
            .magnitude(deviation.sigmas(), "sigma")
            .shape(Shape.PENDING)
            .statement(
                series.named()
                    + (upwards ? " is higher" : " is lower")
                    + " than those of its peers: "
                    + Canonical.number(deviation.level())
                    + (series.reduced().isCounted() ? " a sample" : "")
                    + " against "
                    + Canonical.number(deviation.usual())
                    + ", the median of "
                    + deviation.peers().series().size()
                    + " of "
                    + deviation.peers().group().whole().name()
                    + " ("
                    + Canonical.number(Math.abs(deviation.sigmas()))
                    + " sigma)");
    boolean eitherSide = meaning.badWhen() == MetricMeaning.Direction.EITHER;
    if ((eitherSide || speaksFor != FaultType.UNKNOWN) && !meaning.followsWork()) {
      evidence.signal(
          facts.signal(
              series,
              series.reduced().reducer(),
              healthy(deviation, upwards, eitherSide),
              Optional.of(baseline(deviation))));
    }
    return evidence.build();
  }

  /** Healthy is what the peers showed when the one was found. */
  private static Band healthy(Deviation deviation, boolean upwards, boolean eitherSide) {
    double reach = Math.min(REACH_SIGMAS, Math.abs(deviation.sigmas()) / 2) * deviation.sigma();
    return new Band(
        upwards && !eitherSide ? Double.NEGATIVE_INFINITY : deviation.usual() - reach,
        upwards || eitherSide ? deviation.usual() + reach : Double.POSITIVE_INFINITY);
  }

  private FrozenBaseline baseline(Deviation deviation) {
    long samples =
        deviation.peers().series().stream()
            .mapToLong(each -> each.reduced().observed().length)
            .sum();
    return new FrozenBaseline(
        deviation.usual(), deviation.sigma(), samples, facts.window().observed());
  }
}
