package io.aiops4j.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettingsTest {
  /** With settings that have no order of their own. */
  private record Listed(Set<String> names, Map<String, Integer> limits) implements GuardrailPolicy {
    @Override
    public String id() {
      return "listed";
    }

    @Override
    public Decision judge(PolicyContext context) {
      return Rules.allow();
    }
  }

  @Test
  void theOrderInWhichASetOrMapWasFilledDoesNotMatter() {
    assertThat(changes(List.of("b", "a", "c"))).isEqualTo(changes(List.of("c", "b", "a")));
    assertThat(changes(List.of("b", "a")))
        .containsExactly(
            "names without a",
            "names without b",
            "limits without a",
            "limits a -> *",
            "limits a 1 -> 0",
            "limits a 1 -> 2",
            "limits without b",
            "limits b -> *",
            "limits b 1 -> 0",
            "limits b 1 -> 2");
  }

  @Test
  void aSortedSetOrMapKeepsItsOwnOrder() {
    Set<String> names = new TreeSet<>(List.of("a", "b")).descendingSet();
    Map<String, Integer> limits = new TreeMap<>(Map.of("a", 1, "b", 1)).descendingMap();

    assertThat(changes(new Listed(names, limits)))
        .startsWith("names without b", "names without a", "limits without b");
  }

  private static List<String> changes(List<String> names) {
    Map<String, Integer> limits = new LinkedHashMap<>();
    names.forEach(name -> limits.put(name, 1));
    return changes(new Listed(new LinkedHashSet<>(names), limits));
  }

  private static List<String> changes(Listed policy) {
    return Settings.changes(policy).stream().map(Settings.Change::what).toList();
  }
}
