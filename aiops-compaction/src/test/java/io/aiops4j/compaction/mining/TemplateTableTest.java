package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTableTest {
  private static final int X = TokenDictionary.WILDCARD;
  private static final int NEW = TokenDictionary.UNKNOWN;

  private final TreeNode leaf = new TreeNode(null, 3, 1, 0);
  private final List<Cluster> clusters = new ArrayList<>();

  @Test
  void findsTheTemplateThatHasAllKnownTokensOfALine() {
    add(5, 6, 7);
    Cluster expected = add(5, X, 7);
    add(5, X, X);
    var table = new TemplateTable(leaf);

    assertThat(table.find(new int[] {5, NEW, 7}, 3, 2)).isSameAs(expected);
    assertThat(table.find(new int[] {5, 9, 7}, 3, 3)).isNull();
  }

  @Test
  void findsTheFirstOfEqualTemplates() {
    Cluster first = add(5, 6, 7);
    Cluster second = add(5, X, 7);
    var table = new TemplateTable(leaf);

    first.tokens[1] = X;
    first.wildcards = 1;
    table.enter(first);

    assertThat(table.find(new int[] {5, NEW, 7}, 3, 2)).isSameAs(first).isNotSameAs(second);
    assertThat(table.find(new int[] {5, 6, 7}, 3, 3)).as("it widened").isNull();
  }

  @Test
  void doesNotFindWhatLeftTheLeaf() {
    Cluster cluster = add(5, 6, 7);
    var table = new TemplateTable(leaf);
    leaf.remove(cluster);

    assertThat(table.find(new int[] {5, 6, 7}, 3, 3)).isNull();
  }

  @Test
  void findsEachOfManyWhileTheyComeAndWiden() {
    add(1, 1, 1);
    var table = new TemplateTable(leaf);
    for (int i = 2; i < 3_000; i++) {
      table.enter(add(i, 2 * i, 7));
      if (i % 3 == 0) {
        Cluster before = clusters.get(i - 2);
        before.tokens[2] = X;
        before.wildcards = 1;
        table.enter(before);
      }
    }
    for (Cluster cluster : clusters) {
      int known = 3 - cluster.wildcards;
      int[] ids = {cluster.tokens[0], cluster.tokens[1], known == 3 ? cluster.tokens[2] : NEW};
      assertThat(table.find(ids, 3, known)).isSameAs(cluster);
    }
  }

  private Cluster add(int... tokens) {
    var cluster = new Cluster(clusters.size() + 1, tokens);
    clusters.add(cluster);
    leaf.add(cluster);
    return cluster;
  }
}
