package io.aiops4j.compaction.mining;

import org.jspecify.annotations.Nullable;

/**
 * What Drain and JaccardDrain share: tokens, tree and clusters, and how a cluster is made, widened
 * and evicted. Not thread-safe.
 */
abstract class MinerCore implements PrefixTree.Texts {
  final Drain3Options options;
  final TokenDictionary dictionary;
  final PrefixTree tree;
  final Clusters clusters = new Clusters();

  /** How many clusters were ever made, which is the last id. */
  int created;

  /** How many times a cluster was used, which is the time. */
  long uses;

  /** What the last line did. */
  ChangeType change = ChangeType.NONE;

  /** The line that a leaf is made for. */
  TokenLine line;

  MinerCore(Drain3Options options, boolean rootHoldsTokens, TokenLine line) {
    this.options = options;
    this.dictionary = new TokenDictionary(options.wildcard());
    this.tree = new PrefixTree(dictionary, options, rootHoldsTokens);
    this.line = line;
  }

  /** Adds the line; the cluster that it belongs to. */
  abstract Cluster add();

  /** {@return the cluster that matches the line, without learning} */
  abstract @Nullable Cluster match(SearchStrategy strategy);

  /** {@return a new cluster with these tokens, which the caller holds for it} */
  final Cluster create(int[] tokens, int rootKey, long rootHash, int levels) {
    Cluster cluster = new Cluster(++created, tokens);
    cluster.used = ++uses;
    if (options.maxClusters() > 0) {
      while (clusters.size() >= options.maxClusters()) {
        evict();
      }
    }
    TreeNode leaf = tree.leaf(rootKey, rootHash, levels, this);
    hang(leaf, cluster);
    clusters.add(cluster);
    while (clusters.size() > 1 && clusters.bytes() + dictionary.bytes() > options.maxBytes()) {
      evict();
    }
    change = ChangeType.CREATED;
    return cluster;
  }

  /** {@return whether a cluster can hang at a node so many levels below the root} */
  abstract boolean fits(Cluster cluster, TreeNode node, int level);

  /** Adds a cluster to a leaf. */
  final void hang(TreeNode leaf, Cluster cluster) {
    leaf.add(cluster);
    if (isPositional()) {
      leaf.countLiterals(cluster);
      enterExact(leaf, cluster);
    }
    if (leaf.index != null) {
      leaf.index.added(cluster);
    } else if (isPositional()
        && leaf.clusterCount >= LeafIndex.WORTH_FROM
        && cluster.tokens.length <= LeafIndex.MOST_TOKENS) {
      leaf.index = new LeafIndex(leaf, cluster.tokens.length);
    }
  }

  private static void enterExact(TreeNode leaf, Cluster cluster) {
    if (leaf.exact != null) {
      leaf.exact.enter(cluster);
    } else if (leaf.clusterCount >= TemplateTable.WORTH_FROM) {
      leaf.exact = new TemplateTable(leaf);
    }
  }

  /** {@return whether all templates of a leaf are of one length, and compared by position} */
  abstract boolean isPositional();

  private void evict() {
    Cluster oldest = clusters.removeOldest();
    if (oldest != null) {
      tree.remove(oldest);
      for (int token : oldest.tokens) {
        dictionary.release(token);
      }
    }
  }

  /** {@return the text of a template} */
  final String text(Cluster cluster) {
    StringBuilder text = new StringBuilder(8 * cluster.tokens.length);
    for (int i = 0; i < cluster.tokens.length; i++) {
      if (i > 0) {
        text.append(' ');
      }
      dictionary.appendTo(text, cluster.tokens[i]);
    }
    return text.toString();
  }

  /** {@return the tokens of the line, each held once more} */
  final int[] held() {
    int[] tokens = new int[line.size];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = dictionary.acquire(line, i);
    }
    return tokens;
  }
}
