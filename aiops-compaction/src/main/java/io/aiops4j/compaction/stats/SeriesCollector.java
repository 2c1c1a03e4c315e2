package io.aiops4j.compaction.stats;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the samples of many metric series that lie in the ranges of a window and not after its
 * {@code asOf}.
 *
 * <p>One content for every order, split and repetition of one delivery: samples by the lateness
 * rule of {@link SampleColumn}, of parts that differ in unit or kind the first in order, the lowest
 * trust class, of more than the bound of series the first by key. What {@link SampleRules} calls
 * missing is absent. Not thread-safe.
 */
public final class SeriesCollector {
  /** Most series collected. */
  public static final int MOST_SERIES = 500_000;

  /** One series with its samples in the window. */
  public static final class Collected {
    private final Component component;
    private final String name;
    private final SortedMap<String, String> attributes;
    private final SampleColumn column;
    private String unit;
    private MetricKind kind;
    private TrustClass trust;
    private @Nullable SortedMap<Long, Double> samples;

    private Collected(MetricSeries series) {
      this.component = series.component();
      this.name = series.name();
      this.attributes = series.attributes();
      this.column = new SampleColumn();
      this.unit = series.unit();
      this.kind = series.kind();
      this.trust = series.trust();
    }

    private Collected(StateReader state) {
      this.component = state.component();
      this.name = state.text();
      this.attributes = Collections.unmodifiableSortedMap(state.labels());
      this.unit = state.text();
      this.kind = constant(MetricKind.class, state);
      this.trust = constant(TrustClass.class, state);
      this.column = SampleColumn.read(state);
    }

    private String key() {
      return MetricSeries.builder(component, name)
          .attributes(attributes)
          .build(new long[0], new double[0])
          .key();
    }

    private void write(StateWriter state) {
      state.component(component).text(name).labels(attributes);
      state.text(unit).text(kind.name()).text(trust.name());
      column.write(state);
    }

    private void join(String otherUnit, MetricKind otherKind, TrustClass otherTrust) {
      unit = unit.compareTo(otherUnit) <= 0 ? unit : otherUnit;
      kind = kind.compareTo(otherKind) <= 0 ? kind : otherKind;
      trust = trust.lowest(otherTrust);
      samples = null;
    }

    /** {@return whose series it is} */
    public Component component() {
      return component;
    }

    /** {@return the metric's name} */
    public String name() {
      return name;
    }

    /** {@return the labels of the series} */
    public SortedMap<String, String> attributes() {
      return attributes;
    }

    /** {@return the unit, empty if none is known} */
    public String unit() {
      return unit;
    }

    /** {@return how the values are to be read} */
    public MetricKind kind() {
      return kind;
    }

    /** {@return the lowest trust class of its parts} */
    public TrustClass trust() {
      return trust;
    }

    /** {@return the samples in columns; do not add to them} */
    public SampleColumn column() {
      return column;
    }

    /** {@return epoch milliseconds to value; read-only, made at the first call after a change} */
    public SortedMap<Long, Double> samples() {
      SortedMap<Long, Double> made = samples;
      if (made == null) {
        TreeMap<Long, Double> all = new TreeMap<>();
        for (int i = 0; i < column.size(); i++) {
          all.put(column.time(i), column.value(i));
        }
        made = Collections.unmodifiableSortedMap(all);
        samples = made;
      }
      return made;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, StateReader state) {
      String said = state.text();
      for (E each : type.getEnumConstants()) {
        if (each.name().equals(said)) {
          return each;
        }
      }
      throw state.invalid("'" + said + "' is no " + type.getSimpleName());
    }
  }

  private final WindowMillis window;
  private final TreeMap<String, Collected> series = new TreeMap<>();
  private boolean cut;

  /**
   * Makes an empty collector.
   *
   * @param window which samples to keep
   */
  public SeriesCollector(CompactionWindow window) {
    this.window = new WindowMillis(requireNonNull(window, "window"));
  }

  /**
   * Takes a series or a part of one.
   *
   * @param part any samples; those outside the window are passed over
   */
  public void add(MetricSeries part) {
    String key = part.key();
    Collected all = series.get(key);
    if (all == null) {
      all = new Collected(part);
      series.put(key, all);
      bound();
    } else {
      all.join(part.unit(), part.kind(), part.trust());
    }
    for (int i = 0; i < part.size(); i++) {
      if (window.holds(part.epochMillis(i)) && !SampleRules.isMissing(part.value(i))) {
        all.column.add(part.epochMillis(i), part.value(i));
      }
    }
  }

  /**
   * Takes over what another collector of the same window holds.
   *
   * @param other not to be used again
   */
  public void merge(SeriesCollector other) {
    cut |= other.cut;
    other.series.forEach(this::merge);
    bound();
  }

  private void merge(String key, Collected theirs) {
    Collected mine = series.putIfAbsent(key, theirs);
    if (mine != null) {
      mine.join(theirs.unit, theirs.kind, theirs.trust);
      mine.column.addAll(theirs.column);
    }
  }

  private void bound() {
    while (series.size() > MOST_SERIES) {
      series.pollLastEntry();
      cut = true;
    }
  }

  /** {@return the series so far, sorted by key} */
  public Collection<Collected> all() {
    return Collections.unmodifiableCollection(series.values());
  }

  /** {@return whether more than {@value #MOST_SERIES} series came, so that some are left out} */
  public boolean isCut() {
    return cut;
  }

  /**
   * Writes the content: one content, one text of bytes.
   *
   * @param state where to
   */
  public void write(StateWriter state) {
    state.flag(cut).count(series.size());
    series.values().forEach(each -> each.write(state));
  }

  /**
   * Takes over what {@link #write} wrote.
   *
   * @param state where from
   */
  public void read(StateReader state) {
    cut |= state.flag();
    int n = state.parts(12);
    for (int i = 0; i < n; i++) {
      Collected each = new Collected(state);
      merge(each.key(), each);
    }
    bound();
  }
}
