package io.aiops4j.compaction.mining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clusters of a leaf that can be most similar to a line, without looking at all of them:
 * for each position and token the clusters that have it there.
 *
 * <p>A cluster that shares none of the tokens at {@code j} positions shares at most {@code n - j}
 * in all. So the positions are gone through from the one whose token the fewest clusters have, and
 * the search ends when what was not seen yet can no longer reach what was found: for most lines
 * after one short list. The answer is exact, as every candidate is compared in full; entries of
 * templates that widened or were evicted only cost a comparison, and the lists are made anew when
 * they are the most.
 */
final class LeafIndex {
  /** Below this many clusters going through all of them is faster. */
  static final int WORTH_FROM = 12;

  /** Above this many tokens the order of positions would cost more than it saves. */
  static final int MOST_TOKENS = 256;

  private static final int FIRST_ROOM = 64;

  private final TreeNode leaf;
  private long[] keys = new long[FIRST_ROOM];
  private Cluster[] @Nullable [] lists = new Cluster[FIRST_ROOM][];
  private int[] sizes = new int[FIRST_ROOM];
  private int used;
  private int entries;
  private int stale;
  private int query;

  private final long[] byLength = new long[MOST_TOKENS];

  LeafIndex(TreeNode leaf) {
    this.leaf = leaf;
    for (int i = 0; i < leaf.clusterCount; i++) {
      added(leaf.clusters[i]);
    }
  }

  /** Takes a cluster that was added to the leaf. */
  void added(Cluster cluster) {
    int[] tokens = cluster.tokens;
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] != TokenDictionary.WILDCARD) {
        enter(key(i, tokens[i]), cluster);
      }
    }
  }

  /** Learns that a cluster left the leaf. */
  void removed(Cluster cluster) {
    stale(cluster.tokens.length - cluster.wildcards);
  }

  /** Learns that some tokens of a template became the wildcard. */
  void widened(int tokens) {
    stale(tokens);
  }

  /**
   * {@return the most similar cluster with at least {@code least} equal tokens, of these the one
   * with most wildcards, of these the first; or null}
   *
   * @param least at least 1
   */
  @Nullable Cluster best(int[] ids, int n, int least) {
    int lists = order(ids, n);
    int round = ++query;
    Cluster best = null;
    int bestEqual = least;
    int unseen = lists;
    for (int l = 0; l < lists && unseen >= bestEqual; l++, unseen--) {
      int slot = (int) byLength[l];
      Cluster[] list = candidates(slot);
      for (int c = 0; c < sizes[slot]; c++) {
        Cluster cluster = list[c];
        if (cluster.looked == round || cluster.leaf != leaf) {
          continue;
        }
        cluster.looked = round;
        if (n - cluster.wildcards < bestEqual) {
          continue;
        }
        int equal = Similarity.equal(cluster.tokens, ids, n);
        if (equal > bestEqual
            || equal == bestEqual && (best == null || Similarity.isBefore(cluster, best))) {
          best = cluster;
          bestEqual = equal;
          if (equal == lists && n - cluster.wildcards == equal) {
            // Nothing has more equal tokens, nor as many and more wildcards; the lists are by id,
            // so of equal templates this is the first.
            return cluster;
          }
        }
      }
    }
    return best;
  }

  /**
   * Sorts the slots of the line's tokens by the length of their lists; tokens without one count as
   * seen.
   */
  private int order(int[] ids, int n) {
    int found = 0;
    for (int i = 0; i < n; i++) {
      if (ids[i] > TokenDictionary.WILDCARD) {
        int slot = find(key(i, ids[i]));
        if (lists[slot] != null) {
          byLength[found++] = (long) sizes[slot] << 32 | slot;
        }
      }
    }
    Arrays.sort(byLength, 0, found);
    return found;
  }

  private Cluster[] candidates(int slot) {
    Cluster[] list = lists[slot];
    if (list == null) {
      throw new IllegalStateException("slot " + slot + " has no list");
    }
    return list;
  }

  private void stale(int more) {
    stale += more;
    if (2 * stale > entries && entries > FIRST_ROOM) {
      keys = new long[FIRST_ROOM];
      lists = new Cluster[FIRST_ROOM][];
      sizes = new int[FIRST_ROOM];
      used = 0;
      entries = 0;
      stale = 0;
      for (int i = 0; i < leaf.clusterCount; i++) {
        added(leaf.clusters[i]);
      }
    }
  }

  private void enter(long key, Cluster cluster) {
    if (2 * (used + 1) > keys.length) {
      grow();
    }
    int slot = find(key);
    Cluster[] list = lists[slot];
    if (list == null) {
      keys[slot] = key;
      list = new Cluster[1];
      used++;
    } else if (sizes[slot] == list.length) {
      list = Arrays.copyOf(list, 2 * list.length);
    }
    list[sizes[slot]++] = cluster;
    lists[slot] = list;
    entries++;
  }

  private void grow() {
    long[] oldKeys = keys;
    Cluster[] @Nullable [] oldLists = lists;
    int[] oldSizes = sizes;
    keys = new long[2 * oldKeys.length];
    lists = new Cluster[keys.length][];
    sizes = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldLists[i] != null) {
        int slot = find(oldKeys[i]);
        keys[slot] = oldKeys[i];
        lists[slot] = oldLists[i];
        sizes[slot] = oldSizes[i];
      }
    }
  }

  private int find(long key) {
    int mask = keys.length - 1;
    int at = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
    while (lists[at] != null && keys[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  private static long key(int position, int token) {
    return (long) position << 32 | token;
  }
}
