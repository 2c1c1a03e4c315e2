/** The words, the sockets and the safety kernel of aiops4j. */
module io.aiops4j.api {
  requires static transitive org.jspecify;
  requires org.slf4j;
}
