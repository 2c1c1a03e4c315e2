package io.aiops4j.benchmarks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Log messages, one a line, without time and level, as a miner gets them.
 *
 * <p>The words are invented; the sizes and the sorts of variables are those of public corpora.
 */
public final class LogLines {
  private static final String[] WORDS = {
    "accepted",
    "adding",
    "allocated",
    "block",
    "buffer",
    "bytes",
    "cache",
    "client",
    "closed",
    "commit",
    "connection",
    "container",
    "dropped",
    "exception",
    "expired",
    "file",
    "finished",
    "flush",
    "from",
    "handler",
    "lease",
    "manager",
    "master",
    "memory",
    "node",
    "opened",
    "packet",
    "partition",
    "queue",
    "received",
    "registered",
    "release",
    "replica",
    "request",
    "response",
    "retry",
    "scheduled",
    "server",
    "session",
    "shard",
    "size",
    "snapshot",
    "started",
    "status",
    "stopped",
    "stream",
    "task",
    "thread",
    "timeout",
    "to",
    "transfer",
    "update",
    "volume",
    "waiting",
    "with",
    "worker",
    "writing"
  };

  private LogLines() {}

  /**
   * {@return lines of one storage system: fifteen templates, about 96 bytes a line, mostly ids,
   * addresses and sizes}
   *
   * @param seed decides about everything
   * @param count how many
   */
  public static List<String> ofOneSystem(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(storageLine(random));
    }
    return lines;
  }

  /**
   * {@return lines of many systems at once, which no two systems share: {@code templates} live
   * templates of 4 to 16 tokens, about 70 bytes a line, the frequent ones far more often than the
   * rare}
   *
   * <p>A token differs between templates by its word; a template has one to four variables. The
   * first {@code templates} lines show each template once.
   *
   * @param seed decides about everything
   * @param count how many lines
   * @param templates how many templates, at most {@code count}
   */
  public static List<String> ofManySystems(long seed, int count, int templates) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String[]> known = new ArrayList<>(templates);
    for (int i = 0; i < templates; i++) {
      known.add(template(random, i));
    }
    List<String> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int which = i < templates ? i : (int) (templates * square(random.nextDouble()));
      lines.add(filled(known.get(which), random));
    }
    return lines;
  }

  private static double square(double x) {
    return x * x;
  }

  private static String storageLine(SplittableRandom random) {
    String block = "blk_" + (random.nextBoolean() ? "-" : "") + (random.nextLong() >>> 1);
    String peer =
        "/10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    int port = random.nextInt(1024, 65_536);
    int size = random.nextInt(1_000, 67_108_864);
    return switch (random.nextInt(15)) {
      case 0, 1, 2 ->
          "Receiving block " + block + " src: " + peer + ":" + port + " dest: " + peer + ":50010";
      case 3, 4, 5 ->
          "BLOCK* Store.addStoredBlock: map updated: "
              + peer.substring(1)
              + ":50010 is added to "
              + block
              + " size "
              + size;
      case 6, 7 -> "PacketResponder " + random.nextInt(3) + " for block " + block + " terminating";
      case 8, 9 -> "Received block " + block + " of size " + size + " from " + peer;
      case 10 ->
          "Deleting block "
              + block
              + " file /mnt/store/data/current/subdir"
              + random.nextInt(64)
              + "/"
              + block;
      case 11 ->
          "BLOCK* Store.allocateBlock: /user/root/part-" + random.nextInt(100_000) + ". " + block;
      case 12 ->
          "BLOCK* Store.delete: "
              + block
              + " is added to invalidSet of "
              + peer.substring(1)
              + ":50010";
      case 13 -> "Verification succeeded for " + block;
      default -> peer.substring(1) + ":50010 Served block " + block + " to " + peer;
    };
  }

  /** Tokens of a template; null where a variable stands. The number makes it one of its kind. */
  private static String[] template(SplittableRandom random, int number) {
    String[] tokens = new String[random.nextInt(4, 17)];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = WORDS[random.nextInt(WORDS.length)];
    }
    for (int variables = 1 + random.nextInt(Math.min(4, tokens.length / 3));
        variables > 0;
        variables--) {
      tokens[1 + random.nextInt(tokens.length - 1)] = "";
    }
    tokens[0] = "Svc" + letters(number % 600) + "Manager:";
    return tokens;
  }

  private static String letters(int number) {
    return "" + (char) ('A' + number / 26) + (char) ('a' + number % 26);
  }

  private static String filled(String[] template, SplittableRandom random) {
    StringBuilder line = new StringBuilder(96);
    for (String token : template) {
      if (line.length() > 0) {
        line.append(' ');
      }
      if (token.isEmpty()) {
        line.append(variable(random));
      } else {
        line.append(token);
      }
    }
    return line.toString();
  }

  private static String variable(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt(1_000_000));
      case 1 -> "10.0." + random.nextInt(256) + "." + random.nextInt(256);
      case 2 -> "0x" + Integer.toHexString(random.nextInt() | 1 << 30);
      default -> "node-" + random.nextInt(4096);
    };
  }
}
