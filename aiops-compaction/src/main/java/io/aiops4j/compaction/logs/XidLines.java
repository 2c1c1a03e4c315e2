package io.aiops4j.compaction.logs;

/**
 * Keeps the code of the driver's error lines out of the masks' hands: {@code Xid (PCI:...): CODE,}
 * becomes {@code Xid (<PCI>): !CODE,}, where the mark stops the masks.
 *
 * <p>The code stands before anything that a process can choose, such as its name; only the first
 * such place of a line is looked at. Format after NVIDIA's open-gpu-kernel-modules.
 */
final class XidLines {
  static final String LITERAL = "\u0001";

  private static final String START = "Xid (";

  private XidLines() {}

  static String normalized(String line) {
    int start = line.indexOf(START);
    int close = start < 0 ? -1 : line.indexOf("): ", start);
    if (close < 0 || close - start > 64) {
      return line;
    }
    int from = close + 3;
    int to = from;
    while (to < line.length() && line.charAt(to) >= '0' && line.charAt(to) <= '9') {
      to++;
    }
    if (to == from || to - from > 6) {
      return line;
    }
    return line.substring(0, start + START.length())
        + "<PCI>): "
        + LITERAL
        + line.substring(from, to)
        + (to < line.length() && line.charAt(to) == ',' ? "" : ",")
        + (to < line.length() && line.charAt(to) != ',' && line.charAt(to) != ' ' ? " " : "")
        + line.substring(to);
  }
}
