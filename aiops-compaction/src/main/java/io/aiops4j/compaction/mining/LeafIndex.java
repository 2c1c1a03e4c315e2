package io.aiops4j.compaction.mining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clusters of a leaf that can be most similar to a line, without looking at all of them:
 * for each position and token the clusters that have it there ({@link Postings}).
 *
 * <p>A cluster that shares none of the tokens at {@code j} positions shares at most {@code n - j}
 * in all. So the positions are gone through from the one whose token the fewest clusters have, and
 * the search ends when what was not seen yet can no longer reach what was found. A byte of each
 * token of each template lies in one array: as many bytes are equal as tokens, or more, so that few
 * candidates need to be compared in full. The answer is exact. Not thread-safe.
 */
final class LeafIndex {
  /** Below this many clusters going through all of them is faster. */
  static final int WORTH_FROM = 12;

  /** Above this many tokens the order of positions would cost more than it saves. */
  static final int MOST_TOKENS = 256;

  private static final int FIRST_MEMBERS = 16;
  private static final long LOWER = 0x7F7F7F7F7F7F7F7FL;

  /** In a line: a byte that no template has. A template has 0 for the wildcard. */
  private static final long NOTHING = LOWER;

  private final TreeNode leaf;
  private final int width;
  private Postings postings = new Postings();

  /** The clusters by their places here; null for those that left. */
  private @Nullable Cluster[] members = new Cluster[FIRST_MEMBERS];

  /** A byte of each token of each member: {@link #width} words a member. */
  private long[] rows;

  /** The query that looked at each member last. */
  private int[] looked = new int[FIRST_MEMBERS];

  private int memberCount;
  private int query;
  private final long[] row;
  private final long[] byLength;

  LeafIndex(TreeNode leaf, int tokens) {
    this.leaf = leaf;
    width = (tokens + Long.BYTES - 1) / Long.BYTES;
    rows = new long[FIRST_MEMBERS * width];
    row = new long[width];
    byLength = new long[tokens];
    fill();
  }

  /** Takes a cluster that was added to the leaf. */
  void added(Cluster cluster) {
    if (memberCount == members.length) {
      members = Arrays.copyOf(members, 2 * memberCount);
      looked = Arrays.copyOf(looked, 2 * memberCount);
      rows = Arrays.copyOf(rows, 2 * memberCount * width);
    }
    int place = memberCount++;
    cluster.place = place;
    members[place] = cluster;
    int[] tokens = cluster.tokens;
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] != TokenDictionary.WILDCARD) {
        rows[place * width + (i >>> 3)] |= bits(i, tokens[i]);
        postings.add(i, tokens[i], place);
      }
    }
  }

  /** Learns that a cluster left the leaf. */
  void removed(Cluster cluster) {
    int[] tokens = cluster.tokens;
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] != TokenDictionary.WILDCARD) {
        widened(cluster, i, tokens[i]);
      }
    }
    members[cluster.place] = null;
    if (postings.isMostlyStale() || memberCount > 2 * leaf.clusterCount + FIRST_MEMBERS) {
      fill();
    }
  }

  /** Learns that a token of a template became the wildcard. */
  void widened(Cluster cluster, int position, int token) {
    rows[cluster.place * width + (position >>> 3)] &= ~(0xFFL << (position << 3));
    postings.remove(position, token, cluster.place);
  }

  /** Learns that the template of a cluster is as it was told to be. */
  void settled() {
    if (postings.isMostlyStale()) {
      fill();
    }
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
      long entry = byLength[l];
      int size = (int) (entry >>> 32);
      int[] list = size == 1 ? null : postings.list(entry);
      for (int c = 0; c < size; c++) {
        int place = list == null ? (int) entry : list[c];
        if (atMost(place) < bestEqual || looked[place] == round) {
          continue;
        }
        looked[place] = round;
        Cluster cluster = member(place);
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
   * Sorts the lists of the line's tokens by their length, and notes the bytes of the tokens that
   * have one; the others count as seen.
   */
  private int order(int[] ids, int n) {
    Arrays.fill(row, NOTHING);
    int found = 0;
    for (int i = 0; i < n; i++) {
      long entry = ids[i] > TokenDictionary.WILDCARD ? postings.find(i, ids[i]) : 0;
      if (entry != 0) {
        byLength[found++] = entry;
        row[i >>> 3] ^= bits(i, ids[i]) ^ 0x7FL << (i << 3);
      }
    }
    Arrays.sort(byLength, 0, found);
    return found;
  }

  /** At least as many tokens as a member and the line have equal: how many bytes are. */
  private int atMost(int place) {
    int equal = 0;
    for (int w = 0; w < width; w++) {
      long differs = rows[place * width + w] ^ row[w];
      equal += Long.bitCount(~((differs & LOWER) + LOWER | differs | LOWER));
    }
    return equal;
  }

  /** A byte of a token, where it stands in the word of its position; its highest bit is set. */
  private static long bits(int position, int token) {
    return (long) (token * 0x9E3779B1 >>> 24 | 0x80) << (position << 3);
  }

  private Cluster member(int place) {
    Cluster cluster = members[place];
    if (cluster == null) {
      throw new IllegalStateException("nothing at " + place);
    }
    return cluster;
  }

  /** Enters all clusters of the leaf anew. */
  private void fill() {
    postings = new Postings();
    Arrays.fill(members, 0, memberCount, null);
    Arrays.fill(rows, 0, memberCount * width, 0);
    memberCount = 0;
    for (int i = 0; i < leaf.clusterCount; i++) {
      added(leaf.clusters[i]);
    }
  }
}
