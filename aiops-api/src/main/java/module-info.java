/** The words, the sockets and the safety kernel of aiops4j. */
module io.aiops4j.api {
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.aiops4j.api;
  exports io.aiops4j.api.action;
  exports io.aiops4j.api.agent;
  exports io.aiops4j.api.compaction;
  exports io.aiops4j.api.incident;
  exports io.aiops4j.api.journal;
  exports io.aiops4j.api.llm;
  exports io.aiops4j.api.recovery;
  exports io.aiops4j.api.safety;
  exports io.aiops4j.api.signal;
  exports io.aiops4j.api.telemetry;
  exports io.aiops4j.api.topology;
}
