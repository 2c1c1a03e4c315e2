package io.aiops4j.compaction.mining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * For each position and token the places of the templates that have it there, ascending.
 *
 * <p>Key, length and list lie side by side in one array; a list of one place is there itself. What
 * is removed is gone, unless its list is longer than {@value #MOST_MOVED}: there it stays and is
 * counted as stale, so that no removal takes long. Not thread-safe.
 */
final class Postings {
  private static final int FIRST_ROOM = 64;
  private static final int MOST_MOVED = 1 << 10;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** In turns a key, 0 if there is none, and its entry: length, and list or only place. */
  private long[] table = new long[2 * FIRST_ROOM];

  private int used;
  private int[] @Nullable [] lists = new int[FIRST_ROOM][];
  private int listCount;
  private int[] freeLists = {};
  private int freeCount;
  private int places;
  private int stale;

  /**
   * {@return how many places there are, in the upper half, and the list, or the place if it is the
   * only one; 0 if there is none}
   *
   * @param token above the wildcard
   */
  long find(int position, int token) {
    return table[slot(key(position, token)) + 1];
  }

  /** {@return the places of an entry of two or more} */
  int[] list(long entry) {
    int[] list = lists[(int) entry];
    if (list == null) {
      throw new IllegalStateException("no list " + (int) entry);
    }
    return list;
  }

  /** {@return whether at least half of the places are stale} */
  boolean isMostlyStale() {
    return stale > 0 && 2 * stale >= places;
  }

  /** Adds a place above all others. */
  void add(int position, int token, int place) {
    if (4 * (used + 1) > table.length) {
      grow();
    }
    long key = key(position, token);
    int slot = slot(key);
    long entry = table[slot + 1];
    int size = (int) (entry >>> 32);
    places++;
    if (size == 0) {
      used++;
      table[slot] = key;
      table[slot + 1] = entry(1, place);
    } else if (size == 1) {
      table[slot + 1] = entry(2, newList(new int[] {(int) entry, place}));
    } else {
      int[] list = list(entry);
      if (size == list.length) {
        list = Arrays.copyOf(list, 2 * size);
        lists[(int) entry] = list;
      }
      list[size] = place;
      table[slot + 1] = entry(size + 1, (int) entry);
    }
  }

  /** Removes a place that is there. */
  void remove(int position, int token, int place) {
    int slot = slot(key(position, token));
    long entry = table[slot + 1];
    int size = (int) (entry >>> 32);
    if (size > MOST_MOVED) {
      stale++;
      return;
    }
    places--;
    if (size == 1) {
      free(slot);
      return;
    }
    int[] list = list(entry);
    int at = Arrays.binarySearch(list, 0, size, place);
    System.arraycopy(list, at + 1, list, at, size - at - 1);
    if (size == 2) {
      lists[(int) entry] = null;
      freeList((int) entry);
      table[slot + 1] = entry(1, list[0]);
    } else {
      table[slot + 1] = entry(size - 1, (int) entry);
    }
  }

  private int newList(int[] list) {
    int number = freeCount > 0 ? freeLists[--freeCount] : listCount++;
    if (number == lists.length) {
      lists = Arrays.copyOf(lists, 2 * number);
    }
    lists[number] = list;
    return number;
  }

  private void freeList(int number) {
    if (freeCount == freeLists.length) {
      freeLists = Arrays.copyOf(freeLists, 2 * freeCount + 4);
    }
    freeLists[freeCount++] = number;
  }

  /** Frees a slot and closes the gap, so that no mark of deleted keys is needed. */
  private void free(int slot) {
    int mask = table.length - 1;
    int gap = slot;
    for (int i = gap + 2 & mask; table[i] != 0; i = i + 2 & mask) {
      if ((i - home(table[i], mask) & mask) >= (i - gap & mask)) {
        table[gap] = table[i];
        table[gap + 1] = table[i + 1];
        gap = i;
      }
    }
    table[gap] = 0;
    table[gap + 1] = 0;
    used--;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = slot(old[i]);
        table[slot] = old[i];
        table[slot + 1] = old[i + 1];
      }
    }
  }

  /** Where a key is, or would be. */
  private int slot(long key) {
    int mask = table.length - 1;
    int at = home(key, mask);
    while (table[at] != key && table[at] != 0) {
      at = at + 2 & mask;
    }
    return at;
  }

  private static int home(long key, int mask) {
    return (int) (key * MULTIPLIER >>> 32) << 1 & mask;
  }

  private static long key(int position, int token) {
    return (long) position << 32 | token;
  }

  private static long entry(int size, int last) {
    return (long) size << 32 | last;
  }
}
