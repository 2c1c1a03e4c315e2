package io.aiops4j.compaction.streaming;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Finds the slot of a series by its labels as they stand in a scrape, such as {@code
 * power{gpu="3"}} in UTF-8: slots are numbered from 0 in the order in which texts were first seen.
 *
 * <p>The bytes are read where they are: no text is made and nothing is allocated for a known
 * series. The same labels in another order are another text; exporters keep theirs. Memory is the
 * texts, 8 bytes a series and 16 to 32 of the table. Bounded by {@code maxSeries}; texts that are
 * made to collide cost the logarithm of their number. Not thread-safe.
 */
public final class LabelIndex implements TopK.SlotOrder {
  /** What {@link #find} gives for what is not known, and {@link #add} when there is no room. */
  public static final int NONE = -1;

  /** No label set is longer; a longer text is taken for damage. */
  private static final int LONGEST = 1 << 16;

  private static final int LENGTH_BITS = 17;
  private static final int PAGE_BITS = 20;
  private static final int PAGE = 1 << PAGE_BITS;

  /** A probe is longer only where texts were made to collide; those are kept in a tree. */
  private static final int LONGEST_PROBE = 256;

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /*
   * Open addressing with linear probing, at most half full. A cell holds the upper half of the hash
   * and the slot plus one, so that a probe reads the text only where it is almost surely the one.
   *
   * Scrapes come in the same order again and again, so the first guess is the slot behind the last
   * one: its text lies behind that of the last, too.
   */
  private final int maxSeries;
  private long[] cells = new long[1024];
  private final TreeMap<byte[], Integer> crowded = new TreeMap<>(Arrays::compareUnsigned);
  private int size;
  private byte[][] pages = {new byte[PAGE]};
  private int pageCount = 1;
  private int used;
  private long[] places = new long[256];
  private int expected;

  /**
   * Makes an empty index.
   *
   * @param maxSeries how many texts to know at most, at least 1
   */
  public LabelIndex(int maxSeries) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException("An index needs room for 1 series at least");
    }
    this.maxSeries = maxSeries;
  }

  /**
   * {@return the slot of a text, or {@link #NONE}}
   *
   * @param text holds it
   * @param from index of its first byte
   * @param to behind its last byte
   */
  public int find(byte[] text, int from, int to) {
    if (expected < size && isAt(expected, text, from, to)) {
      return expected++;
    }
    int found = slot(cell(hash(text, from, to), text, from, to), text, from, to);
    expected = found + 1;
    return found;
  }

  /**
   * {@return the slot of a text, a new one if it is not known; {@link #NONE} if there is no room or
   * the text is longer than 64 KiB}
   *
   * @param text holds it; copied if new
   * @param from index of its first byte
   * @param to behind its last byte
   */
  public int add(byte[] text, int from, int to) {
    if (expected < size && isAt(expected, text, from, to)) {
      return expected++;
    }
    long hash = hash(text, from, to);
    int at = cell(hash, text, from, to);
    int found = slot(at, text, from, to);
    expected = found + 1;
    if (found != NONE) {
      return found;
    }
    if (size == maxSeries || to - from > LONGEST) {
      return NONE;
    }
    int slot = size++;
    keep(slot, text, from, to);
    if (at == NONE) {
      crowded.put(Arrays.copyOfRange(text, from, to), slot);
    } else {
      cells[at] = hash & 0xffffffff00000000L | slot + 1;
    }
    if (2 * size > cells.length) {
      grow();
    }
    return slot;
  }

  /**
   * {@return the slot of a text, a new one if it is not known}
   *
   * @param text any; turned into bytes, so for few texts only
   */
  public int add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes, 0, bytes.length);
  }

  /** {@return how many texts are known} */
  public int size() {
    return size;
  }

  /**
   * {@return the text of a slot}
   *
   * @param slot of a known text
   */
  public String text(int slot) {
    return new String(page(slot), offset(slot), length(slot), StandardCharsets.UTF_8);
  }

  /** Orders slots by their texts, byte by byte. */
  @Override
  public int compare(int first, int second) {
    return Arrays.compareUnsigned(
        page(first),
        offset(first),
        offset(first) + length(first),
        page(second),
        offset(second),
        offset(second) + length(second));
  }

  /** {@return how many texts collide with too many others} */
  int crowded() {
    return crowded.size();
  }

  /** The slot in a cell or, where that is empty or none, in the tree. */
  private int slot(int at, byte[] text, int from, int to) {
    int found = at == NONE ? NONE : (int) cells[at] - 1;
    return found != NONE || crowded.isEmpty()
        ? found
        : crowded.getOrDefault(Arrays.copyOfRange(text, from, to), NONE);
  }

  /** The cell that holds a text, or else an empty one for it; {@link #NONE} if it is crowded. */
  private int cell(long hash, byte[] text, int from, int to) {
    int mask = cells.length - 1;
    int at = (int) (hash >>> 32) & mask;
    long upper = hash >>> 32;
    for (int probe = 0; probe < LONGEST_PROBE; probe++) {
      long cell = cells[at];
      int slot = (int) cell - 1;
      if (slot < 0 || cell >>> 32 == upper && isAt(slot, text, from, to)) {
        return at;
      }
      at = at + 1 & mask;
    }
    return NONE;
  }

  private boolean isAt(int slot, byte[] text, int from, int to) {
    int start = offset(slot);
    return length(slot) == to - from
        && Arrays.equals(text, from, to, page(slot), start, start + to - from);
  }

  private static long hash(byte[] text, int from, int to) {
    long hash = (to - from) * MIX;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ (long) LONGS.get(text, at)) * MIX;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << 8 | text[at] & 0xff;
    }
    hash = (hash ^ rest) * MIX;
    return hash ^ hash >>> 32 ^ hash << 32;
  }

  private void keep(int slot, byte[] text, int from, int to) {
    int length = to - from;
    // Not even an empty text may begin at the end of a page: no offset says so.
    if (used + length >= PAGE) {
      if (pageCount == pages.length) {
        pages = Arrays.copyOf(pages, 2 * pageCount);
      }
      pages[pageCount++] = new byte[PAGE];
      used = 0;
    }
    if (slot == places.length) {
      places = Arrays.copyOf(places, 2 * slot);
    }
    System.arraycopy(text, from, pages[pageCount - 1], used, length);
    places[slot] = ((long) (pageCount - 1) << PAGE_BITS | used) << LENGTH_BITS | length;
    used += length;
  }

  private byte[] page(int slot) {
    return pages[(int) (places[slot] >>> LENGTH_BITS + PAGE_BITS)];
  }

  private int offset(int slot) {
    return (int) (places[slot] >>> LENGTH_BITS) & PAGE - 1;
  }

  private int length(int slot) {
    return (int) places[slot] & (1 << LENGTH_BITS) - 1;
  }

  private void grow() {
    long[] old = cells;
    cells = new long[2 * old.length];
    for (long cell : old) {
      if (cell != 0) {
        move(cell);
      }
    }
  }

  private void move(long cell) {
    int mask = cells.length - 1;
    int home = (int) (cell >>> 32) & mask;
    for (int probe = 0; probe < LONGEST_PROBE; probe++) {
      int at = home + probe & mask;
      if (cells[at] == 0) {
        cells[at] = cell;
        return;
      }
    }
    int slot = (int) cell - 1;
    int start = offset(slot);
    crowded.put(Arrays.copyOfRange(page(slot), start, start + length(slot)), slot);
  }
}
