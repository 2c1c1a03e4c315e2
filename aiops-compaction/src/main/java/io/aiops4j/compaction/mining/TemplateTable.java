package io.aiops4j.compaction.mining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cluster of a leaf whose template is exactly what the leaf knows of a line, in one
 * look-up however many clusters there are.
 *
 * <p>Nothing has more equal tokens than a template that has every known token of the line; one with
 * as many and as many wildcards is the same template. So what is found here is what going through
 * all clusters would find, and what is not found may still be there: entries of templates that
 * widened stay until they are the most, and a template whose place is taken by {@value
 * #LONGEST_RUN} others is left out. Not thread-safe.
 */
final class TemplateTable {
  /** Below this many clusters going through all of them is as fast. */
  static final int WORTH_FROM = 4;

  private static final int FIRST_ROOM = 16;
  private static final int LONGEST_RUN = 16;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final TreeNode leaf;
  private long[] keys;
  private @Nullable Cluster[] clusters;
  private int used;

  TemplateTable(TreeNode leaf) {
    this.leaf = leaf;
    keys = new long[FIRST_ROOM];
    clusters = new Cluster[FIRST_ROOM];
    fill();
  }

  /** Takes a cluster of the leaf that is new or widened. */
  void enter(Cluster cluster) {
    if (2 * (used + 1) > keys.length) {
      fill();
    } else {
      put(cluster);
    }
  }

  /**
   * {@return the cluster whose template has the known tokens of a line and no other, the first if
   * there are several; or null if it is not known}
   *
   * @param ids of the line's tokens
   * @param known how many of them are known
   */
  @Nullable Cluster find(int[] ids, int n, int known) {
    long key = key(ids, n);
    int mask = keys.length - 1;
    int home = home(key, mask);
    for (int i = home; i < home + LONGEST_RUN; i++) {
      Cluster cluster = clusters[i & mask];
      if (cluster == null) {
        return null;
      }
      if (keys[i & mask] == key
          && cluster.leaf == leaf
          && cluster.wildcards == n - known
          && Similarity.equal(cluster.tokens, ids, n) == known) {
        return cluster;
      }
    }
    return null;
  }

  /** Enters all clusters of the leaf anew, with room for as many again. */
  private void fill() {
    int room = Math.max(FIRST_ROOM, Integer.highestOneBit(leaf.clusterCount) << 3);
    keys = new long[room];
    clusters = new Cluster[room];
    used = 0;
    for (int i = 0; i < leaf.clusterCount; i++) {
      put(leaf.clusters[i]);
    }
  }

  private void put(Cluster cluster) {
    int n = cluster.tokens.length;
    long key = key(cluster.tokens, n);
    int mask = keys.length - 1;
    int home = home(key, mask);
    for (int i = home; i < home + LONGEST_RUN; i++) {
      Cluster other = clusters[i & mask];
      if (other == null) {
        keys[i & mask] = key;
        clusters[i & mask] = cluster;
        used++;
        return;
      }
      if (keys[i & mask] == key && Arrays.equals(other.tokens, cluster.tokens)) {
        if (other.leaf != leaf || cluster.id < other.id) {
          clusters[i & mask] = cluster;
        }
        return;
      }
    }
  }

  /** A hash of the tokens that are neither unknown nor the wildcard, each with its position. */
  private static long key(int[] tokens, int n) {
    long key = 0;
    for (int i = 0; i < n; i++) {
      long term = ((long) i << 32 | tokens[i]) * MULTIPLIER;
      key += tokens[i] > TokenDictionary.WILDCARD ? term ^ term >>> 32 : 0;
    }
    return key;
  }

  private static int home(long key, int mask) {
    return (int) (key * MULTIPLIER >>> 40) & mask;
  }
}
