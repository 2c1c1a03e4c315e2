package io.aiops4j.compaction.logs;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.compaction.mining.LineReader;
import io.aiops4j.compaction.mining.MaskedLine;
import io.aiops4j.compaction.mining.MinerOptions;
import io.aiops4j.compaction.mining.TemplateChange;
import io.aiops4j.compaction.mining.TemplateMiner;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The lines of one component: a miner of its own, and when each template was seen. */
final class LogStream {
  /**
   * One template with its occurrences.
   *
   * @param before what the lines of the reference alone would call it, where that differs
   */
  record Counted(
      String template,
      @Nullable LogSignature signature,
      Occurrences seen,
      SortedSet<String> before) {
    Counted(String template, @Nullable LogSignature signature) {
      this(template, signature, new Occurrences(), new TreeSet<>());
    }
  }

  private static final MinerOptions BOUNDS = MinerOptions.ONE_OF_MANY;

  private final LineReader reader;
  private TemplateMiner miner;
  private SortedMap<Integer, Occurrences> mined = new TreeMap<>();
  private final SortedMap<String, Counted> signed = new TreeMap<>();
  private long lines;
  private long unassigned;

  /**
   * @param reader shared by the streams of one accumulator
   */
  LogStream(LineReader reader) {
    this.reader = reader;
    this.miner = new TemplateMiner(BOUNDS, TemplateChange.Listener.NONE, reader);
  }

  void add(LogRecord record, boolean inObserved, SignatureIndex signatures) {
    lines++;
    long millis = record.time().toEpochMilli();
    // A masked text that the miner knows is none of a signature: that was looked at when it came.
    int number = miner.addKnown(record.body(), millis);
    if (number == 0) {
      MaskedLine line = MaskedLine.of(record.body());
      LogSignature signature = signatures.find(line);
      if (signature != null) {
        signed(signature).seen().add(record, inObserved);
        return;
      }
      number = miner.add(record.body(), millis);
    }
    if (number > 0) {
      mined.computeIfAbsent(number, key -> new Occurrences()).add(record, inObserved);
      if (mined.size() > 2 * BOUNDS.maxForms()) {
        follow();
      }
    }
  }

  void merge(LogStream other) {
    IntUnaryOperator numbers = miner.merge(other.miner);
    other.mined.forEach((theirs, seen) -> put(numbers.applyAsInt(theirs), seen, mined));
    other.signed.forEach((id, counted) -> signed(counted).seen().merge(counted.seen()));
    lines += other.lines;
    unassigned += other.unassigned;
    follow();
  }

  /** {@return how many lines came, blank ones too} */
  long lines() {
    return lines;
  }

  /** {@return how many lines belong to templates that were forgotten at the bound} */
  long unassigned() {
    long forgotten = 0;
    for (Map.Entry<Integer, Occurrences> each : mined.entrySet()) {
      forgotten += miner.form(each.getKey()).isEmpty() ? each.getValue().lines() : 0;
    }
    return unassigned + forgotten;
  }

  /** {@return how many lines are counted without their minute} */
  long minuteless() {
    return mined.values().stream().mapToLong(Occurrences::minuteless).sum()
        + signed.values().stream().mapToLong(each -> each.seen().minuteless()).sum();
  }

  /** The texts of all templates, sorted. */
  SortedSet<String> texts() {
    SortedSet<String> texts = new TreeSet<>();
    mined.keySet().forEach(number -> texts.add(miner.text(number)));
    signed.values().forEach(counted -> texts.add(counted.template()));
    return texts;
  }

  /** All templates with their occurrences, sorted by text; equal texts are one. */
  List<Counted> all() {
    SortedMap<String, Counted> byText = new TreeMap<>();
    mined.forEach(
        (number, seen) -> {
          String text = miner.text(number);
          if (!text.isEmpty()) {
            put(byText, text, null, seen);
          }
        });
    signed.forEach((id, c) -> put(byText, c.template(), c.signature(), c.seen()));
    for (TemplateChange change : changes()) {
      Counted now = byText.get(change.after());
      if (now != null) {
        now.before().add(change.before());
      }
    }
    return List.copyOf(byText.values());
  }

  /** What lines of the observed range made of the templates of the reference. */
  private List<TemplateChange> changes() {
    SortedSet<Integer> earlier = new TreeSet<>();
    mined.forEach(
        (number, seen) -> {
          if (!seen.referenceMinutes().isEmpty()) {
            earlier.add(number);
          }
        });
    boolean some = !earlier.isEmpty() && earlier.size() < mined.size();
    return some ? miner.changesSince(earlier::contains) : List.of();
  }

  void write(StateWriter out) {
    SortedMap<String, Occurrences> byForm = new TreeMap<>();
    mined.forEach(
        (number, seen) ->
            byForm.computeIfAbsent(miner.form(number), form -> new Occurrences()).merge(seen));
    byForm.remove("");
    out.bytes(miner.state()).count(lines).count(unassigned()).count(byForm.size());
    byForm.forEach((form, seen) -> seen.write(out.text(form)));
    out.count(signed.size());
    signed.forEach((id, counted) -> counted.seen().write(out.text(id)));
  }

  static LogStream read(StateReader in, LineReader reader, List<LogSignature> signatures) {
    LogStream stream = new LogStream(reader);
    stream.miner = TemplateMiner.restore(BOUNDS, TemplateChange.Listener.NONE, reader, in.bytes());
    stream.lines = in.count();
    stream.unassigned = in.count();
    for (int n = in.parts(2); n > 0; n--) {
      String form = in.text();
      int number = stream.miner.numberOf(form);
      if (number == 0) {
        throw in.invalid("'" + form + "' has occurrences and no lines");
      }
      stream.mined.put(number, Occurrences.read(in));
    }
    for (int n = in.parts(2); n > 0; n--) {
      String id = in.text();
      LogSignature signature =
          signatures.stream()
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElseThrow(() -> in.invalid("there is no signature '" + id + "'"));
      stream.signed(signature).seen().merge(Occurrences.read(in));
    }
    return stream;
  }

  /** Keeps the occurrences under the numbers that the miner still knows. */
  private void follow() {
    SortedMap<Integer, Occurrences> now = new TreeMap<>();
    mined.forEach((number, seen) -> put(miner.numberOf(miner.form(number)), seen, now));
    mined = now;
  }

  private void put(int number, Occurrences seen, SortedMap<Integer, Occurrences> to) {
    if (number > 0) {
      to.computeIfAbsent(number, key -> new Occurrences()).merge(seen);
    } else {
      unassigned += seen.lines();
    }
  }

  private Counted signed(LogSignature signature) {
    return signed(new Counted(signature.template(), signature));
  }

  private Counted signed(Counted fresh) {
    LogSignature signature = fresh.signature();
    String id = signature == null ? "" : signature.id();
    return signed.computeIfAbsent(id, key -> new Counted(fresh.template(), signature));
  }

  private static void put(
      SortedMap<String, Counted> byText,
      String text,
      @Nullable LogSignature signature,
      Occurrences seen) {
    Counted all = byText.computeIfAbsent(text, key -> new Counted(text, signature));
    all.seen().merge(seen);
  }
}
