package io.aiops4j.compaction.mining;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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

  private static final Set<String> NAMES =
      Arrays.stream(values()).map(Mask::name).collect(Collectors.toUnmodifiableSet());

  private final String text = "<" + name() + ">";

  static boolean isName(String text, int from, int to) {
    return NAMES.contains(text.substring(from, to));
  }

  /** {@return how it stands in a masked text, such as {@code <NUM>}} */
  public String text() {
    return text;
  }
}
