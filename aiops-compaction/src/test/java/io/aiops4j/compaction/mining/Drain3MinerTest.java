package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.compaction.state.InvalidStateException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Drain3MinerTest {
  @Test
  void linesThatDifferInOneTokenShareATemplate() {
    var miner = new Drain3Miner();

    MinedLine first = miner.add("fan tray one lost power");
    MinedLine second = miner.add("fan tray two lost power");
    MinedLine third = miner.add("fan tray six lost power");

    assertThat(first.change()).isEqualTo(ChangeType.CREATED);
    assertThat(second.change()).isEqualTo(ChangeType.TEMPLATE_CHANGED);
    assertThat(third.change()).isEqualTo(ChangeType.NONE);
    assertThat(third.template()).isEqualTo(new MinedTemplate(1, 3, "fan tray <*> lost power"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.4, 4, 100, 0", "2, 0.4, 4, 100, 40", "3, 0.6, 5, 4, 0", "4, 0.6, 6, 3, 25",
    "5, 0.3, 3, 100, 0", "6, 0.8, 4, 5, 60", "7, 1.0, 7, 2, 10", "8, 0, 4, 100, 0",
    "9, 0.9, 3, 100, 0", "10, 0.75, 3, 100, 300"
  })
  void givesTheIdsOfDrainAsItIsDescribed(
      long seed, double similarity, int depth, int maxChildren, int maxClusters) {
    var options =
        Drain3Options.builder().similarity(similarity).depth(depth).maxChildren(maxChildren);
    if (maxClusters > 0) {
      options.maxClusters(maxClusters);
    }
    var miner = new Drain3Miner(options.build());
    var plain = new PlainDrain(similarity, depth, maxChildren, maxClusters);
    var random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String line = line(random);
      assertThat(miner.assign(line)).as("line %d: %s", i, line).isEqualTo(plain.add(line));
    }
    for (MinedTemplate template : miner.templates()) {
      assertThat(template.text()).isEqualTo(plain.template(template.id()));
    }
  }

  @Test
  void anEvictedClusterLeavesNeitherTokensNorBranchesBehind() {
    var line = new TokenLine(1_000, 100);
    var core = new DrainCore(Drain3Options.builder().maxClusters(3).depth(6).build(), line);
    for (int i = 0; i < 5_000; i++) {
      line.take("w" + letters(i) + " x" + letters(i) + " y" + letters(i) + " z v u");
      line.split();
      core.add();
    }

    assertThat(core.clusters.size()).isEqualTo(3);
    assertThat(core.dictionary.size()).as("three lines and the wildcard").isLessThan(20);
    assertThat(nodes(core.tree.root())).isLessThan(20);
    assertThat(core.tree.pruned.size()).as("only hashes of pruned branches").isLessThan(20_000);
  }

  @Test
  void whatIsRememberedOfPrunedBranchesIsBounded() {
    var line = new TokenLine(1_000, 100);
    var options = Drain3Options.builder().maxClusters(2).depth(9).maxPrunedBranches(50).build();
    var core = new DrainCore(options, line);
    for (int i = 0; i < 2_000; i++) {
      line.take(letters(i) + " a " + letters(i * 7) + " b " + letters(i * 3) + " c d e");
      line.split();
      core.add();
      assertThat(core.tree.pruned.size()).isLessThanOrEqualTo(60);
    }
  }

  @Test
  void aStateGoesOnAsIfThereHadBeenNoPause() {
    var options = Drain3Options.builder().maxClusters(30).depth(5).maxChildren(4).build();
    var straight = new Drain3Miner(options);
    var paused = new Drain3Miner(options);
    var random = new Random(11);
    for (int i = 0; i < 4_000; i++) {
      String line = line(random);
      assertThat(paused.add(line)).isEqualTo(straight.add(line));
      if (i % 500 == 0) {
        byte[] state = paused.state();
        paused = Drain3Miner.restore(options, state);
        assertThat(paused.state()).as("one content, one state").isEqualTo(state);
      }
    }
  }

  @Test
  void theClusterUsedLongestAgoGoesFirstAlsoAfterAPause() {
    var options = Drain3Options.builder().maxClusters(2).build();
    var miner = new Drain3Miner(options);
    miner.add("alpha one up");
    miner.add("beta two down");
    miner.add("alpha one up");

    var restored = Drain3Miner.restore(options, miner.state());
    restored.add("gamma three left");

    assertThat(restored.templates()).extracting(MinedTemplate::id).containsExactly(1, 3);
  }

  @Test
  void readingAllClustersCanCountAsTheirUse() {
    var miner = new Drain3Miner(Drain3Options.builder().maxClusters(2).build());
    miner.add("alpha one up");
    miner.add("beta two down");
    miner.add("alpha one up");

    miner.refreshAll();
    miner.add("gamma three left");

    assertThat(miner.templates()).extracting(MinedTemplate::id).containsExactly(2, 3);
  }

  @Test
  void aDamagedStateIsRefused() {
    var miner = new Drain3Miner();
    miner.add("alpha one up");
    miner.add("beta two down");
    byte[] state = miner.state();
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= 0x41;
      assertRefused(damaged);
      assertRefused(java.util.Arrays.copyOf(state, i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void aForgedStateIsRefusedOrHarmless(long seed) {
    var random = new Random(seed);
    for (var engine : Drain3Options.Engine.values()) {
      var options = Drain3Options.builder().engine(engine).maxClusters(8).build();
      var miner = new Drain3Miner(options);
      for (int i = 0; i < 60; i++) {
        miner.add(line(random));
      }
      byte[] state = miner.state();
      for (int i = 0; i < 2_000; i++) {
        byte[] forged = state.clone();
        for (int k = 0; k <= random.nextInt(3); k++) {
          forged[10 + random.nextInt(forged.length - 14)] = (byte) random.nextInt(256);
        }
        var crc = new CRC32C();
        crc.update(forged, 0, forged.length - 4);
        ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) crc.getValue());
        try {
          var restored = Drain3Miner.restore(options, forged);
          restored.add(line(random));
        } catch (InvalidStateException e) {
          assertThat(e).hasMessageContaining("state");
        }
      }
    }
  }

  @Test
  void aStateOfOtherParametersIsRefused() {
    byte[] state = new Drain3Miner().state();

    assertThatThrownBy(() -> Drain3Miner.restore(Drain3Options.builder().depth(5).build(), state))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void linesOfAMegabyteStayWithinTheBounds() {
    var options =
        Drain3Options.builder().maxLineChars(100_000).maxTokens(1_000).maxBytes(1 << 20).build();
    var miner = new Drain3Miner(options);
    for (int i = 0; i < 200; i++) {
      miner.assign((letters(i) + " ").repeat(1 << 18));
      miner.assign(letters(i).repeat(1 << 18));
      miner.assign(" ".repeat(1 << 20));
    }

    assertThat(miner.size()).isLessThan(30);
    assertThat(miner.templates()).allMatch(t -> t.text().length() <= 100_000);
  }

  @Test
  void aRegexThatBacktracksWithoutEndIsGivenUp() {
    var miner = new Drain3Miner(Drain3Options.builder().mask("(a+)+$", "A").build());
    String line = "a".repeat(5_000) + "b";

    assertThat(miner.mask(line)).isEqualTo(line);
    assertThat(miner.masksGivenUp()).isEqualTo(1);
  }

  @Test
  void masksComeInOrderAndParametersKeepTheirNames() {
    var options =
        Drain3Options.builder()
            .mask("\\b\\d+\\.\\d+\\b", "LOAD")
            .mask("(?P<n>\\b\\d+\\b)", "NUM")
            .build();
    var miner = new Drain3Miner(options);
    String line = "core 7 has load 3.25 since 19";

    MinedLine mined = miner.add(line);

    assertThat(mined.template().text()).isEqualTo("core <NUM> has load <LOAD> since <NUM>");
    assertThat(miner.extract(mined.template().text(), line, true))
        .hasValue(
            List.of(
                new MinedParameter("7", "NUM"),
                new MinedParameter("3.25", "LOAD"),
                new MinedParameter("19", "NUM")));
    assertThat(miner.extract("core <LOAD> has load <NUM> since <NUM>", line, true)).isEmpty();
    assertThat(miner.extract("core <LOAD> has load <NUM> since <NUM>", line, false)).isPresent();
  }

  @Test
  void builtInMasksCanStandInForRegularExpressions() {
    var miner = new Drain3Miner(Drain3Options.builder().builtInMasks(true).build());

    MinedLine mined = miner.add("fan 7 at 10.1.2.3 spins");

    assertThat(mined.template().text()).isEqualTo("fan <NUM> at <IP> spins");
    assertThat(miner.mask("fan 7 at 10.1.2.3 spins")).isEqualTo("fan <NUM> at <IP> spins");
    assertThat(miner.extract(mined.template().text(), "fan 7 at 10.1.2.3 spins", true))
        .hasValue(List.of(new MinedParameter("7", "NUM"), new MinedParameter("10.1.2.3", "IP")));
  }

  @Test
  void matchingLearnsNothingAndMayLookEverywhere() {
    var miner = new Drain3Miner();
    miner.add("red lamp on");
    miner.add("red lamp off");
    byte[] before = miner.state();

    assertThat(miner.match("red lamp dim", SearchStrategy.NEVER)).isPresent();
    assertThat(miner.match("red lamps dim", SearchStrategy.ALWAYS)).isEmpty();
    assertThat(miner.match("never seen", SearchStrategy.FALLBACK)).isEmpty();
    assertThat(miner.state()).isEqualTo(before);
    assertThatThrownBy(() -> SearchStrategy.named("sometimes"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void jaccardJoinsLinesOfDifferentLength() {
    var options = Drain3Options.builder().engine(Drain3Options.Engine.JACCARD).build();
    var miner = new Drain3Miner(options);
    miner.add("job finished after long wait in queue");

    assertThat(miner.add("job finished after wait in queue").clusterId()).isEqualTo(1);
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Drain3Options.builder().depth(2).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("depth");
    assertThatThrownBy(() -> Drain3Options.builder().maxClusters(0).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Drain3Miner(Drain3Options.builder().mask("(", "X").build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(byte[] state) {
    assertThatThrownBy(() -> Drain3Miner.restore(Drain3Options.defaults(), state))
        .isInstanceOf(InvalidStateException.class);
  }

  private static int nodes(TreeNode node) {
    int n = 1;
    for (TreeNode child : node.inOrder()) {
      n += nodes(child);
    }
    return n;
  }

  private static String letters(int i) {
    StringBuilder out = new StringBuilder();
    for (int rest = i; rest > 0 || out.length() == 0; rest /= 20) {
      out.append((char) ('a' + rest % 20));
    }
    return out.toString();
  }

  private static String line(Random random) {
    List<String> tokens = new ArrayList<>();
    int n = 1 + random.nextInt(6);
    for (int i = 0; i < n; i++) {
      int kind = random.nextInt(10);
      int variety = i == 0 ? 6 : 3 + 40 * (kind % 2);
      String word = letters(random.nextInt(variety));
      tokens.add(kind == 0 ? "<*>" : kind == 1 ? word + random.nextInt(50) : word);
    }
    return String.join(" ", tokens);
  }
}
