package io.aiops4j.compaction.mining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in a line what stands where its template has masks and wildcards, by a regular expression
 * made of the template. Keeps the expressions of the templates asked for last. Not thread-safe.
 */
final class ParameterExtractor {
  private static final int KEPT = 1_000;
  private static final String ANYTHING = ".+?";
  private static final String BLANKS =
      "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a"
          + "\\u2028\\u2029\\u202f\\u205f\\u3000]+";

  private record Key(String template, boolean exact) {}

  private record Extraction(Pattern pattern, List<String> maskNames) {}

  private final Drain3Options options;
  private final List<String> names;
  private final Map<Key, Extraction> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Extraction> eldest) {
          return size() > KEPT;
        }
      };

  ParameterExtractor(Drain3Options options) {
    this.options = options;
    Stream<String> own = options.masks().stream().map(RegexMask::name);
    Stream<String> builtIn =
        options.builtInMasks() ? Stream.of(Mask.values()).map(Mask::name) : Stream.of();
    names = Stream.concat(Stream.concat(own, builtIn), Stream.of("*")).distinct().toList();
  }

  Optional<List<MinedParameter>> extract(String template, String line, boolean exact) {
    String parted = line;
    for (String delimiter : options.extraDelimiters()) {
      parted = parted.replace(delimiter, " ");
    }
    if (parted.length() > options.maxLineChars()) {
      return Optional.empty();
    }
    Extraction extraction = made.computeIfAbsent(new Key(template, exact), this::make);
    try {
      Matcher matcher = extraction.pattern().matcher(new MeteredText(parted));
      if (!matcher.lookingAt()) {
        return Optional.empty();
      }
      List<MinedParameter> found = new ArrayList<>();
      for (int i = 0; i < extraction.maskNames().size(); i++) {
        found.add(new MinedParameter(matcher.group(groupName(i)), extraction.maskNames().get(i)));
      }
      return Optional.of(found);
    } catch (MeteredText.Spent | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private Extraction make(Key key) {
    StringBuilder regex = new StringBuilder("^");
    List<String> masks = new ArrayList<>();
    String template = key.template();
    int i = 0;
    while (i < template.length()) {
      String name = nameAt(template, i);
      if (!name.isEmpty() || isUnnamedMask(template, i)) {
        regex.append("(?<").append(groupName(masks.size())).append('>');
        regex.append(alternatives(name, key.exact(), masks.size())).append(')');
        masks.add(name);
        i += options.maskPrefix().length() + name.length() + options.maskSuffix().length();
      } else if (template.charAt(i) == ' ') {
        regex.append(BLANKS);
        i++;
      } else {
        int end = template.offsetByCodePoints(i, 1);
        regex.append(Pattern.quote(template.substring(i, end)));
        i = end;
      }
    }
    String translated = regex.append('$').toString();
    return new Extraction(PythonRegex.compile(template, translated), List.copyOf(masks));
  }

  private static String groupName(int i) {
    return "p" + i;
  }

  /** {@return the name of the mask that the template has here, or nothing} */
  private String nameAt(String template, int at) {
    if (template.startsWith(options.maskPrefix(), at)) {
      int begin = at + options.maskPrefix().length();
      for (String name : names) {
        if (!name.isEmpty()
            && template.startsWith(name, begin)
            && template.startsWith(options.maskSuffix(), begin + name.length())) {
          return name;
        }
      }
    }
    return "";
  }

  private boolean isUnnamedMask(String template, int at) {
    String whole = options.maskPrefix() + options.maskSuffix();
    return names.contains("") && !whole.isEmpty() && template.startsWith(whole, at);
  }

  /** {@return the expressions that a mask of the name can stand for} */
  private String alternatives(String name, boolean exact, int group) {
    List<String> all = new ArrayList<>();
    if (exact) {
      for (RegexMask mask : options.masks()) {
        if (mask.name().equals(name)) {
          all.add(PythonRegex.asPart(mask.pattern(), "p" + group + "m" + all.size() + "g"));
        }
      }
    }
    if (!exact || name.equals("*") || all.isEmpty()) {
      all.add(ANYTHING);
    }
    return String.join("|", all);
  }
}
