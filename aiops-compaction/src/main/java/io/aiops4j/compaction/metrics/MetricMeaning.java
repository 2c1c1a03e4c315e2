package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.MetricKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a metric's name says: the sort of fault it speaks for, in which direction, and how its
 * values are to be read where exporters do not say.
 *
 * <p>Names of DCGM's exporter, OpenTelemetry, Kubernetes and Prometheus' node exporter. Latency and
 * throughput are symptoms of anything and speak for nothing. Activity (how busy a device is)
 * follows the work: it shows trouble, but its return is no sign of recovery, since the right remedy
 * may have moved the work away.
 *
 * @param speaksFor the sort of fault
 * @param badWhen in which direction
 * @param kind how to read the values, if the name settles it
 * @param coding what a state code means
 * @param incidentClass the incident class it speaks for; empty if several are possible
 * @param followsWork whether it is activity
 */
record MetricMeaning(
    FaultType speaksFor,
    Direction badWhen,
    Optional<MetricKind> kind,
    Coding coding,
    String incidentClass,
    boolean followsWork) {
  /** In which direction a metric is bad. */
  enum Direction {
    HIGH,
    LOW,
    EITHER
  }

  /** What the values of a state code are. */
  enum Coding {
    /** Opaque numbers. */
    PLAIN,
    /** The driver's last error code. */
    XID,
    /** Bits that say why a clock is not at its highest. */
    CLOCK_EVENTS
  }

  private record Rule(List<String> parts, MetricMeaning meaning) {}

  private static final MetricMeaning UNKNOWN = plain(FaultType.UNKNOWN, Direction.EITHER);

  // In order: the first rule of which a part is in the name decides. Parts are in the form of
  // #normal: lower case, with '_' between words.
  private static final List<Rule> RULES =
      List.of(
          rule(state(Coding.XID), "xid_error"),
          rule(
              state(Coding.CLOCK_EVENTS),
              "clocks_event_reasons",
              "clock_throttle_reasons",
              "clocks_throttle_reasons",
              "clock_event_reasons"),
          rule(
              activity(),
              "power_usage",
              "sm_clock",
              "mem_clock",
              "gpu_util",
              "mem_copy_util",
              "enc_util",
              "dec_util",
              "_active",
              "tx_bytes",
              "rx_bytes",
              "_transmitted_bytes",
              "_received_bytes",
              "nvlink_bandwidth",
              "total_energy"),
          rule(high(FaultType.HARDWARE).named("gpu-ecc-uncorrectable"), "ecc_dbe"),
          rule(high(FaultType.HARDWARE).named("gpu-thermal-throttle"), "gpu_temp"),
          rule(
              high(FaultType.HARDWARE),
              "ecc_sbe",
              "ecc_errors",
              "_remapped_rows",
              "xid_errors_count",
              "hw_errors",
              "pcie_replay"),
          rule(
              high(FaultType.HARDWARE),
              "row_remap",
              "retired",
              "thermal_violation",
              "power_violation",
              "memory_temp",
              "hw_temperature",
              "temperature_celsius",
              "throttle",
              "ecc"),
          rule(low(FaultType.HARDWARE), "pcie_link_width", "pcie_link_gen"),
          rule(
              high(FaultType.NETWORK).named("ib-link-flap"),
              "link_downed",
              "link_down",
              "link_flap"),
          rule(
              high(FaultType.NETWORK),
              "port_error",
              "symbol_error",
              "port_rcv_errors",
              "port_xmit_discards",
              "retrans",
              "network_errors",
              "network_dropped",
              "packet_dropped",
              "network_io_errors",
              "receive_errs",
              "transmit_errs",
              "receive_drop",
              "transmit_drop",
              "crc_error",
              "nvlink_recovery"),
          rule(high(FaultType.NETWORK), "rtt", "round_trip", "packet_loss", "network_latency"),
          rule(
              low(FaultType.NETWORK),
              "link_up",
              "port_state",
              "link_state",
              "carrier",
              "network_up"),
          rule(high(FaultType.CODE_IMAGE), "restart"),
          rule(
              high(FaultType.CODE_IMAGE),
              "error_ratio",
              "error_rate",
              "failure_ratio",
              "request_failure",
              "failed_requests",
              "error_share",
              "requests_failed",
              "request_errors",
              "crash"),
          rule(
              high(FaultType.RESOURCE_EXHAUSTION),
              "queue_length",
              "queue_size",
              "queue_depth",
              "pending",
              "fb_used",
              "memory_usage",
              "memory_utilization",
              "memory_working_set",
              "memory_rss",
              "cpu_usage",
              "cpu_utilization",
              "cpu_time",
              "cpu_load",
              "filesystem_usage",
              "filesystem_utilization",
              "disk_utilization",
              "open_file",
              "oom",
              "cpu_throttling"),
          rule(
              low(FaultType.RESOURCE_EXHAUSTION),
              "fb_free",
              "memory_available",
              "memavailable",
              "filesystem_avail",
              "filesystem_free",
              "memory_free"));

  /** What the name says; unknown if it is in no rule. */
  static MetricMeaning of(String name) {
    String normal = normal(name);
    for (Rule rule : RULES) {
      for (String part : rule.parts()) {
        if (contains(normal, part)) {
          return rule.meaning();
        }
      }
    }
    return UNKNOWN;
  }

  /** The sort of fault that a deviation in that direction speaks for. */
  FaultType speaksFor(boolean upwards) {
    boolean bad = badWhen == Direction.EITHER || (badWhen == Direction.HIGH) == upwards;
    return bad ? speaksFor : FaultType.UNKNOWN;
  }

  private static String normal(String name) {
    StringBuilder out = new StringBuilder("_");
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      out.append(c == '.' || c == '-' || c == '/' || c == ':' ? '_' : c);
    }
    return out.append('_').toString();
  }

  /** A part counts from the start of a word on, so that {@code ecc} is not found in other words. */
  private static boolean contains(String normal, String part) {
    return normal.contains(part.startsWith("_") ? part : "_" + part);
  }

  private static Rule rule(MetricMeaning meaning, String... parts) {
    return new Rule(List.of(parts), meaning);
  }

  private static MetricMeaning plain(FaultType type, Direction badWhen) {
    return new MetricMeaning(type, badWhen, Optional.empty(), Coding.PLAIN, "", false);
  }

  private static MetricMeaning high(FaultType type) {
    return plain(type, Direction.HIGH);
  }

  private static MetricMeaning low(FaultType type) {
    return plain(type, Direction.LOW);
  }

  private static MetricMeaning activity() {
    return new MetricMeaning(
        FaultType.UNKNOWN, Direction.EITHER, Optional.empty(), Coding.PLAIN, "", true);
  }

  private MetricMeaning named(String incidentClass) {
    return new MetricMeaning(speaksFor, badWhen, kind, coding, incidentClass, followsWork);
  }

  private static MetricMeaning state(Coding coding) {
    return new MetricMeaning(
        FaultType.HARDWARE,
        Direction.EITHER,
        Optional.of(MetricKind.STATE_CODE),
        coding,
        "",
        false);
  }
}
