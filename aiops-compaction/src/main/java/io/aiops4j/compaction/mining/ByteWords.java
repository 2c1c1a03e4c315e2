package io.aiops4j.compaction.mining;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Texts as bytes that are hashed and compared eight at a time. ASCII is a byte a character; every
 * other {@code char}, half of a surrogate pair too, is two or three bytes as in UTF-8, so that
 * equal texts and equal bytes are the same.
 *
 * <p>Whoever passes an array has {@value #PAD} bytes more in it than the text: they are read, and
 * make no difference.
 */
final class ByteWords {
  /** How many bytes behind a text may be read. */
  static final int PAD = 8;

  /** Most bytes of one {@code char}. */
  static final int MOST_OF_A_CHAR = 3;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long OF_LENGTH = 0xD6E8FEB86659FD93L;
  private static final int ASCII = 0x80;

  private ByteWords() {}

  /** {@return eight bytes, the first of them lowest} */
  static long at(byte[] bytes, int from) {
    return (long) WORDS.get(bytes, from);
  }

  /** Writes eight bytes. */
  static void put(byte[] bytes, int at, long word) {
    WORDS.set(bytes, at, word);
  }

  /** {@return the first eight bytes of a text, with zeros for what it does not have} */
  static long head(byte[] bytes, int from, int length) {
    long word = at(bytes, from);
    return length >= Long.BYTES ? word : word & (1L << (length << 3)) - 1;
  }

  /** {@return a hash so far, and eight bytes more} */
  static long hashed(long hash, long word) {
    long mixed = (hash ^ word) * MULTIPLIER;
    return mixed ^ mixed >>> 32;
  }

  /**
   * {@return the hash of a text}
   *
   * @param hash of its first bytes, eight at a time
   * @param rest the last bytes, less than eight, or 0
   */
  static long hashed(long hash, long rest, int length) {
    return hashed(hash ^ length * OF_LENGTH, rest);
  }

  /** {@return the hash of a text} */
  static long hash(byte[] bytes, int from, int to) {
    long hash = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = hashed(hash, at(bytes, i));
    }
    return hashed(hash, head(bytes, i, to - i), to - from);
  }

  /** {@return whether two texts of one length are the same} */
  static boolean same(byte[] a, int fromA, byte[] b, int fromB, int length) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (at(a, fromA + i) != at(b, fromB + i)) {
        return false;
      }
    }
    return head(a, fromA + i, length - i) == head(b, fromB + i, length - i);
  }

  /** {@return the bytes of a text and {@value #PAD} more} */
  static byte[] of(String text) {
    byte[] bytes = new byte[MOST_OF_A_CHAR * text.length() + PAD];
    int end = 0;
    for (int i = 0; i < text.length(); i++) {
      end = put(bytes, end, text.charAt(i));
    }
    return Arrays.copyOf(bytes, end + PAD);
  }

  /** Writes a character; where the next goes. */
  static int put(byte[] bytes, int at, char c) {
    int end = at;
    if (c < ASCII) {
      bytes[end++] = (byte) c;
    } else if (c < 0x800) {
      bytes[end++] = (byte) (0xC0 | c >> 6);
      bytes[end++] = (byte) (0x80 | c & 0x3F);
    } else {
      bytes[end++] = (byte) (0xE0 | c >> 12);
      bytes[end++] = (byte) (0x80 | c >> 6 & 0x3F);
      bytes[end++] = (byte) (0x80 | c & 0x3F);
    }
    return end;
  }

  /** {@return the text of some bytes} */
  static String text(byte[] bytes, int from, int length) {
    char[] chars = new char[length];
    int n = 0;
    int end = from + length;
    for (int i = from; i < end; n++) {
      int b = bytes[i++] & 0xFF;
      if (b < ASCII) {
        chars[n] = (char) b;
      } else if (b < 0xE0) {
        chars[n] = (char) ((b & 0x1F) << 6 | bytes[i++] & 0x3F);
      } else {
        chars[n] = (char) ((b & 0x0F) << 12 | (bytes[i++] & 0x3F) << 6 | bytes[i++] & 0x3F);
      }
    }
    return new String(chars, 0, n);
  }
}
