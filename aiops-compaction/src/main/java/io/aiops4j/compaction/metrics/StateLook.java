package io.aiops4j.compaction.metrics;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.compaction.logs.Xids;
import io.aiops4j.compaction.stats.Tails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks for a code, or a bit of one, that the reference does not have. */
final class StateLook {
  static final String KIND = "metric.state";

  // Bits of the reasons for a lower clock, after NVIDIA's NVML reference: slowdown by hardware,
  // thermal by software and by hardware, power brake. Idle, set clocks and the power cap are usual.
  private static final long SLOWDOWN = 0x8;
  private static final long THERMAL = 0x20 | 0x40;
  private static final long POWER_BRAKE = 0x80;

  /** What a bit of trouble is worth: the device says so itself. */
  private static final double TROUBLE = 10;

  /** A rate that is mostly 0 or 1: the prior of a state that never showed. */
  private static final double PRIOR = 0.1;

  /** Sampled states are repeats of one fact: only so many samples count. */
  private static final int MOST_REPEATS = 4;

  private record Reading(FaultType type, String incidentClass, double strength, String words) {}

  private final MetricFacts facts;

  StateLook(MetricFacts facts) {
    this.facts = facts;
  }

  void of(Subject series, List<Evidence> out) {
    ReducedSeries reduced = series.reduced();
    MetricMeaning.Coding coding = series.meaning().coding();
    boolean bits = coding == MetricMeaning.Coding.CLOCK_EVENTS;
    Map<Long, Integer> known = new HashMap<>();
    long knownBits = 0;
    for (double value : reduced.reference()) {
      known.merge((long) value, 1, Integer::sum);
      knownBits |= (long) value;
    }
    Map<Long, Integer> first = new TreeMap<>();
    Map<Long, Integer> hits = new HashMap<>();
    for (int i = 0; i < reduced.observed().length; i++) {
      long value = (long) reduced.observed()[i];
      long code = bits ? value & ~knownBits : value;
      if (bits ? code != 0 : !known.containsKey(code)) {
        first.putIfAbsent(code, i);
        hits.merge(code, 1, Integer::sum);
      }
    }
    for (Map.Entry<Long, Integer> each : first.entrySet()) {
      long code = each.getKey();
      // A gauge of the last error that shows none any more was reset: no error, no evidence.
      if (coding != MetricMeaning.Coding.XID || code != 0) {
        Reading reading = read(coding, code, chance(hits.getOrDefault(code, 1), reduced));
        out.add(evidence(series, reading, code, each.getValue(), bits));
      }
    }
  }

  /** Strength of so many samples of what the reference never showed. */
  static double chance(int hits, ReducedSeries reduced) {
    int counted = Math.min(MOST_REPEATS, hits);
    return Tails.betaBinomial(counted, counted, PRIOR, reduced.reference().length + PRIOR);
  }

  private static Reading read(MetricMeaning.Coding coding, long code, double chance) {
    if (coding == MetricMeaning.Coding.XID) {
      return Xids.of((int) code)
          .map(
              xid ->
                  new Reading(xid.speaksFor(), xid.incidentClass(), xid.strength(), xid.meaning()))
          .orElse(new Reading(FaultType.UNKNOWN, "", chance, "an error code"));
    }
    if (coding == MetricMeaning.Coding.CLOCK_EVENTS) {
      if ((code & (THERMAL | SLOWDOWN)) != 0) {
        return new Reading(
            FaultType.HARDWARE, "gpu-thermal-throttle", TROUBLE, "clocks lowered by heat");
      }
      if ((code & POWER_BRAKE) != 0) {
        return new Reading(
            FaultType.HARDWARE, "gpu-power-brake", TROUBLE, "clocks lowered by the power brake");
      }
      return new Reading(FaultType.UNKNOWN, "", Math.min(chance, 1), "clocks lowered as usual");
    }
    return new Reading(FaultType.UNKNOWN, "", chance, "a state it never had");
  }

  private Evidence evidence(
      Subject series, Reading reading, long code, int firstIndex, boolean bits) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("code", Long.toString(code));
    if (MetricMeaning.of(series.name()).coding() == MetricMeaning.Coding.XID) {
      attributes.put(Evidence.FACT, "xid-" + code);
    }
    if (bits) {
      attributes.put("bits", "0x" + Long.toHexString(code));
    }
    if (!reading.incidentClass().isEmpty()) {
      attributes.put("incidentClass", reading.incidentClass());
    }
    ReducedSeries reduced = series.reduced();
    Usual usual = Usual.of(reduced.reference(), 1);
    Evidence.Builder evidence =
        facts
            .evidence(series, KIND, reduced.times()[firstIndex], attributes)
            .speaksFor(reading.type())
            .strength(reading.strength())
            .magnitude(code, "")
            .shape(Shape.APPEARED)
            .statement(
                series.named()
                    + " showed "
                    + (bits ? "bits 0x" + Long.toHexString(code) : Long.toString(code))
                    + " ("
                    + reading.words()
                    + "), never so in "
                    + reduced.reference().length
                    + " samples before; then between "
                    + Canonical.number(usual.lowest())
                    + " and "
                    + Canonical.number(usual.highest()));
    signal(series, usual, code, bits).ifPresent(evidence::signal);
    return evidence.build();
  }

  /** Healthy is what the reference showed; of bits, that those of trouble are gone. */
  private Optional<PinnedSignal> signal(Subject series, Usual usual, long code, boolean bits) {
    Optional<FrozenBaseline> baseline = Optional.of(usual.frozen(facts.referenceRange()));
    if (!bits) {
      Band band = new Band(usual.lowest(), usual.highest());
      return Optional.of(facts.signal(series, Reducer.VALUE, band, baseline));
    }
    long trouble = code & (SLOWDOWN | THERMAL | POWER_BRAKE);
    return trouble == 0
        ? Optional.empty()
        : Optional.of(facts.signal(series, Reducer.bits(trouble), new Band(0, 0), baseline));
  }
}
