/** A simulated fleet, contracts and fakes. */
module io.aiops4j.testkit {
  requires static transitive org.jspecify;
  requires transitive io.aiops4j.api;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires org.slf4j;

  exports io.aiops4j.testkit.assertions;
  exports io.aiops4j.testkit.contract;
  exports io.aiops4j.testkit.faults;
  exports io.aiops4j.testkit.junit;
  exports io.aiops4j.testkit.model;
  exports io.aiops4j.testkit.outcome;
  exports io.aiops4j.testkit.policy;
  exports io.aiops4j.testkit.safety;
  exports io.aiops4j.testkit.sim;
  exports io.aiops4j.testkit.telemetry;
  exports io.aiops4j.testkit.time;
}
