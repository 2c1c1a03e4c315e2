package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.List;

/** What is wrong, where, and whether that is shown or only thought. */
public sealed interface Diagnosis {
  /** {@return the failing system} */
  Component system();

  /** {@return what sort of fault} */
  FaultType faultType();

  /** {@return the incident class, such as {@code gpu-thermal-throttle}; empty if none fits} */
  String incidentClass();

  /** {@return one sentence for a person} */
  String statement();

  /** {@return what it cites; empty for a hypothesis} */
  List<String> evidenceIds();

  /** {@return what tells this diagnosis from others: system, fault type and class} */
  default String key() {
    return system() + "|" + faultType().wireName() + "|" + incidentClass();
  }

  /**
   * A diagnosis that cites evidence.
   *
   * @param system the failing system
   * @param faultType what sort of fault
   * @param incidentClass such as {@code gpu-thermal-throttle}; empty if none fits
   * @param statement one sentence for a person
   * @param evidenceIds at least one
   */
  record Finding(
      Component system,
      FaultType faultType,
      String incidentClass,
      String statement,
      List<String> evidenceIds)
      implements Diagnosis {
    /** Checks that something is cited. */
    public Finding {
      requireNonNull(system, "system");
      requireNonNull(faultType, "faultType");
      requireNonNull(incidentClass, "incidentClass");
      requireNonNull(statement, "statement");
      evidenceIds = List.copyOf(evidenceIds);
      if (evidenceIds.isEmpty()) {
        throw new IllegalArgumentException(
            "A finding about " + system + " cites no evidence; make it a Hypothesis");
      }
    }

    /** {@return the same claim without the evidence} */
    public Hypothesis asHypothesis() {
      return new Hypothesis(system, faultType, incidentClass, statement);
    }
  }

  /**
   * A diagnosis that cites nothing. Nothing is done on it alone.
   *
   * @param system the system thought to fail
   * @param faultType what sort of fault
   * @param incidentClass such as {@code gpu-thermal-throttle}; empty if none fits
   * @param statement one sentence for a person
   */
  record Hypothesis(Component system, FaultType faultType, String incidentClass, String statement)
      implements Diagnosis {
    /** Checks the parts. */
    public Hypothesis {
      requireNonNull(system, "system");
      requireNonNull(faultType, "faultType");
      requireNonNull(incidentClass, "incidentClass");
      requireNonNull(statement, "statement");
    }

    @Override
    public List<String> evidenceIds() {
      return List.of();
    }
  }
}
