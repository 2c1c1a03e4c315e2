package io.aiops4j.compaction.mining;

import static io.aiops4j.compaction.mining.CharClass.AT;
import static io.aiops4j.compaction.mining.CharClass.DASH;
import static io.aiops4j.compaction.mining.CharClass.DIGIT;
import static io.aiops4j.compaction.mining.CharClass.DOT;
import static io.aiops4j.compaction.mining.CharClass.ENDS;
import static io.aiops4j.compaction.mining.CharClass.HEX_LETTER;
import static io.aiops4j.compaction.mining.CharClass.INNER;
import static io.aiops4j.compaction.mining.CharClass.MARK;
import static io.aiops4j.compaction.mining.CharClass.SLASH;
import static io.aiops4j.compaction.mining.CharClass.isDigit;
import static io.aiops4j.compaction.mining.CharClass.isLetter;
import static io.aiops4j.compaction.mining.CharClass.isWord;

import java.util.Arrays;

/**
 * Replaces what varies by its form alone with the name of its {@link Mask}, in one scan over a
 * buffer and without regular expressions.
 *
 * <p>{@code took 12ms from 10.0.0.7:8080} becomes {@code took <NUM> from <IP>}. Blanks between
 * words become one, those at the ends go. Text beyond {@value #MOST_TOKENS} words, or {@value
 * #MOST_PIECES} words and marks, becomes one {@code <**>}, so that whatever follows is bounded.
 * Every character is looked at a fixed number of times at most: a line of any kind costs time
 * linear in its length. A scanner keeps its buffer; it is not thread-safe.
 */
public final class MaskScanner {
  /** Most words between blanks. */
  public static final int MOST_TOKENS = 128;

  /** Most words and marks of punctuation. */
  public static final int MOST_PIECES = 512;

  private static final int LONGEST_QUOTE = 512;
  private static final int LONGEST_NUMBER = 24;
  private static final int LONGEST_XID = 64;
  private static final int SHRINKS = 1 << 14;
  private static final char[] REST = "<**>".toCharArray();
  private static final String[] BOOLS = {"true", "false", "null"};
  private static final char[][] TEXTS = texts();

  private final boolean[] hardware = new boolean[1];
  private char[] out = new char[512];
  private int size;
  private boolean codeSeen;

  /** All that words and blanks were made of. */
  private int seen;

  private final boolean masks;

  /** Where what varies stands in the masked text, as {@link LineShape} finds it there. */
  private int[] holes = new int[32];

  private int bounds;

  /** Whether all of that was noted: not where a line looks as if it was masked before. */
  private boolean noted;

  /** Makes a scanner. */
  public MaskScanner() {
    this(true);
  }

  /**
   * @param masks whether it masks; otherwise it only makes blanks one and keeps to the bounds
   */
  MaskScanner(boolean masks) {
    this.masks = masks;
  }

  /**
   * {@return the buffer whose first characters are the masked text} Good until the next call of
   * {@link #mask}.
   */
  public char[] text() {
    return out;
  }

  /** {@return how many characters the masked text has} */
  public int length() {
    return size;
  }

  /** Whether {@link #holes} are those of the masked text. */
  boolean hasHoles() {
    return noted;
  }

  /** The bounds of each place of the masked text that varies; good until the next line. */
  int[] holes() {
    return holes;
  }

  /** How many bounds there are, two a place. */
  int bounds() {
    return bounds;
  }

  /**
   * Whether the line has characters that nobody sees, or that are beyond ASCII. Those that a mask
   * swallowed do not count.
   */
  boolean hasOdd() {
    return (seen & CharClass.ODD) != 0;
  }

  /**
   * Masks a line.
   *
   * @param line whose first characters are the line; not changed
   * @param length how many characters it has
   * @return the length of the masked text
   */
  public int mask(char[] line, int length) {
    // A mask is longer than the shortest text it stands for: five characters for one.
    int room = 6 * Math.min(length, MOST_PIECES) + length + 64;
    if (out.length < room || out.length > SHRINKS && room < SHRINKS / 2) {
      out = new char[room];
    }
    size = 0;
    codeSeen = false;
    seen = 0;
    bounds = 0;
    noted = masks;
    boolean blank = false;
    int tokens = 0;
    int pieces = 0;
    int i = 0;
    while (i < length) {
      int kind = CharClass.of(line[i]);
      if ((kind & CharClass.BLANK) != 0) {
        blank = size > 0;
        seen |= kind;
        i++;
        continue;
      }
      if (blank) {
        out[size++] = ' ';
        blank = false;
        tokens++;
      }
      if (tokens == MOST_TOKENS || pieces == MOST_PIECES) {
        copy(REST, 0, REST.length);
        break;
      }
      pieces++;
      if (masks) {
        i = kind == MARK ? mark(line, i, length) : word(line, i, length);
      } else {
        i = piece(line, i, length);
      }
    }
    return size;
  }

