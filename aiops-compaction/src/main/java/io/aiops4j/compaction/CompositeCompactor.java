package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.compaction.state.StateReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Several compactors as one. */
final class CompositeCompactor implements Compactor {
  private final List<Compactor> parts;
  private final Set<Modality> modalities;

  CompositeCompactor(List<Compactor> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "A compactor of no parts would see nothing; pass one or use Compactors.standard()");
    }
    this.parts = parts;
    Set<Modality> all = EnumSet.noneOf(Modality.class);
    parts.forEach(part -> all.addAll(part.modalities()));
    this.modalities = Collections.unmodifiableSet(all);
  }

  @Override
  public Set<Modality> modalities() {
    return modalities;
  }

  @Override
  public Accumulator accumulator(CompactionWindow window) {
    return new CompositeAccumulator(
        window, parts.stream().map(part -> part.accumulator(window)).toList());
  }

  @Override
  public Accumulator restore(CompactionWindow window, byte[] state) {
    StateReader reader =
        StateReader.of(state, CompositeAccumulator.STATE, CompositeAccumulator.STATE_VERSION);
    int found = reader.smallCount();
    if (found != parts.size()) {
      throw reader.invalid("it has " + found + " parts where this compactor has " + parts.size());
    }
    List<Accumulator> restored = new ArrayList<>();
    for (Compactor part : parts) {
      restored.add(part.restore(window, reader.bytes()));
    }
    reader.end();
    return new CompositeAccumulator(window, List.copyOf(restored));
  }
}
