package io.aiops4j.compaction.streaming;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Finds the slot of a series by a number that its source gave it, such as a hash of its labels or a
 * reference of a write-ahead log: slots are numbered from 0 in the order of first sight.
 *
 * <p>O(1), no allocation for a known number; 32 to 64 bytes a series. Fastest where numbers come in
 * the order of first sight. Bounded; numbers that are made to collide cost the logarithm of their
 * number. Not thread-safe.
 */
public final class IdIndex {
  /** What {@link #add} gives when there is no room, and {@link #find} for what is not known. */
  public static final int NONE = -1;

  /** A probe is longer only where numbers were made to collide; those are kept in a tree. */
  private static final int LONGEST_PROBE = 256;

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
  private final TreeMap<Long, Integer> crowded = new TreeMap<>();
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
    int found = slot(cell(id), id);
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
    int found = slot(at, id);
    if (found != NONE) {
      follow(found);
      return found;
    }
    if (size == maxSeries) {
      return NONE;
    }
    if (size == bySlot.length) {
      bySlot = Arrays.copyOf(bySlot, 2 * size);
    }
    int slot = size++;
    bySlot[slot] = id;
    put(at, id, slot);
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

  /** {@return how many numbers collide with too many others} */
  int crowded() {
    return crowded.size();
  }

  /** The slot in a cell or, where that is empty or none, in the tree. */
  private int slot(int at, long id) {
    int found = at == NONE ? NONE : slots[at] - 1;
    return found != NONE || crowded.isEmpty() ? found : crowded.getOrDefault(id, NONE);
  }

  private void put(int at, long id, int slot) {
    if (at == NONE) {
      crowded.put(id, slot);
    } else {
      ids[at] = id;
      slots[at] = slot + 1;
    }
  }

  /** The cell that holds a number, or else an empty one for it; {@link #NONE} if it is crowded. */
  private int cell(long id) {
    int mask = ids.length - 1;
    long hash = id * MIX;
    int at = (int) (hash ^ hash >>> 32) & mask;
    for (int probe = 0; probe < LONGEST_PROBE; probe++) {
      if (slots[at] == 0 || ids[at] == id) {
        return at;
      }
      at = at + 1 & mask;
    }
    return NONE;
  }

  private void grow() {
    long[] oldIds = ids;
    int[] oldSlots = slots;
    ids = new long[2 * oldIds.length];
    slots = new int[2 * oldIds.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldSlots[i] != 0) {
        put(cell(oldIds[i]), oldIds[i], oldSlots[i] - 1);
      }
    }
  }
}
