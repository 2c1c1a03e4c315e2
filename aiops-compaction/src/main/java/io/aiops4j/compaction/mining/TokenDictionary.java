package io.aiops4j.compaction.mining;

import java.util.Arrays;

/**
 * Numbers for the tokens that templates and tree edges hold, and for no others: what a line brings
 * that nothing holds is {@link #UNKNOWN} and equal to nothing, so memory follows the templates and
 * not the traffic.
 *
 * <p>Tokens are counted by reference: {@link #acquire} holds one, {@link #release} lets it go, and
 * the number of a token that nobody holds any more is used again. Texts lie in one array, which is
 * packed when half of it is garbage. A look-up costs one probe for most unknown tokens and a
 * comparison of the text for known ones. Not thread-safe.
 */
final class TokenDictionary {
  /** A token that nothing holds. */
  static final int UNKNOWN = -1;

  /** The wildcard, which is always held. */
  static final int WILDCARD = 0;

  private static final int FIRST_ROOM = 64;
  private static final long ID_MASK = 0xffff_ffffL;

  /** Hash in the upper half, number + 1 in the lower; 0 is free. */
  private long[] table = new long[4 * FIRST_ROOM];

  private char[] arena = new char[FIRST_ROOM * 8];
  private int arenaEnd;
  private int garbage;

  private int[] start = new int[FIRST_ROOM];
  private int[] length = new int[FIRST_ROOM];
  private int[] hashes = new int[FIRST_ROOM];
  private int[] holders = new int[FIRST_ROOM];

  /** Numbers handed out so far; those with no holder are in the list of free ones. */
  private int numbers;

  private int free = UNKNOWN;
  private int size;

  /**
   * Makes a dictionary that holds the wildcard alone.
   *
   * @param wildcard its text, such as {@code <*>}
   */
  TokenDictionary(String wildcard) {
    acquire(wildcard);
  }

  /** Gives each token of the line its number, and counts those that are known. */
  void resolve(TokenLine line) {
    int n = line.size;
    char[] chars = line.chars;
    int[] ids = line.ids;
    int known = 0;
    int wildcards = 0;
    for (int i = 0; i < n; i++) {
      int id = find(chars, line.from[i], line.to[i], line.hash[i]);
      ids[i] = id;
      known += id > WILDCARD ? 1 : 0;
      wildcards += id == WILDCARD ? 1 : 0;
    }
    line.known = known;
    line.wildcards = wildcards;
  }

  /**
   * {@return the number of a token, or {@link #UNKNOWN}}
   *
   * @param hash as {@link TokenLine#hash} gives it
   */
  int find(char[] chars, int from, int to, int hash) {
    long[] slots = table;
    int mask = slots.length - 1;
    for (int at = slot(hash, mask); ; at = at + 1 & mask) {
      long entry = slots[at];
      if (entry == 0) {
        return UNKNOWN;
      }
      if ((int) (entry >>> 32) == hash) {
        int id = (int) (entry & ID_MASK) - 1;
        if (length[id] == to - from && holds(id, chars, from, to)) {
          return id;
        }
      }
    }
  }

  /** {@return the number of a token that the caller holds from now on} */
  int acquire(char[] chars, int from, int to, int hash) {
    int id = find(chars, from, to, hash);
    if (id == UNKNOWN) {
      id = add(chars, from, to, hash);
    }
    holders[id]++;
    return id;
  }

  /** {@return the number of a text that the caller holds from now on} */
  int acquire(String text) {
    char[] chars = text.toCharArray();
    return acquire(chars, 0, chars.length, TokenLine.hash(chars, 0, chars.length));
  }

  /** Holds a token once more. */
  void hold(int id) {
    holders[id]++;
  }

  /** Lets a token go; with its last holder it is forgotten. */
  void release(int id) {
    if (--holders[id] == 0) {
      remove(id);
    }
  }

  /** {@return the text of a held token} */
  String text(int id) {
    return new String(arena, start[id], length[id]);
  }

  /** Appends the text of a held token. */
  void appendTo(StringBuilder out, int id) {
    out.append(arena, start[id], length[id]);
  }

  /** {@return whether a held token has a digit, as {@link Digits} says} */
  boolean hasDigit(int id) {
    return Digits.anyIn(arena, start[id], start[id] + length[id]);
  }

  /** {@return how many tokens are held} */
  int size() {
    return size;
  }

  /** {@return how many bytes the held tokens take, roughly} */
  long bytes() {
    return 2L * (arenaEnd - garbage) + 48L * size;
  }

  private boolean holds(int id, char[] chars, int from, int to) {
    int begin = start[id];
    return Arrays.equals(chars, from, to, arena, begin, begin + (to - from));
  }

  private int add(char[] chars, int from, int to, int hash) {
    int id = number();
    int n = to - from;
    if (n > arena.length - arenaEnd) {
      makeRoom(n);
    }
    System.arraycopy(chars, from, arena, arenaEnd, n);
    start[id] = arenaEnd;
    length[id] = n;
    hashes[id] = hash;
    holders[id] = 0;
    arenaEnd += n;
    size++;
    if (4L * size > table.length) {
      rehash(2 * table.length);
    }
    enter(id);
    return id;
  }

  private int number() {
    if (free != UNKNOWN) {
      int id = free;
      free = start[id];
      return id;
    }
    if (numbers == start.length) {
      int room = 2 * numbers;
      start = Arrays.copyOf(start, room);
      length = Arrays.copyOf(length, room);
      hashes = Arrays.copyOf(hashes, room);
      holders = Arrays.copyOf(holders, room);
    }
    return numbers++;
  }

  private void remove(int id) {
    int mask = table.length - 1;
    int at = slot(hashes[id], mask);
    while ((int) (table[at] & ID_MASK) - 1 != id) {
      at = at + 1 & mask;
    }
    // Closes the gap, so that no mark of deleted entries is needed.
    int gap = at;
    for (int i = at + 1 & mask; table[i] != 0; i = i + 1 & mask) {
      int home = slot((int) (table[i] >>> 32), mask);
      if ((i - home & mask) >= (i - gap & mask)) {
        table[gap] = table[i];
        gap = i;
      }
    }
    table[gap] = 0;
    garbage += length[id];
    start[id] = free;
    free = id;
    length[id] = UNKNOWN;
    size--;
  }

  private void makeRoom(int more) {
    char[] packed =
        new char[Math.toIntExact(Math.max(FIRST_ROOM, 2L * (arenaEnd - garbage + (long) more)))];
    int end = 0;
    for (int id = 0; id < numbers; id++) {
      if (length[id] != UNKNOWN && holders[id] > 0) {
        System.arraycopy(arena, start[id], packed, end, length[id]);
        start[id] = end;
        end += length[id];
      }
    }
    arena = packed;
    arenaEnd = end;
    garbage = 0;
  }

  private void rehash(int slots) {
    table = new long[slots];
    for (int id = 0; id < numbers; id++) {
      if (length[id] != UNKNOWN && holders[id] > 0) {
        enter(id);
      }
    }
  }

  private void enter(int id) {
    int mask = table.length - 1;
    int at = slot(hashes[id], mask);
    while (table[at] != 0) {
      at = at + 1 & mask;
    }
    table[at] = (long) hashes[id] << 32 | id + 1L;
  }

  private static int slot(int hash, int mask) {
    return hash * 0x85EBCA6B >>> 7 & mask;
  }
}
