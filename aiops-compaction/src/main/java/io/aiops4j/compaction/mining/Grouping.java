package io.aiops4j.compaction.mining;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds which masked lines are one template, from all of them at once.
 *
 * <p>Lines that are alike but for runs of what varies ({@link Units}) are one template, whatever
 * their number of tokens. A word that no mask knows is a variable when lines that are alike in
 * everything else show many different words in its place, or when a value is expected there: after
 * {@code =}, after words such as {@code user}, where masks stand in other lines. A few different
 * words in one place are different events, and {@link ProtectedWords} always are. After Brain [1],
 * which tells constants from variables by how many different words a place shows, and Drain [2].
 *
 * <p>A pure function of the set of lines: their order, and how they were split before, change
 * nothing. Time and memory O(characters of all lines) in {@value #MOST_ROUNDS} rounds at most.
 *
 * <p>[1] Yu et al.: Brain: Log Parsing With Bidirectional Parallel Tree, 2023. [2] He et al.:
 * Drain: An Online Log Parsing Approach with Fixed Depth Tree, 2017.
 */
final class Grouping {
  /**
   * One template.
   *
   * @param members numbers of the lines, ascending
   * @param text tokens with a blank between them
   */
  record Group(int[] members, String text) {}

  private static final int MOST_ROUNDS = 6;

  /** Different words in one place that make it a variable; 3 to 6 were measured to do alike. */
  private static final int MANY = 4;

  /** The same for words that look like names, with {@code . _ /} inside. */
  private static final int MANY_NAMES = 3;

  /** The same where a value is expected. */
  private static final int MANY_VALUES = 2;

  /** Places of a line that are looked at; those behind are compared as they are. */
  private static final int MOST_PLACES = 96;

  private final List<Units> lines;
  private List<int[]> alike = List.of();

  private Grouping(List<String> texts) {
    lines = new ArrayList<>(texts.size());
    texts.forEach(text -> lines.add(new Units(Pieces.of(text))));
  }

  /**
   * {@return the templates of masked lines, by the first of their lines}
   *
   * @param texts different ones, sorted
   */
  static List<Group> of(List<String> texts) {
    Grouping grouping = new Grouping(texts);
    grouping.alike = grouping.byKey();
    for (int round = 1; round < MOST_ROUNDS && grouping.widen(); round++) {
      grouping.lines.forEach(Units::read);
      grouping.alike = grouping.byKey();
    }
    List<Group> groups = new ArrayList<>(grouping.alike.size());
    for (int[] members : grouping.alike) {
      List<Units> units = new ArrayList<>(members.length);
      for (int member : members) {
        units.add(grouping.lines.get(member));
      }
      groups.add(new Group(members, TemplateText.of(units)));
    }
    return groups;
  }

  private List<int[]> byKey() {
    Chains chains = new Chains(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      chains.add(lines.get(i).key, i);
    }
    List<int[]> all = new ArrayList<>(chains.size());
    int[] members = new int[lines.size()];
    for (int chain = 0; chain < chains.size(); chain++) {
      Units first = lines.get(chains.first(chain));
      int n = 0;
      for (int i = chains.first(chain); i != Chains.END; i = chains.next(i)) {
        if (first.alike(lines.get(i), -1)) {
          members[n++] = i;
        } else {
          all.add(new int[] {i});
        }
      }
      all.add(java.util.Arrays.copyOf(members, n));
    }
    return all;
  }

  /** Makes words wildcards; whether there were any. */
  private boolean widen() {
    boolean words = widenWords();
    return widenValues() | words;
  }

  /** Looks at each place of each line: which words do lines show there that are alike otherwise? */
  private boolean widenWords() {
    int places = 0;
    for (int[] members : alike) {
      places += Math.min(MOST_PLACES, lines.get(members[0]).size);
    }
    int[] owner = new int[places];
    int[] unit = new int[places];
    Chains chains = new Chains(places);
    int n = 0;
    for (int group = 0; group < alike.size(); group++) {
      Units line = lines.get(alike.get(group)[0]);
      // The first word names the event, more often than not.
      for (int place = 1; place < Math.min(MOST_PLACES, line.size); place++) {
        if (line.varies(place) || line.isWord(place)) {
          owner[n] = group;
          unit[n] = place;
          chains.add(line.keyWithout(place), n++);
        }
      }
    }
    boolean changed = false;
    for (int chain = 0; chain < chains.size(); chain++) {
      int first = chains.first(chain);
      if (chains.next(first) != Chains.END && vary(chains, first, owner, unit)) {
        for (int i = first; i != Chains.END; i = chains.next(i)) {
          changed |= widen(alike.get(owner[i]), unit[i]);
        }
      }
    }
    return changed;
  }

  private boolean vary(Chains chains, int first, int[] owner, int[] unit) {
    Units example = lines.get(alike.get(owner[first])[0]);
    int place = unit[first];
    int words = 0;
    boolean masked = false;
    boolean names = false;
    for (int i = first; i != Chains.END; i = chains.next(i)) {
      Units line = lines.get(alike.get(owner[i])[0]);
      if (unit[i] != place || !example.alike(line, place)) {
        return false;
      }
      if (line.varies(place)) {
        masked = true;
      } else {
        String word = line.word(place);
        words += ProtectedWords.isOne(word) ? 0 : 1;
        names |= word.indexOf('.') > 0 || word.indexOf('_') > 0 || word.indexOf('/') > 0;
      }
    }
    int many = expectsValue(example, place) ? MANY_VALUES : names ? MANY_NAMES : MANY;
    return masked ? words > 0 : words >= many;
  }

  /** Looks at all places of a line at once where a value is expected. */
  private boolean widenValues() {
    Chains chains = new Chains(alike.size());
    for (int group = 0; group < alike.size(); group++) {
      Units line = lines.get(alike.get(group)[0]);
      long key = line.key;
      boolean any = false;
      for (int place = 1; place < Math.min(MOST_PLACES, line.size); place++) {
        if (isValue(line, place)) {
          key += line.asVarying(place);
          any = true;
        }
      }
      if (any || line.size > 1) {
        chains.add(key, group);
      }
    }
    boolean changed = false;
    for (int chain = 0; chain < chains.size(); chain++) {
      int first = chains.first(chain);
      Units example = lines.get(alike.get(first)[0]);
      for (int i = chains.next(first); i != Chains.END; i = chains.next(i)) {
        Units line = lines.get(alike.get(i)[0]);
        changed |= alikeButForValues(example, line) && widenValues(first, i, example, line);
      }
    }
    return changed;
  }

  private boolean widenValues(int first, int second, Units example, Units line) {
    boolean changed = false;
    for (int place = 1; place < line.size; place++) {
      if (!example.sameUnit(line, place)) {
        changed |= widen(alike.get(first), place);
        changed |= widen(alike.get(second), place);
      }
    }
    return changed;
  }

  private static boolean alikeButForValues(Units one, Units other) {
    if (one.size != other.size) {
      return false;
    }
    for (int i = 0; i < one.size; i++) {
      boolean free = (one.varies(i) || isValue(one, i)) && (other.varies(i) || isValue(other, i));
      if (!free && !one.sameUnit(other, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean widen(int[] members, int place) {
    boolean changed = false;
    for (int member : members) {
      Units line = lines.get(member);
      if (line.isWord(place) && !ProtectedWords.isOne(line.word(place))) {
        changed |= line.widen(place);
      }
    }
    return changed;
  }

  private static boolean isValue(Units line, int place) {
    return place > 0
        && line.isWord(place)
        && expectsValue(line, place)
        && !ProtectedWords.isOne(line.word(place));
  }

  private static boolean expectsValue(Units line, int place) {
    int before = line.to[place - 1] - 1;
    if (line.varies(place - 1) || before < 0) {
      return false;
    }
    return line.pieces.is(before, '=')
        || line.isWord(place - 1)
            && ProtectedWords.introducesName(
                line.pieces.text, line.pieces.from[before], line.pieces.to[before]);
  }
}
