package io.aiops4j.compaction.mining;

/** What a line did to the templates of a miner. */
public enum ChangeType {
  /** It started a cluster. */
  CREATED("cluster_created"),
  /** It widened the template of its cluster. */
  TEMPLATE_CHANGED("cluster_template_changed"),
  /** It joined a cluster whose template stayed as it was. */
  NONE("none");

  private final String wireName;

  ChangeType(String wireName) {
    this.wireName = wireName;
  }

  /** {@return the name that Drain3 gives it, such as {@code cluster_created}} */
  public String wireName() {
    return wireName;
  }
}
