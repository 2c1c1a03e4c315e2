package io.aiops4j.testkit.outcome;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.ActionVerified;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.SimEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What happened in virtual time, one line each: faults that nobody was told of, what telemetry
 * showed, what was decided, what was done and what it really did.
 *
 * <p>Immutable. The text is the same on every JDK and in every time zone; at most {@value
 * #MAX_LINES} lines are printed, and control characters of untrusted text are replaced.
 *
 * @param start from which the times are counted
 * @param entries oldest first
 */
public record Timeline(Instant start, List<Entry> entries) {
  private static final int MAX_LINES = 400;
  private static final int MAX_TEXT = 220;

  /** Copies and sorts the entries; what is as old keeps its order. */
  public Timeline {
    requireNonNull(start, "start");
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Entry::at));
    entries = List.copyOf(sorted);
  }

  /** Whose voice a line is. */
  public enum Voice {
    /** The hidden state of the simulation: what nobody but the test may know. */
    TRUTH,
    /** An alert, a person, the host. */
    SIGNAL,
    /** What telemetry shows, and what is made of it. */
    TELEMETRY,
    /** What a policy, the gate or a person decided. */
    DECISION,
    /** What is about to be done, and what an actuator says of it. */
    ACTION,
    /** What an action really did, after the ledger of the simulation. */
    EFFECT,
    /** Where the incident stands. */
    STATE
  }

  /**
   * One line.
   *
   * @param at when
   * @param voice whose
   * @param text what, one line
   */
  public record Entry(Instant at, Voice voice, String text) {
    /** Makes one harmless line of the text. */
    public Entry {
      requireNonNull(at, "at");
      requireNonNull(voice, "voice");
      text = oneLine(text);
    }
  }

  /**
   * {@return the timeline of a run}
   *
   * @param outcome what it left
   */
  public static Timeline of(Outcome outcome) {
    List<Entry> entries = new ArrayList<>();
    for (GroundTruth fault : outcome.truth()) {
      String what = fault.incidentClass() + " of " + fault.rootCause();
      entries.add(new Entry(fault.onset(), Voice.TRUTH, what + " begins"));
      for (TimeRange healed : fault.healedBefore()) {
        entries.add(new Entry(healed.from(), Voice.TRUTH, what + " is healed"));
        entries.add(new Entry(healed.to(), Voice.TRUTH, what + " is back"));
      }
      fault
          .healedAt()
          .ifPresent(at -> entries.add(new Entry(at, Voice.TRUTH, what + " is healed")));
    }
    for (Incident incident : outcome.incidents()) {
      for (JournalEntry entry : incident.history()) {
        String text = entry.event().text();
        if (outcome.incidents().size() > 1) {
          text = incident.id() + ": " + text;
        }
        entries.add(new Entry(entry.at(), voice(entry.event()), text));
      }
    }
    for (Outcome.Effect effect : outcome.effects()) {
      entries.add(effect(effect.fact(), outcome.start()));
    }
    return new Timeline(outcome.start(), entries);
  }

  private static Entry effect(SimEffect fact, Instant start) {
    String text =
        fact.action()
            + " "
            + fact.target()
            + (fact.effective() ? " heals" : " heals nothing")
            + (fact.harmful() ? ", DOES HARM" : "")
            + ", until "
            + since(start, fact.completedAt())
            + (fact.note().isEmpty() ? "" : ": " + fact.note());
    return new Entry(fact.at(), Voice.EFFECT, text);
  }

  private static Voice voice(IncidentEvent event) {
    if (event instanceof LoopEvent.StateEntered || event instanceof LoopEvent.Resolved) {
      return Voice.STATE;
    } else if (event instanceof LoopEvent.Opened
        || event instanceof LoopEvent.SignalReceived
        || event instanceof LoopEvent.HostObjected) {
      return Voice.SIGNAL;
    } else if (event instanceof LoopEvent.StepJudged
        || event instanceof LoopEvent.ApprovalAsked
        || event instanceof LoopEvent.PlanProposed) {
      return Voice.DECISION;
    } else if (event instanceof ActionIntended || event instanceof ActionReported) {
      return Voice.ACTION;
    } else if (event instanceof LoopEvent || event instanceof ActionVerified) {
      return Voice.TELEMETRY;
    }
    return Voice.STATE;
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MAX_TEXT)
        .map(point -> isHarmless(point) ? point : '\ufffd')
        .forEach(line::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_TEXT ? line + " ..." : line.toString();
  }

  private static boolean isHarmless(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }

  private static String since(Instant start, Instant at) {
    Duration passed = Duration.between(start, at);
    Duration length = passed.abs();
    return String.format(
        Locale.ROOT,
        "%s%02d:%02d:%02d",
        passed.isNegative() ? "-" : "+",
        length.toHours(),
        length.toMinutesPart(),
        length.toSecondsPart());
  }

  /** {@return a line an entry: the time since the start, the voice, the text} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("virtual time since ").append(start).append('\n');
    int hidden = Math.max(0, entries.size() - MAX_LINES);
    for (int i = 0; i < entries.size(); i++) {
      if (hidden > 0 && i == MAX_LINES / 2) {
        text.append("  ... ").append(hidden).append(" lines left out ...\n");
        i += hidden;
      }
      Entry entry = entries.get(i);
      text.append("  ")
          .append(since(start, entry.at()))
          .append(String.format(Locale.ROOT, "  %-9s  ", entry.voice()))
          .append(entry.text())
          .append('\n');
    }
    return text.toString();
  }
}
