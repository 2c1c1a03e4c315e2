package io.aiops4j.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code aiops run} plays. */
enum Scenario {
  GPU_THERMAL_THROTTLE("a GPU overheats and its job slows down; the node is drained"),
  GPU_ECC_UNCORRECTABLE("a GPU's memory fails for good; the GPU is reset"),
  BAD_ROLLOUT("a new revision of a service fails requests; it is rolled back"),
  NCCL_COLLECTIVE_TIMEOUT("a flapping link hangs a training job; the link is isolated"),
  LYING_ACTUATOR("the actuator says that it drained the node and did nothing"),
  SUGGEST_MODE("the loop only suggests; a person acts and reports it");

  private final String story;

  Scenario(String story) {
    this.story = story;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String story() {
    return story;
  }

  /** Whether a right loop ends with a confirmed recovery. */
  boolean endsResolved() {
    return this != LYING_ACTUATOR;
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Scenario::id).toList();
  }

  static Scenario of(String id) {
    return Arrays.stream(values())
        .filter(scenario -> scenario.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no scenario '" + id + "'; there are: " + String.join(", ", ids())));
  }
}
