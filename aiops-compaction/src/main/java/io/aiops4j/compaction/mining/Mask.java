package io.aiops4j.compaction.mining;

import java.util.Arrays;

/**
 * The kinds of variable parts that are known by their form alone, whatever system wrote the line.
 *
 * <p>In a masked text each stands as its name between angle brackets, such as {@code <NUM>}.
 */
public enum Mask {
  /** A number, with or without a short unit: {@code 12}, {@code -3.5}, {@code 10000ms}. */
  NUM,
  /** Hexadecimal: {@code 0x7f41a260}, {@code 003a90fc}. */
  HEX,
  /** An IP address of either version, with or without port or prefix length. */
  IP,
  /** A universally unique identifier. */
  UUID,
  /** A date, a time of day, or both. */
  TIME,
  /** A path of a file system. */
  PATH,
  /** An address with a scheme. */
  URL,
  /** Text with blanks between double quotes; the quotes stay. */
  STR,
  /** A hardware address. */
  MAC,
  /** An e-mail address. */
  EMAIL,
  /** A host name, with or without port. */
  HOST,
  /** A word with many digits in it: {@code blk_38865049064139660}. */
  ID,
  /** An address on the PCI bus. */
  PCI,
  /** {@code true}, {@code false}, {@code null}. */
  BOOL;

  private static final int[] CODES =
      Arrays.stream(values()).mapToInt(each -> each.name().chars().reduce(0, Mask::code)).toArray();

  private final String text = "<" + name() + ">";

  /** The number of a name of capital letters, five at most, from that of all but the last. */
  static int code(int before, int letter) {
    return before << 5 | letter - 'A' + 1;
  }

  /** Whether the number is that of a mask's name. */
  static boolean isCode(int code) {
    for (int each : CODES) {
      if (each == code) {
        return true;
      }
    }
    return false;
  }

  /** {@return how it stands in a masked text, such as {@code <NUM>}} */
  public String text() {
    return text;
  }
}
