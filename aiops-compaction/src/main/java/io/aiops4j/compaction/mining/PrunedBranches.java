package io.aiops4j.compaction.mining;

import java.util.Arrays;

/**
 * What a tree remembers of a branch that it pruned: that it was there, when it was made and how
 * many branches it had. Drain3 never prunes and counts such a branch against {@code max_children}
 * for ever; to give the same ids these 16 bytes are kept in place of the branch.
 *
 * <p>Keyed by a 64-bit hash of the way from the root. Bounded: a full table is emptied by its
 * owner, which then counts living branches only. Not thread-safe.
 */
final class PrunedBranches {
  /** The value of what is not here; no branch has it. */
  static final long ABSENT = -1;

  private static final int FIRST_ROOM = 16;

  private final int most;
  private long[] keys = new long[FIRST_ROOM];
  private long[] values = new long[FIRST_ROOM];
  private int size;

  /**
   * @param most how many are kept
   */
  PrunedBranches(int most) {
    this.most = most;
    clear();
  }

  boolean isFull() {
    return size >= most;
  }

  int size() {
    return size;
  }

  void clear() {
    keys = new long[FIRST_ROOM];
    values = new long[FIRST_ROOM];
    Arrays.fill(values, ABSENT);
    size = 0;
  }

  void put(long path, int order, int slots) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    if (enter(path, (long) order << 32 | slots)) {
      size++;
    }
  }

  /** {@return order in the upper half and slots in the lower, or {@link #ABSENT}} */
  long get(long path) {
    int mask = keys.length - 1;
    for (int at = slot(path, mask); values[at] != ABSENT; at = at + 1 & mask) {
      if (keys[at] == path) {
        return values[at];
      }
    }
    return ABSENT;
  }

  /** {@return what {@link #get} gives, and forgets it} */
  long take(long path) {
    int mask = keys.length - 1;
    int gap = slot(path, mask);
    while (values[gap] != ABSENT && keys[gap] != path) {
      gap = gap + 1 & mask;
    }
    long found = values[gap];
    if (found == ABSENT) {
      return ABSENT;
    }
    for (int i = gap + 1 & mask; values[i] != ABSENT; i = i + 1 & mask) {
      if ((i - slot(keys[i], mask) & mask) >= (i - gap & mask)) {
        keys[gap] = keys[i];
        values[gap] = values[i];
        gap = i;
      }
    }
    values[gap] = ABSENT;
    size--;
    return found;
  }

  /** {@return the keys, ascending} */
  long[] paths() {
    long[] all = new long[size];
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != ABSENT) {
        all[n++] = keys[i];
      }
    }
    Arrays.sort(all);
    return all;
  }

  private boolean enter(long path, long value) {
    int mask = keys.length - 1;
    int at = slot(path, mask);
    while (values[at] != ABSENT && keys[at] != path) {
      at = at + 1 & mask;
    }
    boolean added = values[at] == ABSENT;
    keys[at] = path;
    values[at] = value;
    return added;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new long[2 * oldKeys.length];
    Arrays.fill(values, ABSENT);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        enter(oldKeys[i], oldValues[i]);
      }
    }
  }

  private static int slot(long path, int mask) {
    return (int) (path >>> 32) & mask;
  }
}
