package io.aiops4j.evaluation.simulated;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Who answers an incident: a loop or a bot. Lets virtual time pass and acts on the fleet. */
@FunctionalInterface
interface Responder {
  /**
   * {@return what it says and did}
   *
   * @param scene at the instant of the onset
   */
  Answer respond(Scene scene);

  /**
   * What a responder says; what is true is read from the fleet afterwards.
   *
   * @param terminalState how it ended
   * @param detectedAt when it was sure that something is wrong; empty if it never was
   * @param component the component it points at; empty if none
   * @param system the failing system it names; empty if none
   * @param faultType the sort of fault it names; empty if none
   * @param actions what it did, in order
   * @param resolvedAt when it said that telemetry confirms recovery; empty if it never did
   * @param authorised what was permitted before it began: action and target by key
   */
  record Answer(
      String terminalState,
      Optional<Instant> detectedAt,
      String component,
      String system,
      String faultType,
      List<String> actions,
      Optional<Instant> resolvedAt,
      SortedMap<String, String> authorised) {}
}
