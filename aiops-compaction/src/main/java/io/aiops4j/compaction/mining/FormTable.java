package io.aiops4j.compaction.mining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the form of a masked text that lies in a buffer, without making a string of it. All texts
 * lie in one array. Small while it holds little; nothing is ever removed. Not thread-safe.
 */
final class FormTable {
  private static final long NUMBER = 0xffff_ffffL;

  /** Hash in the upper half, index + 1 in the lower; 0 is free. */
  private long[] slots = new long[16];

  private char[] texts = new char[256];
  private int[] ends = new int[8];
  private @Nullable LineForm[] forms = new LineForm[8];
  private int size;

  int size() {
    return size;
  }

  /** {@return the form of a text, or null} */
  @Nullable LineForm find(char[] text, int length, int hash) {
    int mask = slots.length - 1;
    for (int at = slot(hash, mask); ; at = at + 1 & mask) {
      long entry = slots[at];
      if (entry == 0) {
        return null;
      }
      if ((int) (entry >>> 32) == hash) {
        int i = (int) (entry & NUMBER) - 1;
        if (Arrays.equals(texts, start(i), ends[i], text, 0, length)) {
          return forms[i];
        }
      }
    }
  }

  @Nullable LineForm find(String text) {
    char[] chars = text.toCharArray();
    return find(chars, chars.length, TokenLine.hash(chars, 0, chars.length));
  }

  /** Says which form a text has that is not there yet. */
  void put(String text, LineForm form) {
    if (size == forms.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      forms = Arrays.copyOf(forms, 2 * size);
    }
    int from = start(size);
    int end = from + text.length();
    if (end > texts.length) {
      texts = Arrays.copyOf(texts, Math.max(end, texts.length + (texts.length >> 1)));
    }
    text.getChars(0, text.length(), texts, from);
    ends[size] = end;
    forms[size] = form;
    size++;
    if (2 * size > slots.length) {
      slots = new long[2 * slots.length];
      for (int i = 0; i < size - 1; i++) {
        enter(i);
      }
    }
    enter(size - 1);
  }

  /** {@return a text, by the order in which they were put} */
  String text(int index) {
    return new String(texts, start(index), ends[index] - start(index));
  }

  /** {@return the form of a text, by the order in which they were put} */
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
    int at = slot(hash, mask);
    while (slots[at] != 0) {
      at = at + 1 & mask;
    }
    slots[at] = (long) hash << 32 | index + 1L;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private static int slot(int hash, int mask) {
    return hash * 0x9E3779B1 >>> 9 & mask;
  }
}
