package io.aiops4j.policies;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.Rollback;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.policy.Domain;
import io.aiops4j.testkit.policy.Past;
import io.aiops4j.testkit.policy.Situation;
import io.aiops4j.testkit.policy.Witness;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the standard policies are asked: both sides of each of their thresholds. */
final class StandardDomain {
  /** An action of a user's own, on a kind that no action of the catalogue applies to. */
  static final ActionType REPLACE_SWITCH =
      ActionType.of(
          "replace-switch", Rollback.NONE, "", Duration.ofMinutes(10), ComponentKind.SWITCH);

  private static final Witness PEERS =
      new Witness(Modality.METRICS, "metric.peer", TrustClass.NODE_AGENT);

  private StandardDomain() {}

  static Domain make() {
    Topology fleet = fleet();
    return Domain.builder()
        .common(situation -> situation.topology(fleet))
        .vary("action", actions(), Situation.Builder::action)
        .vary("target", targets())
        .vary("targets", List.of(1, 2, 3), Situation.Builder::targets)
        .vary("witnesses", witnesses())
        .vary("past", pasts())
        .build();
  }

  /** Twenty nodes, each under a switch of its own, so that a share of either can be told. */
  private static Topology fleet() {
    Topology.Builder fleet = Topology.builder();
    Component job = Component.of(ComponentKind.JOB, "training");
    Component service = Component.service("ranker");
    for (int i = 1; i <= 20; i++) {
      Component node = SimCluster.node(i);
      Component gpu = SimCluster.gpu(i, 0);
      Component nic = SimCluster.nic(i, 0);
      Component pod = new Component(ComponentKind.POD, "serving", "ranker-" + i, "uid-" + i);
      fleet
          .edge(gpu, Relation.PART_OF, node)
          .edge(nic, Relation.PART_OF, node)
          .edge(nic, Relation.RUNS_ON, Component.of(ComponentKind.SWITCH, "leaf-" + i))
          .edge(i <= 2 ? job : pod, Relation.RUNS_ON, gpu)
          .edge(pod, Relation.PART_OF, service);
    }
    return fleet.build();
  }

  private static List<ActionType> actions() {
    List<ActionType> actions = new ArrayList<>(ActionCatalogue.standard().types().values());
    actions.add(REPLACE_SWITCH);
    return actions;
  }

  private static Map<String, Consumer<Situation.Builder>> targets() {
    Map<String, Consumer<Situation.Builder>> targets = new LinkedHashMap<>();
    targets.put("plain", situation -> {});
    targets.put("protected", situation -> situation.traits("protected"));
    targets.put("gone", situation -> situation.known(false));
    return targets;
  }

  private static Map<String, Consumer<Situation.Builder>> witnesses() {
    Map<String, Consumer<Situation.Builder>> witnesses = new LinkedHashMap<>();
    witnesses.put("two", situation -> situation.witnesses(Witness.METRIC, Witness.KERNEL_LOG));
    witnesses.put("two kinds", situation -> situation.witnesses(Witness.METRIC, PEERS));
    witnesses.put("one twice", situation -> situation.witnesses(Witness.METRIC, Witness.METRIC));
    witnesses.put(
        "one and hearsay", situation -> situation.witnesses(Witness.METRIC, Witness.WORKLOAD_LOG));
    witnesses.put(
        "one and a change", situation -> situation.witnesses(Witness.METRIC, Witness.CHANGE));
    witnesses.put("none", situation -> situation.witnesses());
    return witnesses;
  }

  private static Map<String, Consumer<Situation.Builder>> pasts() {
    Map<String, Consumer<Situation.Builder>> pasts = new LinkedHashMap<>();
    put(pasts, "nothing");
    put(pasts, "4 min ago", Past.times(1).ago(Duration.ofMinutes(4)));
    put(pasts, "6 min ago", Past.times(1).ago(Duration.ofMinutes(6)));
    put(pasts, "11 min ago", Past.times(1).ago(Duration.ofMinutes(11)));
    put(pasts, "refused 1 min ago", Past.times(1).refused());
    put(pasts, "open", Past.times(1).ago(Duration.ofHours(1)).open());
    put(pasts, "open elsewhere", Past.times(1).toOthers().open());
    put(pasts, "2x today", Past.times(2).ago(Duration.ofHours(1)));
    put(pasts, "3x today", Past.times(3).ago(Duration.ofHours(1)));
    put(pasts, "3x 18 h ago", Past.times(3).ago(Duration.ofHours(18)));
    put(pasts, "3x 30 h ago", Past.times(3).ago(Duration.ofHours(30)));
    put(pasts, "1x useless", Past.times(1).ago(Duration.ofHours(1)).useless());
    put(pasts, "2x useless", Past.times(2).ago(Duration.ofHours(1)).useless());
    put(pasts, "2x useless 18 h ago", Past.times(2).ago(Duration.ofHours(18)).useless());
    put(pasts, "2x useless 30 h ago", Past.times(2).ago(Duration.ofHours(30)).useless());
    put(
        pasts,
        "helpful then useless",
        Past.times(1).ago(Duration.ofHours(4)).helpful(),
        Past.times(1).ago(Duration.ofHours(3)).useless());
    put(pasts, "4 incidents this week", Past.times(4).ago(Duration.ofDays(5)));
    put(pasts, "5 incidents this week", Past.times(5).ago(Duration.ofDays(5)));
    put(pasts, "5 incidents last week", Past.times(5).ago(Duration.ofDays(10)));
    put(pasts, "3 others this hour", Past.times(3).toOthers().ago(Duration.ofMinutes(30)));
    put(pasts, "4 others this hour", Past.times(4).toOthers().ago(Duration.ofMinutes(30)));
    put(pasts, "4 others last hour", Past.times(4).toOthers().ago(Duration.ofMinutes(90)));
    put(pasts, "4 attempts", Past.times(4).inThisIncident().ago(Duration.ofDays(2)).helpful());
    put(pasts, "5 attempts", Past.times(5).inThisIncident().ago(Duration.ofDays(2)).helpful());
    return pasts;
  }

  private static void put(
      Map<String, Consumer<Situation.Builder>> pasts, String name, Past... past) {
    pasts.put(name, situation -> List.of(past).forEach(situation::past));
  }
}
