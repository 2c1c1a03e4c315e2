package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link TopologySource} must hold. Extend it to test yours. */
public abstract class TopologySourceContract {
  /** For subclasses. */
  protected TopologySourceContract() {}

  /** {@return a source that knows something} */
  protected abstract TopologySource newSource();

  /** {@return an instant as of which it knows something} */
  protected abstract Instant known();

  /** It answers, also where it knows nothing. */
  @Test
  public void alwaysAnswers() {
    TopologySource source = newSource();
    assertThat(source.asOf(known()).components()).isNotEmpty();
    assertThat(source.asOf(Instant.EPOCH)).isNotNull();
  }

  /** The past does not change, whatever was asked in between. */
  @Test
  public void answersTheSameForTheSameInstant() {
    TopologySource source = newSource();
    List<String> first = edges(source.asOf(known()));
    source.asOf(known().plus(Duration.ofDays(1)));
    source.asOf(known().minus(Duration.ofDays(1)));
    assertThat(edges(source.asOf(known()))).isEqualTo(first);
  }

  /** Both ends of each dependency are components. */
  @Test
  public void everyDependencyIsBetweenComponents() {
    Topology topology = newSource().asOf(known());
    for (Component component : topology.components()) {
      for (Relation relation : Relation.values()) {
        assertThat(topology.components()).containsAll(topology.from(component, relation));
        assertThat(topology.components()).containsAll(topology.to(component, relation));
      }
    }
  }

  /** Nothing is a piece of itself, or runs on itself, by whatever detour. */
  @Test
  public void nothingContainsItself() {
    Topology topology = newSource().asOf(known());
    for (Component component : topology.components()) {
      for (Component below : topology.foundations(component)) {
        assertThat(topology.from(below, Relation.PART_OF)).doesNotContain(component);
        assertThat(topology.from(below, Relation.RUNS_ON)).doesNotContain(component);
      }
    }
  }

  private static List<String> edges(Topology topology) {
    List<String> edges = new ArrayList<>();
    for (Component component : topology.components()) {
      edges.add(component + " " + topology.traits(component));
      for (Relation relation : Relation.values()) {
        topology
            .from(component, relation)
            .forEach(to -> edges.add(component + " " + relation + " " + to));
      }
    }
    return edges;
  }
}
