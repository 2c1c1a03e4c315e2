package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

/**
 * What became of one line.
 *
 * @param change what it did to the templates
 * @param template the template of its cluster after it joined
 * @param clusters how many clusters are alive after it
 */
public record MinedLine(ChangeType change, MinedTemplate template, int clusters) {
  /** Checks the parts. */
  public MinedLine {
    requireNonNull(change, "change");
    requireNonNull(template, "template");
  }

  /** {@return the id of the line's cluster} */
  public int clusterId() {
    return template.id();
  }
}
