package io.aiops4j.evaluation.drain3;

import io.aiops4j.compaction.mining.Drain3Options;

/** Reads the parameters of a case. */
final class VectorConfig {
  private VectorConfig() {}

  static Drain3Options options(Json config) {
    Drain3Options.Builder options =
        Drain3Options.builder()
            .engine(
                config.field("engine").text().equals("JaccardDrain")
                    ? Drain3Options.Engine.JACCARD
                    : Drain3Options.Engine.DRAIN)
            .similarity(config.field("sim_th").number())
            .depth(config.field("depth").integer())
            .maxChildren(config.field("max_children").integer())
            .extraDelimiters(
                config.field("extra_delimiters").items().stream().map(Json::text).toList())
            .parametrizeNumericTokens(config.field("parametrize_numeric_tokens").flag())
            .maskWrapper(config.field("mask_prefix").text(), config.field("mask_suffix").text());
    if (!config.field("max_clusters").isNull()) {
      options.maxClusters(config.field("max_clusters").integer());
    }
    for (Json mask : config.field("masking").items()) {
      options.mask(mask.field("regex_pattern").text(), mask.field("mask_with").text());
    }
    return options.build();
  }
}
