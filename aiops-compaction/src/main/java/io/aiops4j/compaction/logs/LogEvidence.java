package io.aiops4j.compaction.logs;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.mining.LogTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns the counted templates of one stream into evidence. */
final class LogEvidence {
  static final String NEW = "log.new";
  static final String BURST = "log.burst";
  static final String SIGNATURE = "log.signature";

  /** Below this many lines in all of the reference, silence there says nothing. */
  private static final int LEAST_REFERENCE = 8;

  /** Most that a platform's signature is worth in the mouth of a workload. */
  private static final double HEARSAY = 3;

  /** What a signature is worth at least, however often it came before. */
  private static final double CHRONIC = 1;

  /** Most former texts of one template that are told. */
  private static final int MOST_NAMES = 3;

  private static final long STILL_GOING_MILLIS = 120_000;

  private record Weighed(LogStream.Counted line, String kind, double strength) {}

  private final CompactionWindow window;
  private final boolean hasReference;
  private final LogRates rates;
  private final LogRank rank;

  LogEvidence(CompactionWindow window, long referenceLines, FleetWords words) {
    this.window = window;
    this.rates = LogRates.of(window);
    this.rank = new LogRank(rates, words);
    this.hasReference = referenceLines >= LEAST_REFERENCE && rates.referenceMinutes() > 0;
  }

  void of(Component component, List<LogStream.Counted> lines, List<Evidence> out) {
    for (LogStream.Counted line : lines) {
      if (line.signature() != null && line.seen().observedCount() > 0) {
        out.add(evidence(component, new Weighed(line, SIGNATURE, signed(line))));
      }
    }
    if (hasReference) {
      for (LogRank.Ranked each : rank.of(lines)) {
        String kind = each.line().seen().referenceCount() == 0 ? NEW : BURST;
        out.add(evidence(component, new Weighed(each.line(), kind, each.strength())));
      }
    }
  }

  List<EvidenceDigest.Omission> omitted() {
    List<EvidenceDigest.Omission> all = new ArrayList<>();
    if (rank.beyond() > 0) {
      all.add(
          new EvidenceDigest.Omission(
              NEW,
              rank.beyond(),
              "more than " + LogRank.MOST_OF_A_STREAM + " unusual templates of one component"));
    }
    if (rank.below() > 0) {
      all.add(
          new EvidenceDigest.Omission(
              BURST, rank.below(), "below the 80th percentile of their component's templates"));
    }
    if (!hasReference) {
      all.add(
          new EvidenceDigest.Omission(
              NEW, 0, "no reference of " + LEAST_REFERENCE + " lines: only signatures can tell"));
    }
    return all;
  }

  private double signed(LogStream.Counted line) {
    LogSignature signature = line.signature();
    if (signature == null) {
      return 0;
    }
    double strength = signature.strength();
    if (line.seen().referenceCount() > 0) {
      strength = Math.min(strength, Math.max(CHRONIC, rates.burst(line.seen())));
    }
    return isHearsay(line) ? Math.min(HEARSAY, strength) : strength;
  }

  private static boolean isHearsay(LogStream.Counted line) {
    LogSignature signature = line.signature();
    return signature != null && signature.platformOnly() && !line.seen().trust().isPlatform();
  }

  private Evidence evidence(Component component, Weighed weighed) {
    Occurrences seen = weighed.line().seen();
    LogSignature signature = weighed.line().signature();
    Instant onset = Instant.ofEpochMilli(rates.onsetMillis(seen));
    TrustClass trust = seen.trust();
    long end = window.observed().to().toEpochMilli();
    boolean ongoing = seen.lastMillis() >= end - STILL_GOING_MILLIS;
    Shape shape =
        seen.referenceCount() == 0 ? Shape.APPEARED : ongoing ? Shape.PENDING : Shape.SPIKE;
    return Evidence.builder(
            Modality.LOGS, component, weighed.kind(), new TimeRange(onset, window.observed().to()))
        .speaksFor(signature == null ? FaultType.UNKNOWN : signature.speaksFor())
        .strength(Math.max(0, weighed.strength()))
        .magnitude(seen.observedCount(), "{line}")
        .shape(shape)
        .trust(trust)
        .statement(statement(component, weighed))
        .query(
            TelemetryQuery.builder(window.observed(), window.asOf())
                .modalities(Set.of(Modality.LOGS))
                .components(Set.of(component))
                .build())
        .signal(rates.signal(component, weighed.line().template(), seen))
        .attributes(attributes(weighed.line()))
        .build();
  }

  private String statement(Component component, Weighed weighed) {
    Occurrences seen = weighed.line().seen();
    LogSignature signature = weighed.line().signature();
    String before =
        seen.referenceCount() == 0
            ? "never before"
            : seen.referenceCount()
                + " times in "
                + Canonical.number(rates.referenceMinutes())
                + " minutes before";
    String meaning = "";
    if (signature != null) {
      meaning =
          " ("
              + signature.id()
              + (signature.incidentClass().isEmpty() ? "" : ", " + signature.incidentClass())
              + (isHearsay(weighed.line()) ? ", claimed by a workload" : "")
              + ")";
    }
    return component.name()
        + " logged"
        + meaning
        + " "
        + seen.observedCount()
        + " times in "
        + Canonical.number(rates.observedMinutes())
        + " minutes, "
        + before
        + ": "
        + seen.example();
  }

  private static Map<String, String> attributes(LogStream.Counted line) {
    Map<String, String> all = new TreeMap<>();
    all.put("template", line.template());
    all.put("templateId", LogTemplate.idOf(line.template()));
    if (!line.before().isEmpty()) {
      all.put(
          "templateBefore", String.join(" | ", line.before().stream().limit(MOST_NAMES).toList()));
    }
    all.put("count", Long.toString(line.seen().observedCount()));
    all.put("referenceCount", Long.toString(line.seen().referenceCount()));
    all.put("firstSeen", Instant.ofEpochMilli(line.seen().firstMillis()).toString());
    all.put("lastSeen", Instant.ofEpochMilli(line.seen().lastMillis()).toString());
    all.put("severity", line.seen().severity().name());
    LogSignature signature = line.signature();
    if (signature != null) {
      all.put("signature", signature.id());
      if (!signature.incidentClass().isEmpty()) {
        all.put("incidentClass", signature.incidentClass());
      }
      if (signature.id().startsWith("xid-") && signature.id().charAt(4) <= '9') {
        all.put("xid", signature.id().substring(4));
        all.put(Evidence.FACT, signature.id());
      }
      if (isHearsay(line)) {
        all.put("hearsay", "true");
      }
    }
    return all;
  }
}
