package io.aiops4j.compaction.mining;

import org.jspecify.annotations.Nullable;

/** A group of lines and the tokens they have in common. */
final class Cluster {
  final int id;

  /** Numbers of a {@link TokenDictionary}, each held by this cluster. */
  int[] tokens;

  /** How many tokens are the wildcard. */
  int wildcards;

  long size = 1;

  /** When it was last used, by the count of uses of all clusters. */
  long used;

  /** {@link #used} when it was last put in the queue of {@link Clusters}. */
  long queued;

  /** Where it stands in the {@link LeafIndex} of its leaf. */
  int place;

  /** Where it hangs in the tree; null once it was evicted. */
  @Nullable TreeNode leaf;

  Cluster(int id, int[] tokens) {
    this.id = id;
    this.tokens = tokens;
    this.wildcards = wildcardsIn(tokens);
  }

  static int wildcardsIn(int[] tokens) {
    int n = 0;
    for (int token : tokens) {
      if (token == TokenDictionary.WILDCARD) {
        n++;
      }
    }
    return n;
  }

  /** {@return how many bytes it takes, roughly, without the texts of its tokens} */
  long bytes() {
    return 160 + 16L * tokens.length;
  }
}
