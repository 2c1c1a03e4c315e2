package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps each fact once, strongest first. */
final class Facts {
  /** How far apart two kinds of telemetry may date one fact: a few scrapes of a slow exporter. */
  private static final Duration SAME_TIME = Duration.ofMinutes(5);

  private static final int MOST_WITNESSES = 3;

  /** What such a signal counts can also just not happen again: a level says more of recovery. */
  private static final Set<Reducer> COUNTS_EVENTS = Set.of(Reducer.LOG_COUNT, Reducer.INCREASE);

  private record Said(
      Component component,
      String kind,
      SortedMap<String, String> attributes,
      String statement,
      boolean platform) {}

  private record Named(Component component, String fact, boolean platform, Modality modality) {}

  /** A fact that was kept, and who else saw it. */
  private static final class Kept {
    final Evidence item;
    final List<Evidence> witnesses = new ArrayList<>(0);

    Kept(Evidence item) {
      this.item = item;
    }

    Evidence evidence() {
      if (witnesses.isEmpty()) {
        return item;
      }
      Map<String, String> attributes = new TreeMap<>(item.attributes());
      attributes.put(
          Evidence.ALSO_SEEN,
          String.join(
              ", ",
              witnesses.stream()
                  .limit(MOST_WITNESSES)
                  .map(each -> each.kind() + " (" + each.trust() + ")")
                  .toList()));
      Evidence.Builder told = Redaction.copy(item).attributes(attributes);
      item.signal().ifPresent(told::signal);
      if (!judgesByLevel(item)) {
        witnesses.stream()
            .filter(Kept::judgesByLevel)
            .findFirst()
            .flatMap(Evidence::signal)
            .ifPresent(told::signal);
      }
      return told.build();
    }

    private static boolean judgesByLevel(Evidence item) {
      return item.signal().filter(each -> !COUNTS_EVENTS.contains(each.reducer())).isPresent();
    }
  }

  private final Omissions omissions;
  private final Set<Said> said = new HashSet<>();
  private final Set<String> ids = new HashSet<>();
  private final List<Kept> kept = new ArrayList<>();
  private final Map<Named, NavigableMap<Instant, Kept>> named = new HashMap<>();

  private Facts(Omissions omissions) {
    this.omissions = omissions;
  }

  /** Each fact once; the rest goes to the omissions. */
  static List<Evidence> onceEach(List<Evidence> strongestFirst, Omissions omissions) {
    Facts facts = new Facts(omissions);
    strongestFirst.forEach(facts::add);
    return facts.kept.stream().map(Kept::evidence).sorted(Evidence.BY_STRENGTH).toList();
  }

  private void add(Evidence item) {
    boolean platform = item.trust().isPlatform();
    Said saying =
        new Said(item.component(), item.kind(), item.attributes(), item.statement(), platform);
    if (!said.add(saying) || ids.contains(item.id())) {
      omissions.add(item.kind(), "the same fact again");
      return;
    }
    String fact = item.attributes().getOrDefault(Evidence.FACT, "");
    if (!fact.isEmpty()) {
      Kept stronger = witnessed(item, fact, platform);
      if (stronger != null) {
        stronger.witnesses.add(item);
        omissions.add(item.kind(), "the same fact as a stronger item, which names it");
        return;
      }
    }
    Kept keep = new Kept(item);
    kept.add(keep);
    ids.add(item.id());
    if (!fact.isEmpty()) {
      named
          .computeIfAbsent(
              new Named(item.component(), fact, platform, item.modality()),
              unused -> new TreeMap<>())
          .putIfAbsent(item.range().from(), keep);
    }
  }

  /** What another kind of telemetry, trusted alike, said of the same at the same time. */
  private @Nullable Kept witnessed(Evidence item, String fact, boolean platform) {
    Instant from = item.range().from();
    for (Modality other : Modality.values()) {
      NavigableMap<Instant, Kept> there =
          other == item.modality()
              ? null
              : named.get(new Named(item.component(), fact, platform, other));
      if (there != null) {
        Map.Entry<Instant, Kept> near = there.ceilingEntry(from.minus(SAME_TIME));
        if (near != null && !near.getKey().isAfter(from.plus(SAME_TIME))) {
          return near.getValue();
        }
      }
    }
    return null;
  }
}
