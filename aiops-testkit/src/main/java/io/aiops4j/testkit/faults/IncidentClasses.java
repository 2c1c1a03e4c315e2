package io.aiops4j.testkit.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The classes of incidents that come with the testkit. */
public final class IncidentClasses {
  private static final List<IncidentClass> ALL = collect();

  private IncidentClasses() {}

  private static List<IncidentClass> collect() {
    List<IncidentClass> all = new ArrayList<>(FirstFaults.classes());
    all.addAll(InterconnectFaults.classes());
    all.addAll(MemoryFaults.classes());
    all.addAll(DeviceFaults.classes());
    all.addAll(ProgramFaults.classes());
    all.addAll(SlowFaults.classes());
    all.addAll(DriverNotes.classes());
    all.addAll(ClusterFaults.classes());
    all.addAll(ServiceFaults.classes());
    all.sort(Comparator.comparing(IncidentClass::id));
    return List.copyOf(all);
  }

  /** {@return all of them, by id} */
  public static List<IncidentClass> all() {
    return ALL;
  }

  /**
   * {@return one of them}
   *
   * @param id such as {@code gpu-thermal-throttle}
   */
  public static IncidentClass of(String id) {
    return ALL.stream()
        .filter(known -> known.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no incident class '"
                        + id
                        + "'; choose one of "
                        + ALL.stream().map(IncidentClass::id).toList()));
  }

  /**
   * {@return a class, each as likely as the other}
   *
   * @param seed decides which
   */
  public static IncidentClass drawn(long seed) {
    return ALL.get((int) Math.floorMod(Draws.mix(seed, "class"), (long) ALL.size()));
  }

  /**
   * {@return a class, as likely as it is published to happen; those without a published rate never}
   *
   * @param seed decides which
   */
  public static IncidentClass drawnByRate(long seed) {
    double total = ALL.stream().mapToDouble(IncidentClass::perMillionGpuHours).sum();
    double rest = total * Draws.uniform(seed, "class by rate");
    for (IncidentClass known : ALL) {
      rest -= known.perMillionGpuHours();
      if (rest < 0) {
        return known;
      }
    }
    return ALL.get(ALL.size() - 1);
  }
}
