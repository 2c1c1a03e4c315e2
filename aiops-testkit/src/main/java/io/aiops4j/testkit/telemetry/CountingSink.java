package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetrySink;

/** Hands on what a troubled source lets through, and counts it: the coverage must be right. */
class CountingSink implements TelemetrySink {
  private final TelemetrySink sink;
  private long records;
  private boolean stopped;

  CountingSink(TelemetrySink sink) {
    this.sink = sink;
  }

  @Override
  public boolean metric(MetricSeries series) {
    records += series.size();
    return wants(sink.metric(series));
  }

  @Override
  public boolean log(LogRecord line) {
    records++;
    return wants(sink.log(line));
  }

  @Override
  public boolean span(Span span) {
    records++;
    return wants(sink.span(span));
  }

  @Override
  public boolean change(ChangeEvent change) {
    records++;
    return wants(sink.change(change));
  }

  private boolean wants(boolean more) {
    stopped |= !more;
    return more;
  }

  /** {@return whether the sink has enough} */
  final boolean stopped() {
    return stopped;
  }

  final long records() {
    return records;
  }

  /** {@return the coverage of the source inside, with what came instead of what it gave} */
  final Coverage counted(Coverage inside) {
    return new Coverage(
        inside.asked(), records, inside.missing(), inside.completeUntil(), inside.clockOffset());
  }
}
