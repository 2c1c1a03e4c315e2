package io.aiops4j.compaction.mining;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers for the tokens that templates and tree edges hold, and for no others: what a line brings
 * that nothing holds is {@link #UNKNOWN} and equal to nothing, so memory follows the templates and
 * not the traffic.
 *
 * <p>Tokens are counted by reference: {@link #acquire} holds one, {@link #release} lets it go, and
 * the number of a token that nobody holds any more is used again. Texts lie in one array, which is
 * packed when it is full. An unknown token mostly costs one look into an array of bytes, a known
 * one a comparison of its text. A look-up goes {@value #LONGEST_RUN} slots far at most: whoever
 * writes tokens of one hash has them found in a map of texts. Not thread-safe.
 */
final class TokenDictionary {
  /** A token that nothing holds. */
  static final int UNKNOWN = -1;

  /** The wildcard, which is always held. */
  static final int WILDCARD = 0;

  private static final int FIRST_ROOM = 64;

  /** Of each number: hash, first eight bytes, where its text starts and how long it is, holders. */
  private static final int PARTS = 4;

  private static final int HEAD = 1;
  private static final int PLACE = 2;
  private static final int HOLDERS = 3;
  private static final byte FREE = 0;

  /** Chance makes no longer run in a table that is half full; at most the room of the first. */
  static final int LONGEST_RUN = 2 * FIRST_ROOM;

  /** Some bits of the hash of what is in a slot: small enough to stay near the processor. */
  private byte[] tags = new byte[2 * FIRST_ROOM];

  /** The number in each slot that is not free. */
  private int[] slots = new int[2 * FIRST_ROOM];

  /** The numbers of those that found no slot near theirs. */
  private final Map<String, Integer> crowded = new HashMap<>();

  private byte[] arena = new byte[FIRST_ROOM * 8];
  private int arenaEnd;
  private int garbage;

  private long[] tokens = new long[PARTS * FIRST_ROOM];

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

  /**
   * {@return the number of a token of a line, or {@link #UNKNOWN}}
   *
   * @param token which of the line
   */
  int find(TokenLine line, int token) {
    return find(line.bytes, line.from[token], line.to[token], line.hashes[token]);
  }

  /**
   * {@return the number of a text, or {@link #UNKNOWN}}
   *
   * @param hash as {@link ByteWords#hash} gives it
   */
  int find(byte[] bytes, int from, int to, long hash) {
    byte[] marks = tags;
    int mask = marks.length - 1;
    byte tag = tag(hash);
    int home = (int) hash & mask;
    for (int i = home; i < home + LONGEST_RUN; i++) {
      int at = i & mask;
      if (marks[at] == FREE) {
        break;
      }
      if (marks[at] == tag && isSame(slots[at], bytes, from, to - from, hash)) {
        return slots[at];
      }
    }
    return crowded.isEmpty()
        ? UNKNOWN
        : crowded.getOrDefault(ByteWords.text(bytes, from, to - from), UNKNOWN);
  }

  /** The first bytes lie beside the hash; most tokens have no more. */
  private boolean isSame(int id, byte[] bytes, int from, int length, long hash) {
    int token = PARTS * id;
    long place = tokens[token + PLACE];
    return tokens[token] == hash
        && (int) place == length
        && tokens[token + HEAD] == ByteWords.head(bytes, from, length)
        && (length <= Long.BYTES
            || ByteWords.same(
                bytes,
                from + Long.BYTES,
                arena,
                (int) (place >>> 32) + Long.BYTES,
                length - Long.BYTES));
  }

  /** {@return the number of a token that the caller holds from now on} */
  int acquire(byte[] bytes, int from, int to, long hash) {
    int id = find(bytes, from, to, hash);
    if (id == UNKNOWN) {
      id = add(bytes, from, to, hash);
    }
    tokens[PARTS * id + HOLDERS]++;
    return id;
  }

  /** {@return the number of a token of a line that the caller holds from now on} */
  int acquire(TokenLine line, int token) {
    return acquire(line.bytes, line.from[token], line.to[token], line.hashes[token]);
  }

  /** {@return the number of a text that the caller holds from now on} */
  int acquire(String text) {
    byte[] bytes = ByteWords.of(text);
    int end = bytes.length - ByteWords.PAD;
    return acquire(bytes, 0, end, ByteWords.hash(bytes, 0, end));
  }

  /** Holds a token once more. */
  void hold(int id) {
    tokens[PARTS * id + HOLDERS]++;
  }

  /** Lets a token go; with its last holder it is forgotten. */
  void release(int id) {
    if (--tokens[PARTS * id + HOLDERS] == 0) {
      remove(id);
    }
  }

  /** {@return the text of a held token} */
  String text(int id) {
    return ByteWords.text(arena, start(id), length(id));
  }

  /** Appends the text of a held token. */
  void appendTo(StringBuilder out, int id) {
    out.append(text(id));
  }

  /** {@return whether a held token has a digit, as {@link Digits} says} */
  boolean hasDigit(int id) {
    char[] text = text(id).toCharArray();
    return Digits.anyIn(text, 0, text.length);
  }

  /** {@return how many tokens are held} */
  int size() {
    return size;
  }

  /** {@return how many bytes the held tokens take, roughly} */
  long bytes() {
    return arenaEnd - garbage + 56L * size;
  }

  /** {@return how many held tokens found no slot near theirs} */
  int crowded() {
    return crowded.size();
  }

  private int add(byte[] bytes, int from, int to, long hash) {
    int id = number();
    int n = to - from;
    if (n > arena.length - ByteWords.PAD - arenaEnd) {
      makeRoom(n);
    }
    System.arraycopy(bytes, from, arena, arenaEnd, n);
    tokens[PARTS * id] = hash;
    tokens[PARTS * id + HEAD] = ByteWords.head(bytes, from, n);
    place(id, arenaEnd, n);
    tokens[PARTS * id + HOLDERS] = 0;
    arenaEnd += n;
    size++;
    if (2L * size > tags.length) {
      rehash(2 * tags.length);
    }
    enter(id);
    return id;
  }

  private int number() {
    if (free != UNKNOWN) {
      int id = free;
      free = (int) tokens[PARTS * id + PLACE];
      return id;
    }
    if (PARTS * numbers == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * tokens.length);
    }
    return numbers++;
  }

  private void remove(int id) {
    if (crowded.isEmpty() || crowded.remove(text(id)) == null) {
      leaveSlot(id);
    }
    garbage += length(id);
    tokens[PARTS * id + PLACE] = free;
    free = id;
    size--;
  }

  private void leaveSlot(int id) {
    int mask = tags.length - 1;
    int gap = home(id, mask);
    while (tags[gap] == FREE || slots[gap] != id) {
      gap = gap + 1 & mask;
    }
    // Closes the gap, so that no mark of deleted entries is needed.
    for (int i = gap + 1 & mask; tags[i] != FREE; i = i + 1 & mask) {
      if ((i - home(slots[i], mask) & mask) >= (i - gap & mask)) {
        tags[gap] = tags[i];
        slots[gap] = slots[i];
        gap = i;
      }
    }
    tags[gap] = FREE;
  }

  private void makeRoom(int more) {
    long room = ByteWords.PAD + 2L * (arenaEnd - garbage + (long) more);
    byte[] packed = new byte[Math.toIntExact(Math.max(FIRST_ROOM, room))];
    int end = 0;
    for (int id = 0; id < numbers; id++) {
      if (isHeld(id)) {
        int n = length(id);
        System.arraycopy(arena, start(id), packed, end, n);
        place(id, end, n);
        end += n;
      }
    }
    arena = packed;
    arenaEnd = end;
    garbage = 0;
  }

  private void rehash(int room) {
    tags = new byte[room];
    slots = new int[room];
    crowded.clear();
    for (int id = 0; id < numbers; id++) {
      if (isHeld(id)) {
        enter(id);
      }
    }
  }

  private void enter(int id) {
    int mask = tags.length - 1;
    int home = home(id, mask);
    for (int i = home; i < home + LONGEST_RUN; i++) {
      int at = i & mask;
      if (tags[at] == FREE) {
        tags[at] = tag(tokens[PARTS * id]);
        slots[at] = id;
        return;
      }
    }
    crowded.put(text(id), id);
  }

  private boolean isHeld(int id) {
    return tokens[PARTS * id + HOLDERS] > 0;
  }

  private int start(int id) {
    return (int) (tokens[PARTS * id + PLACE] >>> 32);
  }

  private int length(int id) {
    return (int) tokens[PARTS * id + PLACE];
  }

  private void place(int id, int start, int length) {
    tokens[PARTS * id + PLACE] = (long) start << 32 | length;
  }

  private int home(int id, int mask) {
    return (int) tokens[PARTS * id] & mask;
  }

  private static byte tag(long hash) {
    return (byte) (hash >>> 57 | 0x80);
  }
}
