package io.aiops4j.testkit.sim;

import java.util.HexFormat;

/** One pod of a service, from its start until another takes its place. */
final class Replica {
  /** How long a pod takes until it is ready. */
  private static final long START_MS = 25_000;

  private static final HexFormat HEX = HexFormat.of();

  final String pod;
  final String uid;
  final long fromMs;
  long untilMs = Long.MAX_VALUE;
  private final long readyMs;

  Replica(Fleet.Service service, int number, long fromMs) {
    long hash = Noise.bits(Noise.key(service.entity.key, "replica-" + number), fromMs);
    this.pod =
        service.name
            + "-"
            + HEX.toHexDigits(Noise.bits(service.entity.key, service.revision), 9)
            + "-"
            + HEX.toHexDigits(hash, 5);
    this.uid = uid(hash, fromMs);
    this.fromMs = fromMs;
    this.readyMs = fromMs == service.entity.startMs ? fromMs : fromMs + START_MS;
  }

  boolean isReady(long ms) {
    return ms >= readyMs;
  }

  boolean livedBetween(long from, long to) {
    return fromMs < to && untilMs > from;
  }

  boolean livesAt(long ms) {
    return fromMs <= ms && ms < untilMs;
  }

  /** {@return the id that a cluster gives to the pod of something that began then} */
  static String uid(long key, long sinceMs) {
    String high = HEX.toHexDigits(Noise.bits(key, sinceMs));
    String low = HEX.toHexDigits(Noise.bits(key, ~sinceMs));
    return high.substring(0, 8)
        + "-"
        + high.substring(8, 12)
        + "-4"
        + high.substring(13)
        + "-a"
        + low.substring(1, 4)
        + "-"
        + low.substring(4);
  }
}
