package io.aiops4j.compaction.logs;

import io.aiops4j.api.compaction.FaultType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the error codes of NVIDIA's driver (Xid) mean, for the codes that a fleet acts on.
 *
 * <p>Facts after NVIDIA's Xid catalogue [1], in our own words and grouped into incident classes.
 * Operators disagree about several codes: a caller may bring signatures of its own instead.
 *
 * <p>[1] docs.nvidia.com/deploy/xid-errors.
 */
public final class Xids {
  /**
   * The meaning of a code.
   *
   * @param code the number in the line
   * @param incidentClass the class of incident
   * @param speaksFor the sort of fault
   * @param strength how far beyond chance one such line is, in the unit of evidence
   * @param meaning in a few words
   */
  public record Meaning(
      int code, String incidentClass, FaultType speaksFor, double strength, String meaning) {}

  /** Device faults: nothing a program does writes these, and a fleet sees one a day at most. */
  private static final double DEVICE = 12;

  /** Faults of a program show as device errors too; the device is rarely to blame. */
  private static final double PROGRAM = 8;

  /** An echo: says that work was torn down, not why. */
  private static final double ECHO = 3;

  private static final SortedMap<Integer, Meaning> MEANINGS = meanings();

  private Xids() {}

  /**
   * {@return what a code means, if it is in the table}
   *
   * @param code the number in the line, or the value of the gauge of the last code
   */
  public static Optional<Meaning> of(int code) {
    return Optional.ofNullable(MEANINGS.get(code));
  }

  /** The table, sorted by code. */
  static SortedMap<Integer, Meaning> all() {
    return MEANINGS;
  }

  private static SortedMap<Integer, Meaning> meanings() {
    TreeMap<Integer, Meaning> all = new TreeMap<>();
    program(all, 13, "a kernel of a program raised an exception");
    program(all, 31, "a program touched memory that is not its own");
    program(all, 43, "a channel of a program stopped");
    device(all, 48, "gpu-ecc-uncorrectable", "a double-bit error that could not be corrected");
    device(all, 63, "gpu-row-remap", "a row of memory is to be remapped at the next reset");
    device(all, 64, "gpu-row-remap", "remapping a row of memory failed");
    device(all, 74, "nvlink-gpu-link-error", "an NVLink link failed");
    device(all, 79, "gpu-fallen-off-bus", "the device is no longer on the bus");
    device(all, 94, "gpu-ecc-uncorrectable", "a memory error was contained to its program");
    device(all, 95, "gpu-ecc-uncorrectable", "a memory error could not be contained");
    device(all, 119, "gsp-timeout", "the processor that manages the device does not answer");
    put(
        all,
        45,
        "gpu-secondary",
        FaultType.UNKNOWN,
        ECHO,
        "channels torn down after another error");
    return Collections.unmodifiableSortedMap(all);
  }

  private static void device(Map<Integer, Meaning> all, int code, String name, String meaning) {
    put(all, code, name, FaultType.HARDWARE, DEVICE, meaning);
  }

  private static void program(Map<Integer, Meaning> all, int code, String meaning) {
    put(all, code, "gpu-app-fault", FaultType.CODE_IMAGE, PROGRAM, meaning);
  }

  private static void put(
      Map<Integer, Meaning> all,
      int code,
      String name,
      FaultType type,
      double strength,
      String meaning) {
    all.put(code, new Meaning(code, name, type, strength, meaning));
  }
}
