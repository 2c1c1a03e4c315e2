package io.aiops4j.compaction.baseline;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.streaming.SlotKind;

/** What a store knows of one series beside its baseline, which the bank keeps in a slot. */
final class StoredSeries {
  /** Changes when another component takes over. */
  SeriesKey key;

  /** Who plays the component's role, empty if unknown. */
  String incarnation;

  final SlotKind kind;
  final int slot;

  /** The first sample of the baseline, epoch milliseconds; 0 before it. */
  long since;

  /** The deviation of the last sample. */
  double sigmas;

  StoredSeries(SeriesKey key, String incarnation, SlotKind kind, int slot) {
    this.key = key;
    this.incarnation = incarnation;
    this.kind = kind;
    this.slot = slot;
  }

  /** Writes all but the slot, which another store may choose otherwise. */
  void write(StateWriter out) {
    out.component(key.component()).text(key.metric()).labels(key.attributes());
    out.text(incarnation).count(kind.ordinal());
    out.number(since).real(sigmas);
  }

  /** Reads a series and gives it a place. */
  static StoredSeries read(StateReader in, Roster roster) {
    SeriesKey key = new SeriesKey(in.component(), in.text(), in.labels());
    String incarnation = in.text();
    int kind = in.smallCount();
    if (kind >= SlotKind.values().length || roster.find(key) != null) {
      throw in.invalid("the series " + key + " is there twice, or of kind " + kind);
    }
    StoredSeries series = roster.admit(key, incarnation, SlotKind.values()[kind]);
    series.since = in.number();
    series.sigmas = in.real();
    return series;
  }
}
