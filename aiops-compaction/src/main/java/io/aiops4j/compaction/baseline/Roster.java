package io.aiops4j.compaction.baseline;

import io.aiops4j.compaction.streaming.SlotKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which series stand in which slots of the bank. Slots are numbered from 0 without gaps; those of
 * series that left are given again. Time O(1), but O(n log n) for all in order. Not thread-safe.
 */
final class Roster {
  private final Map<SeriesKey, StoredSeries> byKey = new HashMap<>();
  private final List<@Nullable StoredSeries> bySlot = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  int size() {
    return byKey.size();
  }

  /** {@return how many slots were ever given} */
  int slots() {
    return bySlot.size();
  }

  @Nullable StoredSeries find(SeriesKey key) {
    return byKey.get(key);
  }

  @Nullable StoredSeries at(int slot) {
    return bySlot.get(slot);
  }

  /** {@return all series, in no order} */
  Collection<StoredSeries> all() {
    return Collections.unmodifiableCollection(byKey.values());
  }

  /** {@return all series by their keys} */
  List<StoredSeries> sorted() {
    return sorted(byKey.values());
  }

  static List<StoredSeries> sorted(Collection<StoredSeries> all) {
    List<StoredSeries> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(series -> series.key));
    return sorted;
  }

  /** Gives a new series a slot. */
  StoredSeries admit(SeriesKey key, String incarnation, SlotKind kind) {
    int slot = free.isEmpty() ? bySlot.size() : free.remove();
    StoredSeries series = new StoredSeries(key, incarnation, kind, slot);
    if (slot == bySlot.size()) {
      bySlot.add(series);
    } else {
      bySlot.set(slot, series);
    }
    byKey.put(key, series);
    return series;
  }

  /** Lets a series go on under another key, which nobody has. */
  void rename(StoredSeries series, SeriesKey heir) {
    byKey.remove(series.key);
    series.key = heir;
    byKey.put(heir, series);
  }

  /**
   * Lets those leave that were silent for longest, by key where several were.
   *
   * @param many how many at most
   * @param last when a series last had a sample
   * @return who left
   */
  List<StoredSeries> evict(int many, ToLongFunction<StoredSeries> last) {
    List<StoredSeries> oldest = sorted();
    oldest.sort(Comparator.comparingLong(last));
    List<StoredSeries> gone = oldest.subList(0, Math.min(many, oldest.size()));
    for (StoredSeries series : gone) {
      byKey.remove(series.key);
      bySlot.set(series.slot, null);
      free.add(series.slot);
    }
    return gone;
  }
}
