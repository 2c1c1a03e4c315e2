package io.aiops4j.agents.localize;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What evidence says of one component.
 *
 * @param component who is suspected
 * @param strengths strongest evidence by fault type, above 0; after weighing resource against
 *     network, so a value may exceed {@link Evidence#MAX_STRENGTH}
 * @param total the suspicion, at least 0, in the unit of {@link Evidence#strength()}
 * @param evidence all evidence about the component, strongest first
 * @param explainedBy what it runs on or is part of and explains it; empty if nothing does
 */
public record Suspect(
    Component component,
    Map<FaultType, Double> strengths,
    double total,
    List<Evidence> evidence,
    List<Component> explainedBy) {
  /** Most suspicious first; ties by component, so that every ranking is the same each time. */
  public static final Comparator<Suspect> BY_TOTAL =
      Comparator.comparingDouble(Suspect::total).reversed().thenComparing(Suspect::component);

  /** Below this total a finding is called weak: healthy minutes reach it (measured on Nezha). */
  public static final double WEAK = 3;

  /** Copies the parts. */
  public Suspect {
    requireNonNull(component, "component");
    Map<FaultType, Double> copy = new EnumMap<>(FaultType.class);
    copy.putAll(strengths);
    strengths = Collections.unmodifiableMap(copy);
    evidence = List.copyOf(evidence);
    explainedBy = List.copyOf(explainedBy);
  }

  /** {@return whether the suspicion is no stronger than what healthy times show} */
  public boolean isWeak() {
    return total < WEAK;
  }

  /** {@return the fault types evidence speaks for, strongest first; never empty} */
  public List<FaultType> faultTypes() {
    List<FaultType> types =
        strengths.entrySet().stream()
            .sorted(
                Map.Entry.<FaultType, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    return types.isEmpty() ? List.of(FaultType.UNKNOWN) : types;
  }

  /**
   * {@return the ids of the strongest evidence for a fault type, and of what supports it}
   *
   * @param type one fault type
   */
  public List<String> citations(FaultType type) {
    List<String> speaking =
        evidence.stream()
            .filter(item -> item.speaksFor() == type || supports(item, type))
            .limit(4)
            .map(Evidence::id)
            .toList();
    return speaking.isEmpty() ? evidence.stream().limit(2).map(Evidence::id).toList() : speaking;
  }

  /**
   * {@return whether evidence that speaks for no type supports this one}
   *
   * @param item any evidence
   * @param type one fault type
   */
  static boolean supports(Evidence item, FaultType type) {
    return type.wireName().equals(item.attributes().get("supports"));
  }
}
