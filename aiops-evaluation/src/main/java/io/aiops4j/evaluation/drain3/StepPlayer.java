package io.aiops4j.evaluation.drain3;

import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;
import io.aiops4j.compaction.mining.MinedTemplate;
import io.aiops4j.compaction.mining.SearchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plays the steps of one case on one miner, and says where its answers differ. */
final class StepPlayer {
  /**
   * A difference that is the reference's fault.
   *
   * @param defect its documented defect
   * @param difference where it shows
   */
  record Excepted(ReferenceDefect defect, Difference difference) {}

  private static final String NOTHING = "nothing";
  private static final String REFUSED = "refused";

  private final String id;
  private final Json recorded;
  private final List<Difference> mismatches = new ArrayList<>();
  private final List<Excepted> excepted = new ArrayList<>();

  /**
   * @param id of the case
   * @param recorded the case
   */
  StepPlayer(String id, Json recorded) {
    this.id = id;
    this.recorded = recorded;
  }

  /** Plays all steps; {@link #mismatches} and {@link #excepted} then say what differed. */
  void play() {
    Drain3Miner miner;
    try {
      Drain3Options options = VectorConfig.options(recorded.field("config"));
      miner = new Drain3Miner(options);
      if (recorded.has("config_rejected")) {
        mismatches.add(new Difference(id, 0, "config", REFUSED, "taken"));
      }
      List<Json> steps = recorded.field("steps").items();
      for (int i = 0; i < steps.size(); i++) {
        miner = step(miner, options, i + 1, steps.get(i));
      }
    } catch (IllegalArgumentException e) {
      if (!recorded.has("config_rejected")) {
        mismatches.add(new Difference(id, 0, "config", "taken", REFUSED + ": " + e.getMessage()));
      }
    }
  }

  List<Difference> mismatches() {
    return mismatches;
  }

  List<Excepted> excepted() {
    return excepted;
  }

  private Drain3Miner step(Drain3Miner miner, Drain3Options options, int number, Json step) {
    String op = step.field("op").text();
    Drain3Miner next = miner;
    if (op.equals("save_restore")) {
      next = Drain3Miner.restore(options, miner.state());
    }
    if (op.equals("save_restore") || op.equals("clusters")) {
      next.refreshAll(); // the reference's cache takes the reading of its clusters for a use
    }
    String expected = expected(op, step);
    String got = answer(next, op, step);
    if (!expected.equals(got)) {
      Difference difference = new Difference(id, number, op, expected, got);
      ReferenceDefect.of(options, op, step)
          .ifPresentOrElse(
              defect -> excepted.add(new Excepted(defect, difference)),
              () -> mismatches.add(difference));
    }
    return next;
  }

  private static String answer(Drain3Miner miner, String op, Json step) {
    return switch (op) {
      case "add" -> Rendering.line(miner.add(input(step.field("in"))));
      case "mask" -> Rendering.quoted(miner.mask(input(step.field("in"))));
      case "tokens" -> Rendering.texts(miner.tokens(input(step.field("in"))));
      case "clusters" -> Rendering.clusters(miner.templates());
      case "save_restore" ->
          saved(
              miner.size(),
              miner.templates().stream().mapToLong(MinedTemplate::size).sum(),
              miner.created());
      case "match" -> match(miner, step);
      case "extract" ->
          miner
              .extract(
                  step.field("template").text(),
                  input(step.field("in")),
                  step.field("exact").flag())
              .map(Rendering::parameters)
              .orElse(NOTHING);
      default -> throw new IllegalArgumentException("there is no operation '" + op + "'");
    };
  }

  private static String match(Drain3Miner miner, Json step) {
    SearchStrategy strategy;
    try {
      strategy = SearchStrategy.named(step.field("strategy").text());
    } catch (IllegalArgumentException e) {
      return REFUSED;
    }
    return miner.match(input(step.field("in")), strategy).map(Rendering::cluster).orElse(NOTHING);
  }

  private static String expected(String op, Json step) {
    if (step.has("raises")) {
      return REFUSED;
    }
    Json out = step.field("out");
    if (out.isNull()) {
      return NOTHING;
    }
    return switch (op) {
      case "add" -> Rendering.line(out);
      case "mask" -> Rendering.quoted(out.text());
      case "tokens" -> Rendering.texts(out.items().stream().map(Json::text).toList());
      case "clusters" -> Rendering.clusters(out);
      case "save_restore" ->
          saved(
              out.field("cluster_count").integer(),
              out.field("total_size").integer(),
              out.field("clusters_created").integer());
      case "match" -> Rendering.cluster(out);
      default -> Rendering.parameters(out);
    };
  }

  private static String saved(int clusters, long lines, int created) {
    return String.format(Locale.ROOT, "%d clusters of %d lines, %d made", clusters, lines, created);
  }

  static String input(Json in) {
    if (in.isText()) {
      return in.text();
    }
    StringBuilder text = new StringBuilder();
    for (Json part : in.field("parts").items()) {
      text.append(part.items().get(0).text().repeat(part.items().get(1).integer()));
    }
    return text.toString();
  }
}
