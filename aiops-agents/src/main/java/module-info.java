/** The loop engine, the task agents, the reviewers, the verifier and the journals. */
module io.aiops4j.agents {
  requires transitive io.aiops4j.api;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.aiops4j.agents;
  exports io.aiops4j.agents.confirm;
  exports io.aiops4j.agents.detect;
  exports io.aiops4j.agents.diagnose;
  exports io.aiops4j.agents.journal;
  exports io.aiops4j.agents.localize;
  exports io.aiops4j.agents.loop;
  exports io.aiops4j.agents.mitigate;
  exports io.aiops4j.agents.report;
  exports io.aiops4j.agents.review;
}