  private int mark(char[] in, int i, int n) {
    char c = in[i];
    if (c == '"') {
      int close = i + 1;
      boolean blank = false;
      int limit = Math.min(n, i + LONGEST_QUOTE);
      while (close < limit && in[close] != '"') {
        blank |= in[close] == ' ';
        close++;
      }
      if (close < limit && blank && in[i + 1] != ' ' && in[close - 1] != ' ') {
        out[size++] = c;
        copy(in, i + 1, afterMethod(in, i + 1, close));
        put(Mask.STR);
        out[size++] = c;
        return close + 1;
      }
    } else if (c == '[' && i + 10 < n && in[i + 1] == 'r' && in[i + 9] == ':') {
      int close = redacted(in, i, n);
      noted = false;
      if (close > i) {
        copy(in, i, close);
        return close;
      }
    } else if (c == ':' && i + 2 < n && in[i + 1] == ':' && CharClass.isHex(in[i + 2])) {
      int end = WordShapes.colonHex(in, i, n, hardware);
      if (end > 0 && (size == 0 || !isWord(out[size - 1]))) {
        put(Mask.IP);
        return end;
      }
    }
    noted &= c != '<';
    out[size++] = c;
    return i + 1;
  }

  /** Behind the method of a request and its blank: what is asked for varies, not the method. */
  private static int afterMethod(char[] in, int from, int close) {
    int at = from;
    while (at < close && at - from < 8 && in[at] >= 'A' && in[at] <= 'Z') {
      at++;
    }
    return at - from >= 3 && in[at] == ' ' && (in[at + 1] == '/' || in[at + 1] == '<')
        ? at + 1
        : from;
  }

  /** Copies a mark or a word as it is. */
  private int piece(char[] in, int from, int n) {
    int to = from;
    do {
      seen |= CharClass.of(in[to]);
      out[size++] = in[to++];
    } while (to < n && ((CharClass.of(in[to]) | CharClass.of(in[from])) & ENDS) == 0);
    return to;
  }

  private static int redacted(char[] in, int i, int n) {
    String mark = "[redacted:";
    for (int k = 0; k < mark.length(); k++) {
      if (i + k >= n || in[i + k] != mark.charAt(k)) {
        return -1;
      }
    }
    for (int k = i + mark.length(); k < Math.min(n, i + 40); k++) {
      if (in[k] == ']') {
        return k + 1;
      }
    }
    return -1;
  }

  private int word(char[] in, int from, int n) {
    // Copied while it is read, as most words are not masked.
    int flags = 0;
    int to = from;
    int copied = size;
    int kind;
    while (to < n && ((kind = CharClass.of(in[to])) & ENDS) == 0) {
      flags |= kind;
      out[copied++] = in[to++];
    }
    seen |= flags;
    boolean colon = to + 1 < n && in[to] == ':' && joins(in[to + 1]);
    if ((flags & (DIGIT | INNER)) == 0 && !colon) {
      return letters(in, from, to, n, flags);
    }
    if (flags == DIGIT && !colon && (to == n || in[to] != ',')) {
      return masked(Mask.NUM, to);
    }
    if (colon) {
      int end = withColon(in, from, to, n, flags);
      if (end > 0) {
        return end;
      }
    }
    int last = to;
    if ((flags & (DOT | DASH)) != 0) {
      while (last > from && (in[last - 1] == '.' || in[last - 1] == '-')) {
        last--;
      }
      if (last == from) {
        size = copied;
        return to;
      }
    }
    int masked = bounds;
    int start = size;
    int end = core(in, from, last, n, flags);
    if (end < to) {
      copy(in, end, to);
      // Behind a mask there are full stops and dashes, and hardly ever more.
      noted &= bounds == masked || to - end <= 1;
      end = to;
    }
    if (bounds == masked && (flags & DIGIT) != 0) {
      wordHole(start);
    }
    return end;
  }

  /** Notes the word with a digit that stands at the end. */
  private void wordHole(int from) {
    int to = size;
    while (out[to - 1] == '.') {
      to--;
    }
    hole(from, to);
  }

  private void hole(int from, int to) {
    boolean compared = from > 0 && (out[from - 1] == '<' || out[from - 1] == '>');
    if (compared && (bounds == 0 || holes[bounds - 1] != from)) {
      return;
    }
    if (bounds == holes.length) {
      holes = Arrays.copyOf(holes, 2 * bounds);
    }
    holes[bounds++] = from;
    holes[bounds++] = to;
  }

  /** Whether a colon before it may be part of an address or a time. */
  private static boolean joins(char c) {
    return CharClass.isHex(c) || c == ':' || c == '/' || c == '\\';
  }

