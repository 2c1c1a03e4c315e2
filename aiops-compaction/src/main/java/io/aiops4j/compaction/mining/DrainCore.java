package io.aiops4j.compaction.mining;

import org.jspecify.annotations.Nullable;

/** Drain: lines of one length, compared token by token. */
final class DrainCore extends MinerCore {
  /** The wildcard's text in a line is no wildcard: it equals nothing. */
  private static final int WRITTEN_WILDCARD = -2;

  private static final int USUAL_TOKENS = 256;
  private static final long COUNT_HASH = 0xD6E8FEB86659FD93L;

  private final int levels;
  private final int[] least = new int[USUAL_TOKENS];
  private int[] tokens = {};

  DrainCore(Drain3Options options, TokenLine line) {
    super(options, false, line);
    this.levels = options.depth() - 3;
    for (int n = 0; n < USUAL_TOKENS; n++) {
      least[n] = Similarity.least(options.similarity(), n);
    }
  }

  @Override
  Cluster add() {
    int n = line.size;
    TreeNode leaf = leaf(false);
    Cluster cluster = leaf == null ? null : best(leaf, n);
    if (leaf == null || cluster == null) {
      tokens = held();
      return create(tokens, n, countHash(n), levels(n));
    }
    cluster.size++;
    cluster.used = ++uses;
    if (n > 0 && widen(leaf, cluster)) {
      change = ChangeType.TEMPLATE_CHANGED;
    } else {
      change = ChangeType.NONE;
      leaf.hint = cluster;
    }
    return cluster;
  }

  @Override
  @Nullable Cluster match(SearchStrategy strategy) {
    for (int i = 0; i < line.size; i++) {
      line.ids[i] = find(i);
    }
    Cluster found = null;
    if (strategy != SearchStrategy.ALWAYS) {
      TreeNode leaf = leaf(true);
      found = leaf == null ? null : perfect(leaf, null);
    }
    if (found == null && strategy != SearchStrategy.NEVER) {
      TreeNode first = tree.first(line.size);
      found = first == null ? null : perfectBelow(first, null);
    }
    return found;
  }

  @Override
  boolean isPositional() {
    return true;
  }

  @Override
  public int token(int level) {
    return tokens[level];
  }

  @Override
  public long hash(int level) {
    return PrefixTree.textHash(line, level);
  }

  @Override
  boolean fits(Cluster cluster, TreeNode node, int level) {
    TreeNode first = node;
    while (first.parent != null && first.parent.parent != null) {
      first = first.parent;
    }
    int n = cluster.tokens.length;
    return level == 1 + levels(n) && first.key == n;
  }

  /** {@return what the path to lines of so many tokens begins with} */
  static long countHash(int n) {
    return n * COUNT_HASH;
  }

  private int levels(int n) {
    return Math.max(0, Math.min(levels, n - 1));
  }

  private int find(int token) {
    int id = dictionary.find(line, token);
    return id == TokenDictionary.WILDCARD ? WRITTEN_WILDCARD : id;
  }

  /** Goes down the tree; looks up the tokens on the way unless the line knows them all. */
  private @Nullable TreeNode leaf(boolean resolved) {
    TreeNode node = tree.first(line.size);
    int down = levels(line.size);
    for (int level = 0; level < down && node != null; level++) {
      if (!resolved) {
        line.ids[level] = find(level);
      }
      node = tree.next(node, line.ids[level], line, level);
    }
    return node;
  }

  private @Nullable Cluster best(TreeNode leaf, int n) {
    if (n == 0) {
      return leaf.clusterCount == 0 ? null : leaf.clusters[0];
    }
    int enough = n < USUAL_TOKENS ? least[n] : Similarity.least(options.similarity(), n);
    return Similarity.best(leaf, line.ids, n, resolve(leaf, n), enough);
  }

  /**
   * Looks up the tokens behind the way down where some template of the leaf is not the wildcard;
   * elsewhere it makes no difference what the line has. The number of those that are known.
   */
  private int resolve(TreeNode leaf, int n) {
    int down = levels(n);
    int[] ids = line.ids;
    int[] literals = leaf.literals;
    int known = 0;
    for (int i = 0; i < n; i++) {
      if (literals[i] == 0) {
        ids[i] = TokenDictionary.UNKNOWN;
      } else {
        int id = i < down ? ids[i] : find(i);
        ids[i] = id;
        known += id > TokenDictionary.WILDCARD ? 1 : 0;
      }
    }
    return known;
  }

  /** Makes the wildcard of every token that differs; whether there was one. */
  private boolean widen(TreeNode leaf, Cluster cluster) {
    int[] template = cluster.tokens;
    int[] ids = line.ids;
    int before = cluster.wildcards;
    for (int i = 0; i < template.length; i++) {
      int token = template[i];
      if (token != ids[i] && token != TokenDictionary.WILDCARD) {
        template[i] = TokenDictionary.WILDCARD;
        leaf.literals[i]--;
        if (leaf.index != null) {
          leaf.index.widened(cluster, i, token);
        }
        dictionary.hold(TokenDictionary.WILDCARD);
        dictionary.release(token);
        cluster.wildcards++;
      }
    }
    if (cluster.wildcards == before) {
      return false;
    }
    leaf.hint = null;
    if (leaf.exact != null) {
      leaf.exact.enter(cluster);
    }
    if (leaf.index != null) {
      leaf.index.settled();
    }
    return true;
  }

  private @Nullable Cluster perfect(TreeNode leaf, @Nullable Cluster bestSoFar) {
    Cluster best = bestSoFar;
    for (int c = 0; c < leaf.clusterCount; c++) {
      Cluster cluster = leaf.clusters[c];
      if ((best == null || cluster.wildcards > best.wildcards)
          && Similarity.matches(cluster.tokens, line.ids, line.size)) {
        best = cluster;
      }
    }
    return best;
  }

  private @Nullable Cluster perfectBelow(TreeNode node, @Nullable Cluster bestSoFar) {
    Cluster best = perfect(node, bestSoFar);
    for (TreeNode child : node.inOrder()) {
      best = perfectBelow(child, best);
    }
    return best;
  }
}
