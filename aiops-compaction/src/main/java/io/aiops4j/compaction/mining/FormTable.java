package io.aiops4j.compaction.mining;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the form of a key, the {@link LineShape} of a masked text, that lies in a buffer, without
 * making a string of it. All keys lie in one array. Small while it holds little; nothing is ever
 * removed. A look-up goes {@value #LONGEST_RUN} slots far at most: keys that were written to have
 * one hash are found in a map. Not thread-safe.
 */
final class FormTable {
  /** Chance makes no longer run in a table that is half full. */
  static final int LONGEST_RUN = 128;

  private static final long NUMBER = 0xffff_ffffL;

  /** Hash in the upper half, index + 1 in the lower; 0 is free. */
  private long[] slots = new long[16];

  /** The indexes of those that found no slot near theirs. */
  private final Map<String, Integer> crowded = new HashMap<>();

  private char[] texts = new char[256];
  private int[] ends = new int[8];
  private @Nullable LineForm[] forms = new LineForm[8];
  private int size;

  int size() {
    return size;
  }

  /** {@return the form of a key, or null} */
  @Nullable LineForm find(char[] text, int length, int hash) {
    int index = index(text, length, hash);
    return index < 0 ? null : forms[index];
  }

  private int index(char[] text, int length, int hash) {
    int mask = slots.length - 1;
    int home = slot(hash, mask);
    for (int at = home; at < home + LONGEST_RUN; at++) {
      long entry = slots[at & mask];
      if (entry == 0) {
        return -1;
      }
      if ((int) (entry >>> 32) == hash) {
        int i = (int) (entry & NUMBER) - 1;
        if (Arrays.equals(texts, start(i), ends[i], text, 0, length)) {
          return i;
        }
      }
    }
    Integer index = crowded.get(new String(text, 0, length));
    return index == null ? -1 : index;
  }

  /** Says which form a key has from now on. */
  void put(char[] text, int length, int hash, LineForm form) {
    int known = index(text, length, hash);
    if (known >= 0) {
      forms[known] = form;
      return;
    }
    if (size == forms.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      forms = Arrays.copyOf(forms, 2 * size);
    }
    int from = start(size);
    int end = from + length;
    if (end > texts.length) {
      texts = Arrays.copyOf(texts, Math.max(end, texts.length + (texts.length >> 1)));
    }
    System.arraycopy(text, 0, texts, from, length);
    ends[size] = end;
    forms[size] = form;
    size++;
    if (2 * size > slots.length) {
      slots = new long[2 * slots.length];
      crowded.clear();
      for (int i = 0; i < size - 1; i++) {
        enter(i);
      }
    }
    enter(size - 1);
  }

  /** {@return how many keys found no slot near theirs} */
  int crowded() {
    return crowded.size();
  }

  /** {@return the form of a key, by the order in which they were put} */
  LineForm form(int index) {
    LineForm form = forms[index];
    if (form == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return form;
  }

  private void enter(int index) {
    int hash = TokenLine.hash(texts, start(index), ends[index]);
    int mask = slots.length - 1;
    int home = slot(hash, mask);
    for (int at = home; at < home + LONGEST_RUN; at++) {
      if (slots[at & mask] == 0) {
        slots[at & mask] = (long) hash << 32 | index + 1L;
        return;
      }
    }
    crowded.put(new String(texts, start(index), ends[index] - start(index)), index);
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private static int slot(int hash, int mask) {
    return hash * 0x9E3779B1 >>> 9 & mask;
  }
}
