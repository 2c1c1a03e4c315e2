package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

/**
 * A template as it is now; it widens as lines join.
 *
 * @param id of its cluster: counted from 1 within one miner, never used again
 * @param size how many lines joined
 * @param text its tokens with a blank between them, the wildcard where lines differ
 */
public record MinedTemplate(int id, long size, String text) {
  /** Checks the text. */
  public MinedTemplate {
    requireNonNull(text, "text");
  }
}
