package io.aiops4j.testkit.sim;

import java.util.List;
import java.util.Locale;

/**
 * Small jobs that fill the nodes that the training jobs leave free: they come at random, want one
 * node and seldom many, run 10 to 90 minutes and seldom long, and some are cancelled. A training
 * job that needs their nodes pushes them aside.
 *
 * <p>Sizes and durations are heavy-tailed as in public traces of such clusters (880,740 jobs:
 * InternLM/AcmeTrace).
 */
final class BatchJobs {
  private static final List<String> KINDS = List.of("eval", "sweep", "notebook", "finetune");
  private static final double SHORTEST_MS = 600_000;
  private static final double LONGEST_MS = 5_400_000;

  /** Of durations with density 1/x² between the two. */
  private static final double MEAN_MS =
      StrictMath.log(LONGEST_MS / SHORTEST_MS) / (1 / SHORTEST_MS - 1 / LONGEST_MS);

  private static final double CANCELLED = 0.2;

  /** Who waits longer gives up. */
  private static final long PATIENCE_MS = 1_800_000;

  private final World world;
  private final double share;
  private final long key;
  private int submitted;
  private int most;
  private double meanGapMs;

  BatchJobs(World world) {
    this.world = world;
    this.share = world.fleet.noise.life().batch();
    this.key = Noise.key(world.fleet.seed, "batch-jobs");
  }

  /** Begins where the training jobs have left nodes free. */
  void begin() {
    long free = world.fleet.nodes.stream().filter(node -> node.job == null).count();
    if (share == 0 || free == 0) {
      return;
    }
    most = (int) Math.max(1, free / 2);
    double meanSize = 0;
    for (int size = 1; size <= most; size++) {
      meanSize += 1.0 / size;
    }
    meanGapMs = MEAN_MS * meanSize / (share * free);
    next();
  }

  private void next() {
    int number = submitted++;
    world.after(
        (long) Noise.exponential(key, 8L * number, meanGapMs),
        () -> {
          submit(number);
          next();
        });
  }

  private void submit(int number) {
    String kind = KINDS.get((int) (KINDS.size() * draw(number, 1)));
    String name = String.format(Locale.ROOT, "%s-%04d", kind, number);
    int nodes = (int) Math.min(most, 1 / (1 - draw(number, 2)));
    double rest = draw(number, 3) * (1 / SHORTEST_MS - 1 / LONGEST_MS);
    double runsMs = 1 / (1 / SHORTEST_MS - rest);
    boolean cancelled = draw(number, 4) < CANCELLED;
    long lastsMs = (long) (cancelled ? Math.max(60_000, runsMs * draw(number, 5)) : runsMs);
    if (world.fleet.entities.containsKey(SimCluster.job(name))) {
      return;
    }
    Fleet.Job job =
        world.jobs.submitBatch(name, nodes, lastsMs, cancelled ? "cancelled" : "completed");
    world.after(PATIENCE_MS, () -> world.jobs.giveUp(job));
  }

  private double draw(int number, int purpose) {
    return Noise.uniform(key, 8L * number + purpose);
  }
}
