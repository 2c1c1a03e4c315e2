package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TopologySourceContractTest extends TopologySourceContract {
  private static final SimCluster FLEET = SimCluster.builder().build();

  @Override
  protected TopologySource newSource() {
    FLEET.advance(Duration.ofMinutes(1));
    return FLEET.topologySource();
  }

  @Override
  protected Instant known() {
    return FLEET.start().plusSeconds(30);
  }

  @Test
  void rejectsASourceWhosePastChanges() {
    int[] asked = new int[1];
    assertRejects(
        of(instant -> Topology.builder().component(Component.service("cart-" + asked[0]++)).build())
            ::answersTheSameForTheSameInstant);
  }

  @Test
  void rejectsASourceThatForgetsToKnow() {
    assertRejects(of(instant -> Topology.empty())::alwaysAnswers);
  }

  @Test
  void rejectsAFleetThatContainsItself() {
    Topology loop =
        Topology.builder()
            .edge(SimCluster.gpu(1, 0), Relation.PART_OF, SimCluster.node(1))
            .edge(SimCluster.node(1), Relation.RUNS_ON, SimCluster.gpu(1, 0))
            .build();
    assertRejects(of(TopologySource.fixed(loop))::nothingContainsItself);
  }

  private static TopologySourceContract of(TopologySource source) {
    return new TopologySourceContract() {
      @Override
      protected TopologySource newSource() {
        return source;
      }

      @Override
      protected Instant known() {
        return SafetyFixtures.NOON;
      }
    };
  }
}
