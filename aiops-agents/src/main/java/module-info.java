/** The loop engine, its agents and its journal. */
module io.aiops4j.agents {
  requires static transitive org.jspecify;
  requires transitive io.aiops4j.api;
  requires org.slf4j;
  requires com.fasterxml.jackson.core;

  exports io.aiops4j.agents.confirm;
  exports io.aiops4j.agents.journal;
}
