package io.aiops4j.compaction.source;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.compaction.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Several sources as one: each is asked, in order, and their coverage is joined.
 *
 * <p>A source that cannot answer becomes a gap in the coverage of every modality asked for, so that
 * the others are still heard and nothing it might have said counts as health. All share the bound
 * of the query. Asked one after the other on the calling thread. Thread-safe if the sources are.
 */
public final class CombinedSources implements TelemetrySource {
  private final List<TelemetrySource> sources;

  /**
   * Combines sources.
   *
   * @param sources at least one, asked in this order
   */
  public CombinedSources(List<TelemetrySource> sources) {
    this.sources = List.copyOf(sources);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("No source to combine; pass one at least");
    }
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    Stoppable open = new Stoppable(sink);
    Coverage all = null;
    for (int i = 0; i < sources.size() && !open.stopped; i++) {
      long left = query.maxRecords() - (all == null ? 0 : all.records());
      Coverage one =
          left > 0
              ? ask(i, query.toBuilder().maxRecords(left).build(), open)
              : unasked(i, query, "not asked: the query's bound was reached before");
      all = all == null ? one : all.and(one);
    }
    return all == null ? Coverage.complete(query, 0) : all;
  }

  private Coverage ask(int i, TelemetryQuery query, TelemetrySink sink) {
    try {
      return sources.get(i).read(query, sink);
    } catch (TelemetryUnavailableException e) {
      String message = e.getMessage();
      String why = Redactor.redact(message == null ? "unavailable" : message);
      return unasked(i, query, why);
    }
  }

  private Coverage unasked(int i, TelemetryQuery query, String why) {
    List<Coverage.Missing> missing = new ArrayList<>();
    for (Modality modality : new TreeSet<>(query.modalities())) {
      missing.add(
          new Coverage.Missing(modality, "source " + (i + 1) + " of " + sources.size(), why));
    }
    return Coverage.partial(query, 0, missing);
  }

  /** Remembers that the sink has had enough, for the sources that were not asked yet. */
  private static final class Stoppable implements TelemetrySink {
    private final TelemetrySink sink;
    private boolean stopped;

    Stoppable(TelemetrySink sink) {
      this.sink = sink;
    }

    @Override
    public boolean metric(MetricSeries series) {
      return more(sink.metric(series));
    }

    @Override
    public boolean log(LogRecord record) {
      return more(sink.log(record));
    }

    @Override
    public boolean span(Span span) {
      return more(sink.span(span));
    }

    @Override
    public boolean change(ChangeEvent change) {
      return more(sink.change(change));
    }

    private boolean more(boolean wanted) {
      stopped |= !wanted;
      return wanted;
    }
  }
}
