package io.aiops4j.compaction.mining;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The masks of a user, applied one after the other. A mask that reads a line too often ({@link
 * MeteredText}) or too deep leaves it as it is. Not thread-safe.
 */
final class MaskChain {
  private final Pattern[] patterns;
  private final String[] names;
  private final int maxChars;
  private long givenUp;

  MaskChain(List<RegexMask> masks, String prefix, String suffix, int maxChars) {
    patterns = masks.stream().map(m -> PythonRegex.compile(m.pattern())).toArray(Pattern[]::new);
    names = masks.stream().map(m -> prefix + m.name() + suffix).toArray(String[]::new);
    this.maxChars = maxChars;
  }

  /** {@return how many times a line stayed without a mask because of the bounds} */
  long givenUp() {
    return givenUp;
  }

  /** {@return the line with every match replaced by its name} */
  String apply(String line) {
    if (line.length() > maxChars) {
      givenUp += patterns.length;
      return line;
    }
    String masked = line;
    for (int i = 0; i < patterns.length; i++) {
      masked = apply(patterns[i], names[i], masked);
    }
    return masked;
  }

  private String apply(Pattern pattern, String name, String line) {
    try {
      Matcher matcher = pattern.matcher(new MeteredText(line));
      if (!matcher.find()) {
        return line;
      }
      StringBuilder out = new StringBuilder(line.length() + 16);
      int end = 0;
      do {
        out.append(line, end, matcher.start()).append(name);
        end = matcher.end();
      } while (matcher.find());
      return out.append(line, end, line.length()).toString();
    } catch (MeteredText.Spent | StackOverflowError e) {
      givenUp++;
      return line;
    }
  }
}
