package io.aiops4j.compaction.mining;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A node of a {@link PrefixTree}: branches by token, and the clusters that hang here. */
final class TreeNode {
  private static final TreeNode[] NONE = {};

  final @Nullable TreeNode parent;

  /** The number of the token, or what the root sorts by, on the branch that leads here. */
  final int key;

  /** A hash of the texts on the way from the root. */
  final long path;

  /** Nodes made later have a higher one. */
  final int order;

  /** How many branches were ever made here: Drain3 counts those that are pruned here too. */
  int slots;

  /** By id, ascending. */
  Cluster[] clusters = new Cluster[1];

  int clusterCount;

  /** What the last line here joined, if no cluster of this leaf changed since. */
  @Nullable Cluster hint;

  /** Finds candidates when there are many clusters. */
  @Nullable LeafIndex index;

  /** Finds a cluster by its exact template when there are some. */
  @Nullable TemplateTable exact;

  /** How many templates have no wildcard at each position, if all are of one length. */
  int[] literals = {};

  private @Nullable IntMap<TreeNode> children;

  TreeNode(@Nullable TreeNode parent, int key, long path, int order) {
    this.parent = parent;
    this.key = key;
    this.path = path;
    this.order = order;
  }

  @Nullable TreeNode child(int token) {
    return children == null ? null : children.get(token);
  }

  void put(TreeNode child) {
    if (children == null) {
      children = new IntMap<>(TreeNode[]::new);
    }
    children.put(child.key, child);
  }

  void remove(TreeNode child) {
    if (children != null) {
      children.remove(child.key);
    }
  }

  int liveChildren() {
    return children == null ? 0 : children.size();
  }

  /** {@return the children in the order they were made} */
  TreeNode[] inOrder() {
    if (children == null) {
      return NONE;
    }
    IntMap<TreeNode> all = children;
    TreeNode[] sorted = Arrays.stream(all.keys()).mapToObj(all::get).toArray(TreeNode[]::new);
    Arrays.sort(sorted, Comparator.comparingInt(node -> node.order));
    return sorted;
  }

  void add(Cluster cluster) {
    if (clusterCount == clusters.length) {
      clusters = Arrays.copyOf(clusters, 2 * clusterCount);
    }
    clusters[clusterCount++] = cluster;
    cluster.leaf = this;
    hint = null;
  }

  /** Counts the literals of a cluster that was added. */
  void countLiterals(Cluster cluster) {
    if (literals.length == 0) {
      literals = new int[cluster.tokens.length];
    }
    for (int i = 0; i < literals.length; i++) {
      literals[i] += cluster.tokens[i] == TokenDictionary.WILDCARD ? 0 : 1;
    }
  }

  void remove(Cluster cluster) {
    for (int i = 0; i < literals.length; i++) {
      literals[i] -= cluster.tokens[i] == TokenDictionary.WILDCARD ? 0 : 1;
    }
    int at =
        Arrays.binarySearch(clusters, 0, clusterCount, cluster, Comparator.comparingInt(c -> c.id));
    System.arraycopy(clusters, at + 1, clusters, at, clusterCount - at - 1);
    clusters[--clusterCount] = clusters[clusters.length - 1];
    Arrays.fill(clusters, clusterCount, clusters.length, null);
    cluster.leaf = null;
    hint = null;
  }
}
