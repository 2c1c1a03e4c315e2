package io.aiops4j.compaction.state;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Reads what a {@link StateWriter} wrote.
 *
 * <p>The bytes may come from anywhere: nothing is deserialized, no length is believed beyond the
 * bytes that are there, and whatever does not fit is an {@link InvalidStateException}. Not
 * thread-safe.
 */
public final class StateReader {
  private static final int CHECKSUM = 4;

  private final byte[] bytes;
  private final String kind;
  private final int end;
  private int at = 4;
  private int version;

  private StateReader(byte[] bytes, String kind) {
    this.bytes = bytes;
    this.kind = kind;
    this.end = bytes.length - CHECKSUM;
  }

  /**
   * {@return a reader behind the header}
   *
   * @param state what {@link StateWriter#toBytes()} gave; not copied, do not change it meanwhile
   * @param kind what the state must be of
   * @param newest the newest version that the caller understands, from 1
   * @throws InvalidStateException if it is damaged, of another kind or of a newer version
   */
  public static StateReader of(byte[] state, String kind, int newest) {
    StateReader reader = new StateReader(state, kind);
    if (state.length < 10 || ByteBuffer.wrap(state).getInt() != StateWriter.MAGIC) {
      throw new InvalidStateException(
          state.length
              + " bytes are no state of '"
              + kind
              + "': they do not begin as one; pass what state() gave");
    }
    CRC32C crc = new CRC32C();
    crc.update(state, 0, reader.end);
    if ((int) crc.getValue() != ByteBuffer.wrap(state).getInt(reader.end)) {
      throw new InvalidStateException(
          "The state of '"
              + kind
              + "' is damaged: its checksum does not fit its "
              + state.length
              + " bytes; restore an earlier one");
    }
    String found = reader.text();
    if (!found.equals(kind)) {
      throw new InvalidStateException(
          "The state is of '" + found + "', not of '" + kind + "'; restore it with its own kind");
    }
    reader.version = reader.smallCount();
    if (reader.version < 1 || reader.version > newest) {
      throw new InvalidStateException(
          "The state of '"
              + kind
              + "' has version "
              + reader.version
              + "; this release reads 1 to "
              + newest
              + ": use the release that wrote it, or a newer one");
    }
    return reader;
  }

  /** {@return the version of the layout} */
  public int version() {
    return version;
  }

  /** {@return a whole number of 0 or more} */
  public long count() {
    long value = varint();
    if (value < 0) {
      throw invalid("a count is negative");
    }
    return value;
  }

  /** {@return a whole number from 0 to the largest int} */
  public int smallCount() {
    long value = count();
    if (value > Integer.MAX_VALUE) {
      throw invalid("a count is " + value);
    }
    return (int) value;
  }

  /**
   * {@return how many parts follow, at most as many as the remaining bytes can hold}
   *
   * <p>Use it before allocating for parts: a forged count costs no memory.
   *
   * @param leastBytes the fewest bytes that one part takes, at least 1
   */
  public int parts(int leastBytes) {
    long value = count();
    if (value > (end - at) / leastBytes) {
      throw invalid(value + " parts do not fit into " + (end - at) + " bytes");
    }
    return (int) value;
  }

  /** {@return a whole number of either sign} */
  public long number() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  /** {@return a double, bit for bit} */
  public double real() {
    need(8);
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits |= (bytes[at++] & 0xffL) << 8 * i;
    }
    return Double.longBitsToDouble(bits);
  }

  /** {@return a yes or no} */
  public boolean flag() {
    need(1);
    byte value = bytes[at++];
    if (value != 0 && value != 1) {
      throw invalid("a flag is " + value);
    }
    return value == 1;
  }

  /** {@return a text} */
  public String text() {
    char[] units = new char[parts(1)];
    for (int i = 0; i < units.length; i++) {
      long unit = varint();
      if (unit < 0 || unit > Character.MAX_VALUE) {
        throw invalid("a text holds the unit " + unit);
      }
      units[i] = (char) unit;
    }
    return new String(units);
  }

  /** {@return bytes, such as the state of a part} */
  public byte[] bytes() {
    int length = parts(1);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** {@return a component} */
  public Component component() {
    String componentKind = text();
    String scope = text();
    String name = text();
    String incarnation = text();
    try {
      return new Component(ComponentKind.of(componentKind), scope, name, incarnation);
    } catch (IllegalArgumentException e) {
      throw invalid("a component is none: " + e.getMessage());
    }
  }

  /** {@return labels} */
  public SortedMap<String, String> labels() {
    TreeMap<String, String> labels = new TreeMap<>();
    int n = parts(2);
    for (int i = 0; i < n; i++) {
      labels.put(text(), text());
    }
    return labels;
  }

  /**
   * Checks that everything was read.
   *
   * @throws InvalidStateException if bytes are left
   */
  public void end() {
    if (at != end) {
      throw invalid((end - at) + " bytes are left over");
    }
  }

  /**
   * {@return what to throw for content that does not fit}
   *
   * @param what is wrong
   */
  public InvalidStateException invalid(String what) {
    return new InvalidStateException(
        "The state of '" + kind + "' cannot be read: " + what + " (at byte " + at + ")");
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw invalid("a number does not end");
  }

  private void need(int more) {
    if (end - at < more) {
      throw invalid("it ends early");
    }
  }
}
