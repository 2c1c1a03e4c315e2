package io.aiops4j.evaluation.drain3;

import io.aiops4j.compaction.mining.MinedLine;
import io.aiops4j.compaction.mining.MinedParameter;
import io.aiops4j.compaction.mining.MinedTemplate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One text for an answer, whether it was recorded or is the miner's, so that they compare. */
final class Rendering {
  /** Longer templates are recorded as their hash. */
  private static final int LONG = 2_000;

  private Rendering() {}

  static String template(String text) {
    int chars = text.codePointCount(0, text.length());
    if (chars <= LONG) {
      return quoted(text);
    }
    int tokens = 1 + (int) text.chars().filter(c -> c == ' ').count();
    return hashed(sha256(text), chars, tokens);
  }

  static String template(Json recorded) {
    if (recorded.isText()) {
      return quoted(recorded.text());
    }
    return hashed(
        recorded.field("sha256").text(),
        recorded.field("chars").integer(),
        recorded.field("tokens").integer());
  }

  private static String hashed(String sha256, int chars, int tokens) {
    return String.format(Locale.ROOT, "%d characters, %d tokens, %s", chars, tokens, sha256);
  }

  static String line(MinedLine line) {
    return added(
        line.change().wireName(),
        line.clusterId(),
        line.template().size(),
        line.clusters(),
        template(line.template().text()));
  }

  static String line(Json out) {
    return added(
        out.field("change_type").text(),
        out.field("cluster_id").integer(),
        out.field("cluster_size").integer(),
        out.field("cluster_count").integer(),
        template(out.field("template_mined")));
  }

  private static String added(String change, int id, long size, int clusters, String template) {
    return String.format(
        Locale.ROOT, "%s %d of size %d among %d: %s", change, id, size, clusters, template);
  }

  static String cluster(MinedTemplate template) {
    return template.id() + " of size " + template.size() + ": " + template(template.text());
  }

  static String cluster(Json out) {
    return out.field("cluster_id").integer()
        + " of size "
        + out.field("size").integer()
        + ": "
        + template(out.field("template"));
  }

  static String clusters(List<MinedTemplate> templates) {
    return templates.stream().map(Rendering::cluster).collect(Collectors.joining("; "));
  }

  static String clusters(Json out) {
    return out.items().stream().map(Rendering::cluster).collect(Collectors.joining("; "));
  }

  static String parameters(List<MinedParameter> parameters) {
    return parameters.stream()
        .map(p -> quoted(p.maskName()) + "=" + quoted(p.value()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String parameters(Json out) {
    return out.items().stream()
        .map(p -> quoted(p.field("mask_name").text()) + "=" + quoted(p.field("value").text()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String texts(List<String> texts) {
    return texts.stream().map(Rendering::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
