package io.aiops4j.policies;

import io.aiops4j.agents.StandardAgents;
import io.aiops4j.agents.confirm.HoldVerifier;
import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.agents.mitigate.Runbooks;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The loop of a platform team, with the policies that a test gives it. */
final class Loops {
  private Loops() {}

  static IncidentLoop over(
      SimCluster fleet, List<GuardrailPolicy> policies, ApprovalDesk desk, ActuatorMode mode) {
    return over(fleet, policies, desk, mode, new InMemoryJournal());
  }

  static IncidentLoop over(
      SimCluster fleet,
      List<GuardrailPolicy> policies,
      ApprovalDesk desk,
      ActuatorMode mode,
      IncidentJournal journal) {
    Compactor compactor = Compactors.standard();
    ActionGate gate =
        ActionGate.builder(
                journal,
                fleet.topologySource(),
                FreshLook.through(
                    fleet.source(),
                    compactor,
                    fleet.topologySource(),
                    Duration.ofHours(1),
                    Duration.ofMinutes(5)),
                policies)
            .autonomy(AutonomyLadder.fixed(AutonomyLevel.AUTO))
            .approvals(desk)
            .clock(fleet.clock())
            .build();
    return LoopEngine.builder(
            fleet.source(),
            compactor,
            StandardAgents.with(Runbooks.gpuFleet()),
            HoldVerifier.builder(new StandardSignalEvaluator()).build(),
            gate,
            journal)
        .topology(fleet.topologySource())
        .reviewers(StandardAgents.reviewers())
        .actuators(List.of(fleet.actuator(mode)))
        .clock(fleet.clock())
        .build();
  }

  static Trigger slowJob(SimCluster fleet) {
    Component job = SimCluster.job("llm-7b");
    return new Trigger(
        "alertmanager",
        job + "/slo",
        fleet.now(),
        new TreeSet<>(Set.of(job)),
        "the job trains too slowly",
        TrustClass.CONTROL_PLANE);
  }
}
