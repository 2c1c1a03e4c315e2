package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What later lines make of the templates of earlier ones. */
class TemplateChangesTest {
  private static final List<String> EARLIER =
      List.of("open door amber of hall", "open door birch of hall", "open door cedar of hall");

  private static Set<Integer> add(TemplateMiner miner, List<String> lines) {
    Set<Integer> numbers = new HashSet<>();
    lines.forEach(line -> numbers.add(miner.add(line, 0)));
    return numbers;
  }

  @Test
  void nothingChangesWhenLaterLinesAreOfOtherTemplates() {
    TemplateMiner miner = new TemplateMiner();
    Set<Integer> earlier = add(miner, EARLIER);
    add(miner, List.of("lights went out", "open door amber of hall"));

    assertThat(miner.changesSince(earlier::contains)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void eachTemplateThatBecamePartOfAWiderOneIsNamedInWhateverOrderLinesCame(int seed) {
    List<String> lines = new ArrayList<>(EARLIER);
    lines.add("open door maple of hall");
    Collections.shuffle(lines, new Random(seed));
    TemplateMiner miner = new TemplateMiner();
    Set<Integer> earlier = new HashSet<>();
    for (String line : lines) {
      int number = miner.add(line, 0);
      miner.templates();
      if (EARLIER.contains(line)) {
        earlier.add(number);
      }
    }

    List<TemplateChange> changes = miner.changesSince(earlier::contains);

    assertThat(changes)
        .extracting(TemplateChange::before)
        .containsExactlyInAnyOrderElementsOf(EARLIER);
    assertThat(changes).extracting(TemplateChange::after).containsOnly("open door <*> of hall");
    assertThat(changes)
        .allSatisfy(each -> assertThat(each.into()).isEqualTo(miner.current(each.number())));
  }
}
