package io.aiops4j.compaction.streaming;

import java.util.Arrays;

/**
 * The largest deviations of a scrape, exactly: a bounded heap.
 *
 * <p>Equal deviations are ranked by the order of slots, or by an order that is given, such as that
 * of names; so any split of the slots over heaps that are merged gives the same answer. O(log k) a
 * sample that gets in, a comparison for each other. Not thread-safe: one a shard.
 */
public final class TopK {
  /** Which of two slots goes first where deviations are equal. */
  @FunctionalInterface
  public interface SlotOrder {
    /**
     * {@return negative if the first slot goes first}
     *
     * @param first a slot
     * @param second another slot
     */
    int compare(int first, int second);
  }

  private final SlotOrder order;
  private final int[] slots;
  private final double[] sizes;
  private int size;

  /**
   * Makes an empty heap that ranks ties by slot.
   *
   * @param k how many to keep, at least 1
   */
  public TopK(int k) {
    this(k, Integer::compare);
  }

  /**
   * Makes an empty heap.
   *
   * @param k how many to keep, at least 1
   * @param order of slots with equal deviations
   */
  public TopK(int k, SlotOrder order) {
    if (k < 1) {
      throw new IllegalArgumentException("A top of " + k + " keeps nothing; keep at least 1");
    }
    this.order = order;
    this.slots = new int[k];
    this.sizes = new double[k];
  }

  /** {@return below this size nothing gets in any more} */
  public double bar() {
    return size < slots.length ? 0 : sizes[0];
  }

  /**
   * Offers a deviation.
   *
   * @param slot the series, offered once a scrape
   * @param deviation its size in sigma, 0 or more; its sign is dropped
   */
  public void offer(int slot, double deviation) {
    double candidate = Math.abs(deviation);
    if (size < slots.length) {
      int at = size++;
      while (at > 0 && weaker(slot, candidate, slots[(at - 1) / 2], sizes[(at - 1) / 2])) {
        move((at - 1) / 2, at);
        at = (at - 1) / 2;
      }
      put(at, slot, candidate);
    } else if (weaker(slots[0], sizes[0], slot, candidate)) {
      sink(slot, candidate);
    }
  }

  /**
   * Adds what another heap holds.
   *
   * @param other of other slots; left as it is
   */
  public void merge(TopK other) {
    for (int i = 0; i < other.size; i++) {
      offer(other.slots[i], other.sizes[i]);
    }
  }

  /** {@return the slots, largest deviation first} */
  public int[] slots() {
    Integer[] ranked = ranked();
    return Arrays.stream(ranked).mapToInt(i -> slots[i]).toArray();
  }

  /** {@return the deviations, largest first, in sigma} */
  public double[] deviations() {
    Integer[] ranked = ranked();
    return Arrays.stream(ranked).mapToDouble(i -> sizes[i]).toArray();
  }

  /** Forgets everything, for the next scrape. */
  public void clear() {
    size = 0;
  }

  private Integer[] ranked() {
    Integer[] ranked = new Integer[size];
    Arrays.setAll(ranked, i -> i);
    Arrays.sort(
        ranked,
        (a, b) -> {
          int bySize = Double.compare(sizes[b], sizes[a]);
          return bySize != 0 ? bySize : order.compare(slots[a], slots[b]);
        });
    return ranked;
  }

  private void sink(int slot, double deviation) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size
          && weaker(slots[child + 1], sizes[child + 1], slots[child], sizes[child])) {
        child++;
      }
      if (!weaker(slots[child], sizes[child], slot, deviation)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, slot, deviation);
  }

  private boolean weaker(int slotA, double a, int slotB, double b) {
    return a < b || a == b && order.compare(slotA, slotB) > 0;
  }

  private void move(int from, int to) {
    slots[to] = slots[from];
    sizes[to] = sizes[from];
  }

  private void put(int at, int slot, double deviation) {
    slots[at] = slot;
    sizes[at] = deviation;
  }
}