  /** What goes on behind a colon: the end, or -1. */
  private int withColon(char[] in, int from, int to, int n, int flags) {
    char next = in[to + 1];
    if (next == '/' && to + 2 < n && in[to + 2] == '/' && isLetter(in[from])) {
      return url(in, to, n);
    }
    if (next == '\\' && to - from == 1 && isLetter(in[from])) {
      return path(in, to + 1, n);
    }
    if ((flags & ~(DIGIT | HEX_LETTER)) != 0) {
      return -1;
    }
    int end = WordShapes.pci(in, from, n);
    if (end > 0) {
      return masked(Mask.PCI, end);
    }
    end = WordShapes.colonHex(in, from, n, hardware);
    return end > 0 ? masked(hardware[0] ? Mask.MAC : Mask.IP, end) : -1;
  }

  private int core(char[] in, int from, int to, int n, int flags) {
    char first = in[from];
    if (first == '/' && to - from > 1) {
      int end = WordShapes.ipv4(in, from + 1, n);
      return end > 0 ? masked(Mask.IP, end) : path(in, from, n);
    }
    if (isDigit(first)) {
      int end = Times.numeric(in, from, n);
      if (end > 0) {
        return masked(Mask.TIME, end);
      }
      end = (flags & DOT) != 0 ? WordShapes.ipv4(in, from, n) : -1;
      if (end > 0) {
        return masked(Mask.IP, end);
      }
      end = thousands(in, from, to, n);
      if (end > 0) {
        return masked(Mask.NUM, end);
      }
    }
    if ((flags & DIGIT) == 0) {
      return withoutDigit(in, from, to, n, flags);
    }
    if (WordShapes.isNumber(in, from, to)) {
      return masked(Mask.NUM, to);
    }
    if (WordShapes.isUuid(in, from, to)) {
      return masked(Mask.UUID, to);
    }
    if (WordShapes.isHexNumber(in, from, to)) {
      return masked(Mask.HEX, to);
    }
    return mixed(in, from, to, n, flags);
  }

  private int withoutDigit(char[] in, int from, int to, int n, int flags) {
    if ((flags & SLASH) != 0) {
      return slashes(in, from, to) > 1 ? path(in, from, n) : letters(in, from, to, n, flags);
    }
    if ((flags & AT) != 0 && WordShapes.isEmail(in, from, to)) {
      return masked(Mask.EMAIL, to);
    }
    int port = WordShapes.port(in, to, n);
    if ((port > to || (flags & DOT) != 0) && WordShapes.isHost(in, from, to, port > to)) {
      return masked(Mask.HOST, port);
    }
    return letters(in, from, to, n, flags & ~(DOT | DASH));
  }

  /** A word of letters and digits. */
  private int mixed(char[] in, int from, int to, int n, int flags) {
    if ((flags & SLASH) != 0) {
      int slash = lastSlash(in, from, to);
      int end = slash > from ? WordShapes.ipv4(in, slash + 1, n) : -1;
      if (end > 0) {
        return masked(Mask.HOST, end);
      }
      if (slashes(in, from, to) > 1) {
        return path(in, from, n);
      }
    }
    if ((flags & AT) != 0) {
      if (WordShapes.isEmail(in, from, to)) {
        return masked(Mask.EMAIL, to);
      }
      if (WordShapes.isObject(in, from, to)) {
        return masked(Mask.ID, to);
      }
    }
    int port = WordShapes.port(in, to, n);
    if ((port > to || (flags & DOT) != 0) && WordShapes.isHost(in, from, to, port > to)) {
      return masked(Mask.HOST, port);
    }
    int number = (flags & DOT) != 0 ? numberAfterDot(in, from, to) : -1;
    if (number > 0) {
      size += number - from;
      return masked(Mask.NUM, to);
    }
    if (isId(in, from, to)) {
      return masked(Mask.ID, to);
    }
    size += to - from;
    return to;
  }

  private int letters(char[] in, int from, int to, int n, int flags) {
    int length = to - from;
    if (length == 3 && in[from] <= 'X') {
      if (in[from] == 'X') {
        return errorCode(in, from, to, n);
      }
      int end = Times.named(in, from, n);
      if (end > 0) {
        return masked(Mask.TIME, end);
      }
    } else if ((length == 4 || length == 5) && isBool(in, from, to)) {
      return masked(Mask.BOOL, to);
    } else if (flags == HEX_LETTER && WordShapes.isHexNumber(in, from, to)) {
      return masked(Mask.HEX, to);
    }
    size += length;
    return to;
  }

