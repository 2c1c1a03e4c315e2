package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeafIndexTest {
  private static final int X = TokenDictionary.WILDCARD;
  private static final int STEPS = 6_000;

  private final TreeNode leaf = new TreeNode(null, 1, 1, 0);
  private int created;

  @ParameterizedTest(name = "{0} tokens, {1} words, in {2} of 8 steps a cluster goes, seed {3}")
  @CsvSource({
    "3, 5, 3, 1",
    "9, 8, 2, 2",
    "16, 40, 0, 3",
    "30, 300, 1, 4",
  })
  void findsWhatGoingThroughAllClustersFinds(int tokens, int words, int removals, long seed) {
    var random = new Random(seed);
    hang(random, tokens, words);
    var index = new LeafIndex(leaf, tokens);
    for (int step = 0; step < STEPS; step++) {
      int what = random.nextInt(8);
      if (what < removals && leaf.clusterCount > 1) {
        Cluster gone = leaf.clusters[random.nextInt(leaf.clusterCount)];
        leaf.remove(gone);
        index.removed(gone);
      } else if (what < 6) {
        index.added(hang(random, tokens, words));
      } else {
        widen(random, index);
      }
      int[] ids = line(random, tokens, words);
      int least = 1 + random.nextInt(tokens);
      assertThat(index.best(ids, tokens, least)).as("step %d", step).isSameAs(plain(ids, least));
    }
  }

  private Cluster hang(Random random, int tokens, int words) {
    int[] template = line(random, tokens, words);
    for (int i = 0; i < tokens; i++) {
      template[i] = Math.max(X, template[i]);
    }
    var cluster = new Cluster(++created, template);
    leaf.add(cluster);
    return cluster;
  }

  /** Numbers of words, most of them small, some unknown; often the first is 1. */
  private static int[] line(Random random, int tokens, int words) {
    int[] ids = new int[tokens];
    for (int i = 0; i < tokens; i++) {
      int id = 1 + (int) (words * random.nextDouble() * random.nextDouble());
      ids[i] = random.nextInt(8) == 0 ? TokenDictionary.UNKNOWN : id;
    }
    ids[0] = random.nextInt(8) == 0 ? ids[0] : 1;
    return ids;
  }

  private void widen(Random random, LeafIndex index) {
    Cluster cluster = leaf.clusters[random.nextInt(leaf.clusterCount)];
    for (int i = 0; i < cluster.tokens.length; i++) {
      int token = cluster.tokens[i];
      if (token != X && random.nextInt(4) == 0) {
        cluster.tokens[i] = X;
        cluster.wildcards++;
        index.widened(cluster, i, token);
      }
    }
    index.settled();
  }

  private @Nullable Cluster plain(int[] ids, int least) {
    Cluster best = null;
    int bestEqual = least;
    for (int c = 0; c < leaf.clusterCount; c++) {
      Cluster cluster = leaf.clusters[c];
      int equal = Similarity.equal(cluster.tokens, ids, ids.length);
      if (equal > bestEqual
          || equal == bestEqual && (best == null || Similarity.isBefore(cluster, best))) {
        best = cluster;
        bestEqual = equal;
      }
    }
    return best;
  }
}
