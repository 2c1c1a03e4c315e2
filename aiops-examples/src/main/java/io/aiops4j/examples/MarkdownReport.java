package io.aiops4j.examples;

import io.aiops4j.agents.report.Trail;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The trail of played scenarios for people: on the screen and as report.md. */
final class MarkdownReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MarkdownReport() {}

  /** The whole report. */
  static String of(long seed, List<Played> all) {
    StringBuilder text = new StringBuilder();
    text.append("# Incidents on a simulated GPU fleet\n\n");
    text.append("Seed ").append(seed).append(". `truth` and `effects` come from the simulation's");
    text.append(" own ledger, not from the loop.\n\n");
    text.append("| scenario | end | recovery confirmed by telemetry | truth healed | attempts |\n");
    text.append("|---|---|---|---|---|\n");
    for (Played played : all) {
      text.append("| ").append(played.scenario().id());
      text.append(" | ").append(played.incident().state());
      text.append(" | ").append(yes(played.confirmed()));
      text.append(" | ").append(yes(played.truthHealed()));
      text.append(" | ").append(played.incident().attempts().size()).append(" |\n");
    }
    for (Played played : all) {
      text.append("\n## ").append(played.scenario().id()).append("\n\n");
      text.append(played.scenario().story()).append("\n\n```text\n");
      lines(played).forEach(line -> text.append(line).append('\n'));
      text.append("```\n");
    }
    return text.toString();
  }

  /** Prints one scenario. */
  static void print(Played played, PrintStream out) {
    out.println();
    out.println("== " + played.scenario().id() + ": " + played.scenario().story());
    lines(played).forEach(out::println);
  }

  /** What the loop knew and what really happened, in the order of time. */
  private static List<String> lines(Played played) {
    List<String> lines = new ArrayList<>();
    lines.add(TIME.format(played.faultAt()) + "  (truth)   " + played.truth());
    List<Played.Effect> effects = new ArrayList<>(played.effects());
    for (Trail.Line line : Trail.of(played.incident())) {
      while (!effects.isEmpty() && effects.get(0).at().isBefore(line.entry().at())) {
        lines.add(effect(effects.remove(0)));
      }
      lines.add(TIME.format(line.entry().at()) + "  " + padded(line.phase()) + "  " + line.text());
      line.details().forEach(detail -> lines.add("                       - " + detail));
    }
    effects.forEach(effect -> lines.add(effect(effect)));
    lines.add(
        "=> "
            + played.incident().state()
            + ", recovery "
            + (played.confirmed() ? "confirmed by telemetry" : "not confirmed")
            + ", truth "
            + (played.truthHealed() ? "healed" : "not healed")
            + played.incident().credit().map(credit -> ", credit " + credit).orElse(""));
    return lines;
  }

  private static String effect(Played.Effect effect) {
    return TIME.format(effect.at())
        + "  (effect)  "
        + effect.action()
        + " "
        + effect.target()
        + ": "
        + (effect.effective() ? "took effect" : "changed nothing")
        + (effect.harmful() ? ", harmful" : "")
        + "; "
        + effect.note();
  }

  private static String padded(String phase) {
    return (phase + "         ").substring(0, 8);
  }

  private static String yes(boolean value) {
    return value ? "yes" : "no";
  }
}
