package io.aiops4j.compaction.mining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JaccardDrain: lines that begin with the same token, compared as sets of tokens, so that lines of
 * different length can be alike. Every token of a line is held while it is looked at, as unknown
 * ones count too. Linear in the clusters of a leaf.
 */
final class JaccardCore extends MinerCore {
  /** Sets are less alike than sequences: the reference stretches what it finds. */
  private static final double GAIN = 1.3;

  private static final double MATCHES_FROM = 0.8;

  private final int levels;
  private final int none;
  private int[] ids = {};

  JaccardCore(Drain3Options options, TokenLine line) {
    super(options, true, line);
    this.levels = options.depth() - 3;
    this.none = dictionary.acquire("");
  }

  @Override
  Cluster add() {
    ids = held();
    TreeNode leaf = leaf();
    Cluster cluster = leaf == null ? null : best(leaf, options.similarity(), false, null);
    if (leaf == null || cluster == null) {
      String first = dictionary.text(rootKey());
      return create(ids, rootKey(), PrefixTree.textHash(first), levels(ids.length));
    }
    cluster.size++;
    cluster.used = ++uses;
    change = widen(leaf, cluster) ? ChangeType.TEMPLATE_CHANGED : ChangeType.NONE;
    release(ids);
    return cluster;
  }

  @Override
  @Nullable Cluster match(SearchStrategy strategy) {
    ids = held();
    Cluster found = null;
    if (strategy != SearchStrategy.ALWAYS) {
      TreeNode leaf = leaf();
      found = leaf == null ? null : best(leaf, MATCHES_FROM, true, null);
    }
    if (found == null && strategy != SearchStrategy.NEVER) {
      TreeNode first = tree.first(rootKey());
      found = first == null ? null : bestBelow(first, null);
    }
    release(ids);
    return found;
  }

  @Override
  boolean isPositional() {
    return false;
  }

  @Override
  public int token(int level) {
    return ids[level + 1];
  }

  @Override
  public long hash(int level) {
    return PrefixTree.textHash(line, level + 1);
  }

  @Override
  boolean fits(Cluster cluster, TreeNode node, int level) {
    return level >= 1 && level <= 1 + levels;
  }

  private int rootKey() {
    return ids.length == 0 ? none : ids[0];
  }

  private int levels(int n) {
    return Math.max(0, Math.min(levels, n - 2));
  }

  private @Nullable TreeNode leaf() {
    TreeNode node = tree.first(rootKey());
    int down = levels(ids.length);
    for (int level = 0; level < down && node != null; level++) {
      node = tree.next(node, ids[level + 1], line, level + 1);
    }
    return node;
  }

  private @Nullable Cluster best(
      TreeNode leaf, double least, boolean matching, @Nullable Cluster bestSoFar) {
    Cluster best = bestSoFar;
    double most = best == null ? -1 : similarity(best.tokens, matching);
    for (int c = 0; c < leaf.clusterCount; c++) {
      Cluster cluster = leaf.clusters[c];
      double similarity = similarity(cluster.tokens, matching);
      if (similarity >= least
          && (similarity > most
              || similarity == most && best != null && cluster.wildcards > best.wildcards)) {
        best = cluster;
        most = similarity;
      }
    }
    return best;
  }

  private @Nullable Cluster bestBelow(TreeNode node, @Nullable Cluster bestSoFar) {
    Cluster best = best(node, MATCHES_FROM, true, bestSoFar);
    for (TreeNode child : node.inOrder()) {
      best = bestBelow(child, best);
    }
    return best;
  }

  /**
   * The size of the common set by that of both together. Where a template of the line's length has
   * the wildcard the line's token does not count; when matching the wildcard itself does not.
   */
  private double similarity(int[] template, boolean matching) {
    if (template.length == 0) {
      return 1;
    }
    boolean samePlaces = template.length == ids.length;
    int[] theirs = new int[template.length];
    int[] mine = new int[ids.length];
    int t = 0;
    int m = 0;
    for (int i = 0; i < template.length; i++) {
      if (!matching || template[i] != TokenDictionary.WILDCARD) {
        theirs[t++] = template[i];
      }
    }
    for (int i = 0; i < ids.length; i++) {
      if (!samePlaces || template[i] != TokenDictionary.WILDCARD) {
        mine[m++] = ids[i];
      }
    }
    t = distinct(theirs, t);
    m = distinct(mine, m);
    int common = common(theirs, t, mine, m);
    int together = t + m - common;
    double stretched = together == 0 ? 1 : (double) common / together * GAIN;
    return stretched < 1 ? stretched : 1;
  }

  private boolean widen(TreeNode leaf, Cluster cluster) {
    int[] template = cluster.tokens;
    int[] wider;
    if (template.length == ids.length) {
      wider = template.clone();
      for (int i = 0; i < wider.length; i++) {
        if (wider[i] != ids[i]) {
          wider[i] = TokenDictionary.WILDCARD;
        }
      }
    } else {
      wider = (ids.length > template.length ? ids : template).clone();
      int[] mine = ids.clone();
      int[] theirs = template.clone();
      Arrays.sort(mine);
      Arrays.sort(theirs);
      for (int i = 0; i < wider.length; i++) {
        if (Arrays.binarySearch(mine, wider[i]) < 0 || Arrays.binarySearch(theirs, wider[i]) < 0) {
          wider[i] = TokenDictionary.WILDCARD;
        }
      }
    }
    if (Arrays.equals(wider, template)) {
      return false;
    }
    for (int token : wider) {
      dictionary.hold(token);
    }
    release(template);
    cluster.tokens = wider;
    cluster.wildcards = Cluster.wildcardsIn(wider);
    clusters.resized(wider.length - template.length);
    leaf.hint = null;
    return true;
  }

  private void release(int[] tokens) {
    for (int token : tokens) {
      dictionary.release(token);
    }
  }

  private static int distinct(int[] values, int n) {
    Arrays.sort(values, 0, n);
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (kept == 0 || values[kept - 1] != values[i]) {
        values[kept++] = values[i];
      }
    }
    return kept;
  }

  private static int common(int[] a, int aCount, int[] b, int bCount) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < aCount && j < bCount) {
      if (a[i] == b[j]) {
        common++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return common;
  }
}