  /**
   * {@code Xid (PCI:0000:4e:00): 79, pid=7} becomes {@code Xid (<PCI>): 79, pid=7}: the code of the
   * driver's error line is its meaning and no variable. It stands before anything that a process
   * can choose, such as its name. Format after NVIDIA's open-gpu-kernel-modules.
   */
  private int errorCode(char[] in, int from, int to, int n) {
    copy(in, from, to);
    boolean opens = in[from + 1] == 'i' && in[from + 2] == 'd' && to + 1 < n && in[to + 1] == '(';
    if (!opens || codeSeen) {
      return to;
    }
    codeSeen = true;
    noted = false;
    int close = to + 2;
    while (close < n && close - to < LONGEST_XID && in[close] != ')') {
      close++;
    }
    int code = close + 3;
    int end = code;
    while (end < n && end - code < 7 && isDigit(in[end])) {
      end++;
    }
    boolean whole = end > code && end - code < 7 && (end == n || !isWord(in[end]));
    if (!whole || in[close] != ')' || in[close + 1] != ':' || in[close + 2] != ' ') {
      return to;
    }
    copy(in, to, to + 2);
    put(Mask.PCI);
    copy(in, close, end);
    if (end == n || in[end] == ' ') {
      out[size++] = ',';
    }
    return end;
  }

  private static boolean isBool(char[] in, int from, int to) {
    char c = (char) (in[from] | 0x20);
    if (c != 't' && c != 'f' && c != 'n') {
      return false;
    }
    return WordShapes.isOneOf(BOOLS, in, from, to);
  }

  /** Where the digits after the last dot start, if there is no digit before it; else -1. */
  private static int numberAfterDot(char[] in, int from, int to) {
    int at = to;
    while (at > from && isDigit(in[at - 1])) {
      at--;
    }
    if (at == to || at - 1 <= from || in[at - 1] != '.') {
      return -1;
    }
    for (int i = from; i < at; i++) {
      if (isDigit(in[i])) {
        return -1;
      }
    }
    return at;
  }

  private static boolean isId(char[] in, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += isDigit(in[i]) ? 1 : 0;
    }
    return digits >= 3 && (digits >= 5 || 2 * digits >= to - from);
  }

  private static int thousands(char[] in, int from, int to, int n) {
    if (to - from > 3 || to >= n || in[to] != ',' || in[from] == '0') {
      return -1;
    }
    int at = to;
    while (at + 3 < n
        && at - from < LONGEST_NUMBER
        && in[at] == ','
        && isDigit(in[at + 1])
        && isDigit(in[at + 2])
        && isDigit(in[at + 3])) {
      at += 4;
    }
    for (int i = from; i < to; i++) {
      if (!isDigit(in[i])) {
        return -1;
      }
    }
    boolean more = at < n && (isWord(in[at]) || in[at] == ',' && at + 1 < n && isDigit(in[at + 1]));
    return at > to && !more ? at : -1;
  }

  private int url(char[] in, int colon, int n) {
    int end = colon + 3;
    while (end < n
        && in[end] > ' '
        && in[end] != '"'
        && in[end] != '\''
        && in[end] != '<'
        && in[end] != '>') {
      end++;
    }
    while (end > colon + 3 && ".,;:!?)]}".indexOf(in[end - 1]) >= 0) {
      end--;
    }
    return masked(Mask.URL, end);
  }

  private int path(char[] in, int from, int n) {
    int end = from;
    while (end < n) {
      char c = in[end];
      int kind = CharClass.of(c);
      boolean inside =
          (kind & ENDS) == 0
              || (c == '+' || c == '~' || c == '%' || c == '#' || c == '$' || c == '*')
                  && end + 1 < n
                  && (CharClass.of(in[end + 1]) & ENDS) == 0;
      if (!inside) {
        break;
      }
      end++;
    }
    while (end > from + 1 && in[end - 1] == '.') {
      end--;
    }
    return masked(Mask.PATH, end);
  }

  private static int slashes(char[] in, int from, int to) {
    int slashes = 0;
    for (int i = from; i < to; i++) {
      slashes += in[i] == '/' || in[i] == '\\' ? 1 : 0;
    }
    return slashes;
  }

  private static int lastSlash(char[] in, int from, int to) {
    int at = to - 1;
    while (at >= from && in[at] != '/') {
      at--;
    }
    return at;
  }

  private int masked(Mask mask, int end) {
    put(mask);
    return end;
  }

  private void put(Mask mask) {
    char[] text = TEXTS[mask.ordinal()];
    int at = size;
    for (char c : text) {
      out[at++] = c;
    }
    hole(size, at);
    size = at;
  }

  private int copy(char[] in, int from, int to) {
    for (int i = from; i < to; i++) {
      out[size++] = in[i];
    }
    return to;
  }

  private static char[][] texts() {
    Mask[] masks = Mask.values();
    char[][] texts = new char[masks.length][];
    for (int i = 0; i < masks.length; i++) {
      texts[i] = masks[i].text().toCharArray();
    }
    return texts;
  }
}
