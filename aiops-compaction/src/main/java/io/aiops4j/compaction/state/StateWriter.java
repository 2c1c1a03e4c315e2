package io.aiops4j.compaction.state;

import io.aiops4j.api.topology.Component;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * Writes the state of one summary: a header (magic, kind, version), what the summary writes, and a
 * CRC32C of all of it.
 *
 * <p>Whole numbers are varints (seven bits a byte, least significant first; signed ones zigzag), so
 * small ones cost a byte; doubles are eight bytes, little-endian, bit for bit; texts are their
 * UTF-16 units as varints, so that none is changed, with their number before them. The same calls
 * give the same bytes on every JDK: a summary that writes its parts in a fixed order has one state
 * for one content. Not thread-safe.
 */
public final class StateWriter {
  static final int MAGIC = 0x41494f53; // "AIOS"

  private byte[] bytes = new byte[256];
  private int size;

  /**
   * Starts a state.
   *
   * @param kind what the state is of, such as {@code logs}
   * @param version of the layout, from 1
   */
  public StateWriter(String kind, int version) {
    ByteBuffer.wrap(bytes).putInt(MAGIC);
    size = 4;
    text(kind);
    count(version);
  }

  /**
   * Writes a whole number of 0 or more.
   *
   * @param value 0 or more
   * @return this writer
   */
  public StateWriter count(long value) {
    if (value < 0) {
      throw new IllegalArgumentException(value + " is no count; write it as a number");
    }
    varint(value);
    return this;
  }

  /**
   * Writes a whole number of either sign.
   *
   * @param value any
   * @return this writer
   */
  public StateWriter number(long value) {
    varint(value << 1 ^ value >> 63);
    return this;
  }

  /**
   * Writes a double, bit for bit.
   *
   * @param value any, also {@code NaN}
   * @return this writer
   */
  public StateWriter real(double value) {
    room(8);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < 8; i++) {
      bytes[size++] = (byte) (bits >>> 8 * i);
    }
    return this;
  }

  /**
   * Writes a yes or no.
   *
   * @param value either
   * @return this writer
   */
  public StateWriter flag(boolean value) {
    room(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  /**
   * Writes a text.
   *
   * @param value any
   * @return this writer
   */
  public StateWriter text(String value) {
    varint(value.length());
    for (int i = 0; i < value.length(); i++) {
      varint(value.charAt(i));
    }
    return this;
  }

  /**
   * Writes bytes, such as the state of a part.
   *
   * @param value any; copied
   * @return this writer
   */
  public StateWriter bytes(byte[] value) {
    varint(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /**
   * Writes a component.
   *
   * @param value any
   * @return this writer
   */
  public StateWriter component(Component value) {
    return text(value.kind().toString())
        .text(value.scope())
        .text(value.name())
        .text(value.incarnation());
  }

  /**
   * Writes labels.
   *
   * @param value sorted
   * @return this writer
   */
  public StateWriter labels(SortedMap<String, String> value) {
    count(value.size());
    for (Map.Entry<String, String> label : value.entrySet()) {
      text(label.getKey()).text(label.getValue());
    }
    return this;
  }

  /** {@return the state so far, with its checksum} */
  public byte[] toBytes() {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, size);
    byte[] state = Arrays.copyOf(bytes, size + 4);
    ByteBuffer.wrap(state).putInt(size, (int) crc.getValue());
    return state;
  }

  private void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      int doubled = (int) Math.min(Integer.MAX_VALUE - 16L, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(doubled, Math.addExact(size, more)));
    }
  }
}
