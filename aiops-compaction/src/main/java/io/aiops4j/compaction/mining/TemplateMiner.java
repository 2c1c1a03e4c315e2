package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

import io.aiops4j.compaction.redaction.Cut;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Groups log lines into templates as they come, without settings for any one system.
 *
 * <p>Each line is masked ({@link MaskScanner}) and counted under its masked text, or, unless {@link
 * MinerOptions#variants} are asked for, under what texts share that differ only where masks and
 * words with digits stand: one scan and one look-up, nothing allocated for a text that is known.
 * However many node names a message shows, it is kept once. {@link Grouping} finds which texts are
 * one template whenever that is asked for, from all of them: so the answer depends neither on the
 * order of lines nor on how a stream was split over miners that were merged, as long as the texts
 * fit the bound. Beyond it ({@link MinerOptions#maxForms()}) texts of one template are folded into
 * its wildcards, later lines are matched with those, and what was not seen for longest is
 * forgotten.
 *
 * <p>Lines get a number at once; templates that turn out to be one share the smallest of their
 * numbers from then on: {@link #current} says which, and a {@link TemplateChange.Listener} hears of
 * it. Asking settles: after new texts it costs a grouping of all of them, so take many lines before
 * asking. Across miners a template is known by its text. Secrets are redacted before anything of a
 * line is kept. Times are given by the caller. Not thread-safe: one miner a thread, then {@link
 * #merge}.
 */
public final class TemplateMiner {
  private static final String KIND = "log-templates";
  private static final int VERSION = 1;
  private static final int SEEN_ONCE = 1 << 10;

  private final MinerOptions options;
  private final TemplateChange.Listener listener;
  private final LineReader reader;
  private final FormStore store;
  private int[] seenOnce = new int[0];

  /** Makes an empty miner with {@link MinerOptions#STANDARD} that tells nobody of changes. */
  public TemplateMiner() {
    this(MinerOptions.STANDARD, TemplateChange.Listener.NONE, new LineReader());
  }

  /**
   * Makes an empty miner.
   *
   * @param options its bounds
   * @param listener hears of new, changed and merged templates
   * @param reader reads its lines; miners that are used by one thread may share it
   */
  public TemplateMiner(MinerOptions options, TemplateChange.Listener listener, LineReader reader) {
    this.options = requireNonNull(options, "options");
    this.listener = requireNonNull(listener, "listener");
    this.reader = requireNonNull(reader, "reader");
    this.store = new FormStore(options.maxForms(), options.variants(), reader.shape());
  }

  /**
   * Takes a line.
   *
   * @param line as it was written, of any length
   * @param millis its time; any origin
   * @return the number of its group so far; 0 if it is blank
   */
  public int add(CharSequence line, long millis) {
    reader.read(line);
    LineForm form = store.find(reader);
    if (form == null) {
      form = unknown(line);
      if (form == null) {
        return 0;
      }
    }
    form.see(millis);
    return form.number;
  }

  /**
   * Takes a line if its masked text is known.
   *
   * @param line as it was written, of any length
   * @param millis its time; any origin
   * @return the number of its group so far; 0 if the line was not taken
   */
  public int addKnown(CharSequence line, long millis) {
    reader.read(line);
    LineForm form = store.find(reader);
    if (form == null) {
      return 0;
    }
    form.see(millis);
    return form.number;
  }

  /**
   * {@return the number of the template that a group is part of now; the same number if it was
   * forgotten}
   *
   * @param number that a line got
   */
  public int current(int number) {
    settle();
    LineForm form = store.numbered(number);
    return form == null ? number : form.template;
  }

  /**
   * {@return the text of the template that a group is part of now; empty if it was forgotten}
   *
   * @param number that a line got
   */
  public String text(int number) {
    settle();
    LineForm form = store.numbered(number);
    return form == null ? "" : form.templateText;
  }

  /**
   * {@return the masked text that the lines of a number share, with wildcards if it was folded;
   * empty if it was forgotten}
   *
   * @param number that a line got
   */
  public String form(int number) {
    LineForm form = store.numbered(number);
    return form == null ? "" : form.text;
  }

  /**
   * {@return the number of lines of a masked text; 0 if there is none}
   *
   * @param form as {@link #form} gave it
   */
  public int numberOf(String form) {
    LineForm known = store.find(form);
    return known == null ? 0 : known.number;
  }

  /**
   * {@return the template that a group is part of now; {@link LogTemplate#NONE} if it was
   * forgotten} Looks through all texts: for many templates use {@link #templates}.
   *
   * @param number that a line got
   */
  public LogTemplate template(int number) {
    settle();
    LineForm form = store.numbered(number);
    if (form == null) {
      return LogTemplate.NONE;
    }
    return template(store.all().stream().filter(each -> each.template == form.template).toList());
  }

  /** {@return all templates as they are now, by number} */
  public List<LogTemplate> templates() {
    settle();
    return store.byTemplate().values().stream().map(TemplateMiner::template).toList();
  }

  /**
   * {@return what other lines made of the templates of some groups: from what these are by
   * themselves to what they are now, by number; nothing where the text is the same}
   *
   * <p>What a {@link TemplateChange.Listener} hears depends on when templates were asked for; this
   * depends on the two sets of lines only, not on their order or on how they were merged. Without
   * {@link MinerOptions#variants} the two sets share what their lines say in places of masks and of
   * words with digits: that such a place came to vary is then no change.
   *
   * @param earlier whether a number that a line got is of one of those groups
   */
  public List<TemplateChange> changesSince(IntPredicate earlier) {
    settle();
    List<LineForm> sorted =
        store.sorted().stream().filter(form -> earlier.test(form.number)).toList();
    List<TemplateChange> changes = new ArrayList<>();
    for (Grouping.Group group : Grouping.of(sorted.stream().map(form -> form.text).toList())) {
      int number = Integer.MAX_VALUE;
      Map<Integer, String> now = new TreeMap<>();
      for (int member : group.members()) {
        LineForm form = sorted.get(member);
        number = Math.min(number, form.number);
        now.put(form.template, form.templateText);
      }
      for (Map.Entry<Integer, String> each : now.entrySet()) {
        if (!each.getValue().equals(group.text())) {
          changes.add(new TemplateChange(number, group.text(), each.getKey(), each.getValue()));
        }
      }
    }
    changes.sort(Comparator.comparingInt(TemplateChange::number));
    return changes;
  }

  /** {@return how many different masked texts and wildcards are kept} */
  public int forms() {
    return store.all().size();
  }

  /** {@return how many lines were forgotten at the bound} */
  public long forgottenLines() {
    return store.forgottenLines();
  }

  /**
   * Takes in all lines of another miner, which is not changed. Templates are joined by what they
   * are, in any order of miners with one result, and the bound is kept.
   *
   * @param other may hold lines of the same stream
   * @return the number here of a number of the other, 0 if it was forgotten; holds until either
   *     miner takes more
   */
  public IntUnaryOperator merge(TemplateMiner other) {
    Map<Integer, Integer> numbers = new HashMap<>();
    long forgotten = other.store.forgottenLines();
    for (LineForm theirs : other.store.sorted()) {
      numbers.put(theirs.number, take(theirs).number);
    }
    store.forget(forgotten);
    keepBound();
    return number -> {
      LineForm theirs = other.store.numbered(number);
      LineForm mine =
          theirs == null ? null : store.numbered(numbers.getOrDefault(theirs.number, 0));
      return mine == null ? 0 : mine.number;
    };
  }

  /** {@return the state: all that is kept but the numbers, in one form for one content} */
  public byte[] state() {
    List<LineForm> sorted = store.sorted();
    StateWriter out = new StateWriter(KIND, VERSION);
    out.count(store.forgottenLines()).count(sorted.size());
    for (LineForm form : sorted) {
      out.text(form.text)
          .count(form.lines)
          .number(form.firstMillis)
          .number(form.lastMillis)
          .text(form.example)
          .flag(form.folded);
    }
    return out.toBytes();
  }

  /**
   * {@return a miner with the lines of a state; numbers are given anew}
   *
   * @param options its bounds
   * @param listener hears of changes
   * @param reader reads its lines
   * @param state of {@link #state}
   * @throws IllegalArgumentException if the bytes are no such state
   */
  public static TemplateMiner restore(
      MinerOptions options, TemplateChange.Listener listener, LineReader reader, byte[] state) {
    StateReader in = StateReader.of(state, KIND, VERSION);
    TemplateMiner miner = new TemplateMiner(options, listener, reader);
    miner.store.forget(in.count());
    int size = in.parts(6);
    for (int i = 0; i < size; i++) {
      LineForm form = new LineForm(0, in.text(), "");
      form.lines = in.count();
      form.firstMillis = in.number();
      form.lastMillis = in.number();
      form.example = in.text();
      form.folded = in.flag();
      miner.take(form);
    }
    in.end();
    miner.keepBound();
    return miner;
  }

  private LineForm take(LineForm theirs) {
    LineForm mine = store.widened(theirs.text.toCharArray(), theirs.text.length());
    if (mine == null) {
      mine = store.add(theirs.text, theirs.example, theirs.folded);
    } else if (theirs.folded) {
      store.fold(mine);
    }
    mine.take(theirs);
    return mine;
  }

  private void keepBound() {
    if (store.isBeyond()) {
      settle();
      store.makeRoom();
    }
  }

  /** The form of a line whose masked text is not known; null if nothing is left of the line. */
  private @Nullable LineForm unknown(CharSequence line) {
    if (reader.length() == 0) {
      return null;
    }
    int n = Math.min(line.length(), MaskedLine.LONGEST_LINE);
    String written = line.subSequence(0, n).toString();
    LineForm form = store.fitting(reader);
    if (form != null && !seenBefore(reader.hash())) {
      return form;
    }
    String plain = MaskedLine.plain(written);
    if (!plain.equals(written)) {
      if (form != null) {
        return form;
      }
      reader.read(plain);
      if (reader.length() == 0) {
        return null;
      }
      form = store.find(reader);
      form = form == null ? store.fitting(reader) : form;
      if (form != null) {
        return form;
      }
    } else if (form != null) {
      store.remember(reader.text(), form);
      return form;
    }
    form = store.widened(reader.chars(), reader.length());
    if (form != null) {
      return form;
    }
    String text = reader.text();
    if (store.isFull()) {
      settle();
      store.makeRoom();
    }
    return store.add(text, cut(plain), false);
  }

  private String cut(String plain) {
    return Cut.head(plain, options.longestExample());
  }

  /** Whether a text with this hash went by lately: worth remembering then. */
  private boolean seenBefore(int hash) {
    if (seenOnce.length == 0) {
      seenOnce = new int[SEEN_ONCE];
    }
    int at = hash & SEEN_ONCE - 1;
    boolean before = seenOnce[at] == hash;
    seenOnce[at] = hash;
    return before;
  }

  private static LogTemplate template(List<LineForm> members) {
    LineForm first = members.get(0);
    LineForm all = new LineForm(0, "", first.example);
    members.forEach(all::take);
    return new LogTemplate(
        first.template,
        first.templateText,
        all.lines,
        all.firstMillis,
        all.lastMillis,
        all.example);
  }

  /** Finds the templates of all forms anew, if there is a new form. */
  private void settle() {
    if (store.settle()) {
      return;
    }
    List<LineForm> sorted = store.sorted();
    List<TemplateChange> changes = new ArrayList<>();
    for (Grouping.Group group : Grouping.of(sorted.stream().map(form -> form.text).toList())) {
      int number = Integer.MAX_VALUE;
      for (int member : group.members()) {
        number = Math.min(number, sorted.get(member).number);
      }
      for (int member : group.members()) {
        LineForm form = sorted.get(member);
        boolean led = form.template == 0 || form.template == form.number;
        if (led && (form.template != number || !form.templateText.equals(group.text()))) {
          changes.add(new TemplateChange(form.number, form.templateText, number, group.text()));
        }
        form.template = number;
        form.templateText = group.text();
      }
    }
    changes.sort(Comparator.comparingInt(TemplateChange::number));
    changes.forEach(listener::changed);
  }
}
