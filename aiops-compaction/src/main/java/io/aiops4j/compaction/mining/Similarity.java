package io.aiops4j.compaction.mining;

import org.jspecify.annotations.Nullable;

/** How Drain compares a line with the templates of a leaf: token by token, as many as equal. */
final class Similarity {
  private Similarity() {}

  /** {@return how many tokens of the template, wildcards aside, are the line's} */
  static int equal(int[] template, int[] ids, int n) {
    int equal = 0;
    for (int i = 0; i < n; i++) {
      equal += template[i] == ids[i] ? 1 : 0;
    }
    return equal;
  }

  /** {@return whether of two templates with as many equal tokens Drain takes the first} */
  static boolean isBefore(Cluster a, Cluster b) {
    return a.wildcards > b.wildcards || a.wildcards == b.wildcards && a.id < b.id;
  }

  /** {@return the fewest equal tokens of n that reach a share, in Drain3's arithmetic} */
  static int least(double share, int n) {
    int least = Math.max(0, Math.min(n, (int) Math.floor(share * n) - 1));
    while (least <= n && (double) least / n < share) {
      least++;
    }
    return least;
  }

  /**
   * {@return the most similar cluster of a leaf with at least {@code least} equal tokens, or null}
   *
   * @param ids of the line's tokens; none is the wildcard's
   * @param known how many of them are known, where some template is no wildcard
   */
  static @Nullable Cluster best(TreeNode leaf, int[] ids, int n, int known, int least) {
    Cluster hint = leaf.hint;
    if (hint != null && hint.wildcards == n - known && known >= least) {
      // Nothing can have more equal tokens; one with as many and as many wildcards would be the
      // same template, and then the first of the two would have been taken before.
      if (equal(hint.tokens, ids, n) == known) {
        return hint;
      }
    }
    if (known < least) {
      return null;
    }
    if (leaf.exact != null) {
      Cluster exact = leaf.exact.find(ids, n, known);
      if (exact != null) {
        return exact;
      }
    }
    LeafIndex index = leaf.index;
    if (index != null && least > 0) {
      return index.best(ids, n, least);
    }
    Cluster best = null;
    int bestEqual = least;
    for (int c = 0; c < leaf.clusterCount; c++) {
      Cluster cluster = leaf.clusters[c];
      if (n - cluster.wildcards < bestEqual) {
        continue;
      }
      int equal = equal(cluster.tokens, ids, n);
      if (equal > bestEqual
          || equal == bestEqual && (best == null || cluster.wildcards > best.wildcards)) {
        best = cluster;
        bestEqual = equal;
      }
    }
    return best;
  }

  /** {@return whether a template matches a line in full} */
  static boolean matches(int[] template, int[] ids, int n) {
    for (int i = 0; i < n; i++) {
      if (template[i] != ids[i] && template[i] != TokenDictionary.WILDCARD) {
        return false;
      }
    }
    return true;
  }
}
