package io.aiops4j.compaction.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The forms of a {@link TemplateMiner}: found by text, by wildcards and by number, and bounded. */
final class FormStore {
  /** How many numbers of folded forms are remembered, per form. */
  private static final int NUMBERS_PER_FORM = 8;

  /** Those seen last come first, then those with most lines: what a state holds, and no more. */
  private static final Comparator<LineForm> LATEST =
      Comparator.comparingLong((LineForm form) -> form.lastMillis)
          .thenComparingLong(form -> form.lines)
          .reversed()
          .thenComparing(form -> form.text);

  private final int most;
  private final boolean variants;
  private final LineShape shape;
  private List<LineForm> forms = new ArrayList<>();
  private FormTable table = new FormTable();
  private Patterns patterns = new Patterns();
  private IntMap<LineForm> byNumber = new IntMap<>(LineForm[]::new);
  private int numbers;
  private long forgottenLines;
  private boolean settled = true;

  /**
   * @param most forms from which on room must be made
   * @param variants whether texts of one shape are kept apart
   * @param shape a buffer to work in
   */
  FormStore(int most, boolean variants, LineShape shape) {
    this.most = most;
    this.variants = variants;
    this.shape = shape;
  }

  boolean isFull() {
    return forms.size() >= most;
  }

  boolean isBeyond() {
    return forms.size() > most;
  }

  /** {@return all forms by number} */
  List<LineForm> all() {
    return forms;
  }

  /** {@return all forms by text} */
  List<LineForm> sorted() {
    List<LineForm> sorted = new ArrayList<>(forms);
    sorted.sort(Comparator.comparing(form -> form.text));
    return sorted;
  }

  /** {@return the forms of each template, by its number, once they were settled} */
  TreeMap<Integer, List<LineForm>> byTemplate() {
    TreeMap<Integer, List<LineForm>> all = new TreeMap<>();
    for (LineForm form : forms) {
      all.computeIfAbsent(form.template, key -> new ArrayList<>(2)).add(form);
    }
    return all;
  }

  long forgottenLines() {
    return forgottenLines;
  }

  void forget(long lines) {
    forgottenLines += lines;
  }

  /** {@return the form of the text in the reader's buffer, or null} */
  @Nullable LineForm find(LineReader reader) {
    LineForm form;
    if (variants) {
      form = ofShape(reader.chars(), reader.length());
    } else {
      reader.readShape();
      form = table.find(shape.chars(), shape.length(), shape.hash());
    }
    return form != null && form.covers(reader.chars(), shape) ? form.home : null;
  }

  /** {@return the form of a text, or null} */
  @Nullable LineForm find(String text) {
    char[] chars = text.toCharArray();
    LineForm form = ofShape(chars, chars.length);
    return form != null && form.home == form && form.covers(chars, shape) ? form : null;
  }

  /** {@return the form of the text's shape, made to cover the text; null if there is none} */
  @Nullable LineForm widened(char[] text, int length) {
    LineForm form = ofShape(text, length);
    if (form == null || form.home != form) {
      return null;
    }
    if (!form.covers(text, shape)) {
      form.widen(text, shape);
      settled = false;
    }
    return form;
  }

  /** {@return the form with wildcards that a line fits, or null} */
  @Nullable LineForm fitting(LineReader line) {
    return patterns.isEmpty() ? null : patterns.find(Pieces.of(line.text()));
  }

  /** {@return the form that stands for a number, or null} */
  @Nullable LineForm numbered(int number) {
    return number > 0 ? byNumber.get(number) : null;
  }

  /**
   * Adds a form for a text that has none.
   *
   * @param folded whether lines are matched with it
   */
  LineForm add(String text, String example, boolean folded) {
    LineForm form = new LineForm(++numbers, text, example);
    form.folded = folded;
    forms.add(form);
    enter(form);
    settled = false;
    return form;
  }

  /** Matches lines with a form from now on. */
  void fold(LineForm form) {
    if (!form.folded) {
      form.folded = true;
      patterns.add(form);
    }
  }

  /** Remembers that lines of a text belong to a form with wildcards, if there is room. */
  void remember(String text, LineForm form) {
    if (table.size() < 2 * most) {
      LineForm known = new LineForm(0, text, "");
      known.home = form;
      enterTable(known);
    }
  }

  /**
   * Folds the forms of each template into its wildcards; if that is not enough, forgets those not
   * seen for longest. Call it when the templates are settled.
   */
  void makeRoom() {
    Map<LineForm, LineForm> now = new HashMap<>();
    List<LineForm> kept = new ArrayList<>();
    byTemplate().forEach((number, members) -> kept.addAll(fold(number, members, now)));
    if (kept.size() > most / 4 * 3) {
      kept.sort(LATEST);
      List<LineForm> old = kept.subList(most / 2, kept.size());
      old.forEach(form -> forgottenLines += form.lines);
      old.clear();
      kept.sort(Comparator.comparingInt(form -> form.number));
    }
    rebuild(kept, now);
    settled = false;
  }

  private static List<LineForm> fold(
      int number, List<LineForm> members, Map<LineForm, LineForm> now) {
    String text = members.get(0).templateText;
    if (members.size() == 1 || !LineForm.isWide(text)) {
      members.forEach(form -> now.put(form, form));
      return members;
    }
    LineForm all = new LineForm(number, text, members.get(0).example);
    all.folded = true;
    all.template = number;
    all.templateText = text;
    for (LineForm form : members) {
      all.take(form);
      now.put(form, all);
    }
    return List.of(all);
  }

  /** {@return whether no text is new since this was asked last} */
  boolean settle() {
    boolean before = settled;
    settled = true;
    return before;
  }

  private void rebuild(List<LineForm> kept, Map<LineForm, LineForm> now) {
    FormTable oldTable = table;
    IntMap<LineForm> oldNumbers = byNumber;
    table = new FormTable();
    patterns = new Patterns();
    byNumber = new IntMap<>(LineForm[]::new);
    forms = kept;
    Set<LineForm> alive = new HashSet<>(kept);
    kept.forEach(this::enter);
    for (int i = 0; i < oldTable.size() && table.size() < most; i++) {
      LineForm old = oldTable.form(i);
      LineForm form = now.get(old.home);
      if (form != null && form != old && alive.contains(form)) {
        old.home = form;
        old.example = "";
        enterTable(old);
      }
    }
    int[] known = oldNumbers.keys();
    for (int i = Math.max(0, known.length - NUMBERS_PER_FORM * most); i < known.length; i++) {
      LineForm old = oldNumbers.get(known[i]);
      LineForm form = old == null ? null : now.get(old);
      if (form != null && alive.contains(form) && byNumber.get(known[i]) == null) {
        byNumber.put(known[i], form);
      }
    }
  }

  private void enter(LineForm form) {
    byNumber.put(form.number, form);
    enterTable(form);
    if (form.folded) {
      patterns.add(form);
    }
  }

  /** Finds lines of a form's shape from now on, unless there is one that comes before it. */
  private void enterTable(LineForm form) {
    char[] chars = form.text.toCharArray();
    LineForm known = ofShape(chars, chars.length);
    if (known == null || known.home != known && form.home == form) {
      form.setShape(shape);
      table.put(shape.chars(), shape.length(), shape.hash(), form);
    }
  }

  private @Nullable LineForm ofShape(char[] text, int length) {
    if (variants) {
      shape.take(text, length);
    } else {
      shape.read(text, length);
    }
    return table.find(shape.chars(), shape.length(), shape.hash());
  }
}
