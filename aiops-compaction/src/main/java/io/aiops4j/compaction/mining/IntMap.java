package io.aiops4j.compaction.mining;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A small open-addressing map from numbers of 0 or more to objects: no boxing, and a look-up that
 * stays in one array of keys. Not thread-safe.
 *
 * @param <V> what is kept
 */
final class IntMap<V> {
  private static final int FREE = -1;
  private static final int FIRST_ROOM = 4;

  private final IntFunction<@Nullable V[]> rooms;
  private int[] keys = new int[FIRST_ROOM];
  private @Nullable V[] values;
  private int size;

  /**
   * @param rooms makes an array of the values' type
   */
  IntMap(IntFunction<@Nullable V[]> rooms) {
    this.rooms = rooms;
    values = rooms.apply(FIRST_ROOM);
    Arrays.fill(keys, FREE);
  }

  /** {@return what the key has, or null} */
  @Nullable V get(int key) {
    int mask = keys.length - 1;
    for (int at = slot(key, mask); ; at = at + 1 & mask) {
      if (keys[at] == key) {
        return values[at];
      }
      if (keys[at] == FREE) {
        return null;
      }
    }
  }

  /** Puts what the key does not have yet. */
  void put(int key, V value) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int mask = keys.length - 1;
    int at = slot(key, mask);
    while (keys[at] != FREE) {
      at = at + 1 & mask;
    }
    keys[at] = key;
    values[at] = value;
    size++;
  }

  /** Removes a key that is there. */
  void remove(int key) {
    int mask = keys.length - 1;
    int gap = slot(key, mask);
    while (keys[gap] != key) {
      gap = gap + 1 & mask;
    }
    for (int i = gap + 1 & mask; keys[i] != FREE; i = i + 1 & mask) {
      if ((i - slot(keys[i], mask) & mask) >= (i - gap & mask)) {
        keys[gap] = keys[i];
        values[gap] = values[i];
        gap = i;
      }
    }
    keys[gap] = FREE;
    values[gap] = null;
    size--;
  }

  int size() {
    return size;
  }

  /** {@return the keys, ascending} */
  int[] keys() {
    int[] all = new int[size];
    int n = 0;
    for (int key : keys) {
      if (key != FREE) {
        all[n++] = key;
      }
    }
    Arrays.sort(all);
    return all;
  }

  private void grow() {
    int[] oldKeys = keys;
    @Nullable V[] oldValues = values;
    keys = new int[2 * oldKeys.length];
    values = rooms.apply(keys.length);
    Arrays.fill(keys, FREE);
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int at = slot(oldKeys[i], mask);
        while (keys[at] != FREE) {
          at = at + 1 & mask;
        }
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }

  private static int slot(int key, int mask) {
    return key * 0x9E3779B1 >>> 12 & mask;
  }
}
