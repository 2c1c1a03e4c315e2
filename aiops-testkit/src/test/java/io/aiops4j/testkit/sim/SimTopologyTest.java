package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.TopologySource;
import io.aiops4j.testkit.contract.TopologySourceContract;
import java.time.Duration;
import java.time.Instant;

class SimTopologyTest extends TopologySourceContract {
  @Override
  protected TopologySource newSource() {
    SimCluster cluster = SimCluster.builder().build();
    cluster.advance(Duration.ofMinutes(10));
    return cluster.topologySource();
  }

  @Override
  protected Instant known() {
    return SimCluster.builder().build().start().plusSeconds(300);
  }
}
