package io.aiops4j.compaction.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowStateTest {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  @Test
  void goesOnInAWindowOfTheSameContentThatWasBuiltElsewhere() {
    byte[] state =
        WindowState.writer("sample", 1, window(0, topology("a", "b"))).count(7).toBytes();
    StateReader reader = WindowState.reader(state, "sample", 1, window(0, topology("b", "a")));
    assertThat(reader.count()).isEqualTo(7);
    reader.end();
  }

  @Test
  void refusesAnotherRangeOrTopology() {
    byte[] state = WindowState.writer("sample", 1, window(0, topology("a", "b"))).toBytes();
    for (CompactionWindow other :
        List.of(window(1, topology("a", "b")), window(0, topology("a")), window(0, empty()))) {
      assertThatThrownBy(() -> WindowState.reader(state, "sample", 1, other))
          .isInstanceOf(InvalidStateException.class)
          .hasMessageContaining("another window");
    }
  }

  @Test
  void namesThatReadAlikeAreOtherTopologies() {
    Component one = new Component(ComponentKind.POD, "a", "b/c", "");
    Component other = new Component(ComponentKind.POD, "a/b", "c", "");
    assertThat(one).hasToString(other.toString());
    byte[] state = WindowState.writer("sample", 1, window(0, only(one))).toBytes();
    assertThatThrownBy(() -> WindowState.reader(state, "sample", 1, window(0, only(other))))
        .isInstanceOf(InvalidStateException.class);
  }

  @Test
  void callsWindowsTheSameByContent() {
    assertThat(WindowState.same(window(0, topology("a", "b")), window(0, topology("b", "a"))))
        .isTrue();
    assertThat(WindowState.same(window(0, topology("a")), window(0, empty()))).isFalse();
    assertThat(WindowState.same(window(0, empty()), window(1, empty()))).isFalse();
  }

  private static CompactionWindow window(int secondsLater, Topology topology) {
    Instant onset = START.plusSeconds(600 + secondsLater);
    return new CompactionWindow(
        List.of(new TimeRange(START, onset)),
        new TimeRange(onset, onset.plusSeconds(60)),
        onset.plusSeconds(60),
        topology);
  }

  private static Topology only(Component component) {
    return Topology.builder().edge(component, Relation.PART_OF, Component.service("cart")).build();
  }

  private static Topology empty() {
    return Topology.empty();
  }

  private static Topology topology(String... pods) {
    Topology.Builder topology = Topology.builder();
    Component service = Component.service("cart");
    for (String pod : pods) {
      topology.edge(Component.of(ComponentKind.POD, pod), Relation.PART_OF, service);
    }
    return topology.build();
  }
}
