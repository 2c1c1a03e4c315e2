package io.aiops4j.compaction.streaming;

import java.util.Arrays;

/**
 * Finds the slot of a series by a number that its source gave it, such as a hash of its labels or a
 * reference of a write-ahead log: slots are numbered from 0 in the order of first sight.
 *
 * <p>O(1), no allocation for a known number; 32 to 64 bytes a series. Fastest where numbers come in
 * the order of first sight. Bounded. Not thread-safe.
 */
public final class IdIndex {
  /** What {@link #add} gives when there is no room, and {@link #find} for what is not known. */
  public static final int NONE = -1;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  /*
   * Scrapes come in the same order again and again, so where two slots in a row were found, the
   * guess is the one behind: beside the table there are the numbers by slot for it. In any other
   * order nothing is guessed, for a wrong guess costs a read of far memory.
   */
  private final int maxSeries;
  private long[] ids = new long[1024];
  private int[] slots = new int[1024];
  private long[] bySlot = new long[256];
  private int size;
  private int next;
  private boolean inOrder;

  /**
   * Makes an empty index.
   *
   * @param maxSeries how many numbers to know at most, at least 1
   */
  public IdIndex(int maxSeries) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException("An index needs room for 1 series at least");
    }
    this.maxSeries = maxSeries;
  }

  /**
   * {@return the slot of a number, or {@link #NONE}}
   *
   * @param id any
   */
  public int find(long id) {
    if (inOrder && next < size && bySlot[next] == id) {
      return next++;
    }
    int found = slots[cell(id)] - 1;
    follow(found);
    return found;
  }

  /**
   * {@return the slot of a number, a new one if it is not known; {@link #NONE} if there is no room}
   *
   * @param id any
   */
  public int add(long id) {
    if (inOrder && next < size && bySlot[next] == id) {
      return next++;
    }
    int at = cell(id);
    if (slots[at] != 0) {
      follow(slots[at] - 1);
      return slots[at] - 1;
    }
    if (size == maxSeries) {
      return NONE;
    }
    if (size == bySlot.length) {
      bySlot = Arrays.copyOf(bySlot, 2 * size);
    }
    bySlot[size] = id;
    ids[at] = id;
    slots[at] = ++size;
    int slot = size - 1;
    if (2 * size > ids.length) {
      grow();
    }
    return slot;
  }

  /** {@return how many numbers are known} */
  public int size() {
    return size;
  }

  private void follow(int found) {
    inOrder = found == next;
    next = found + 1;
  }

  private int cell(long id) {
    int mask = ids.length - 1;
    long hash = id * MIX;
    int at = (int) (hash ^ hash >>> 32) & mask;
    while (slots[at] != 0 && ids[at] != id) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldIds = ids;
    int[] oldSlots = slots;
    ids = new long[2 * oldIds.length];
    slots = new int[2 * oldIds.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldSlots[i] != 0) {
        int at = cell(oldIds[i]);
        ids[at] = oldIds[i];
        slots[at] = oldSlots[i];
      }
    }
  }
}
