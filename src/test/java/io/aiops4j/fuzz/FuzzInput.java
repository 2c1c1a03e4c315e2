package io.aiops4j.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Draws values from the bytes of one input; when they are used up, zeros and empty texts. */
final class FuzzInput {
  private final byte[] bytes;
  private int at;

  FuzzInput(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isEmpty() {
    return at >= bytes.length;
  }

  /** {@return a number from 0 to below the bound} */
  int below(int bound) {
    return bound <= 1 ? 0 : Math.floorMod(number(), bound);
  }

  int number() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | (isEmpty() ? 0 : bytes[at++] & 0xff);
    }
    return value;
  }

  /**
   * {@return text up to the next line feed, which is not part of it; any character may be in it}
   */
  String line() {
    int from = Math.min(at, bytes.length);
    int to = from;
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    at = to + 1;
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  byte[] rest() {
    return Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length);
  }

  String restAsText() {
    return new String(rest(), StandardCharsets.UTF_8);
  }
}
