/** Guardrail policies, approvals and the autonomy ladder. */
module io.aiops4j.guardrails {
  requires static transitive org.jspecify;
  requires transitive io.aiops4j.api;
  requires org.slf4j;
  requires com.fasterxml.jackson.core;

  exports io.aiops4j.guardrails;
}
