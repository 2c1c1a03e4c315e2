package io.aiops4j.compaction.mining;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The living clusters by id, and which of them no line joined for longest.
 *
 * <p>A line that joins only writes the time into its cluster. The queue by that time is put right
 * when somebody asks who is oldest: what is at its head but was used since goes back with its new
 * time. So an eviction costs O(log n) for each use since the last, at most, and a use costs
 * nothing. Not thread-safe.
 */
final class Clusters {
  private final IntMap<Cluster> byId = new IntMap<>(Cluster[]::new);
  private final PriorityQueue<Cluster> queue =
      new PriorityQueue<>(Comparator.comparingLong(cluster -> cluster.queued));

  /** Bytes that the clusters take, without the texts of their tokens. */
  private long bytes;

  int size() {
    return byId.size();
  }

  long bytes() {
    return bytes;
  }

  @Nullable Cluster get(int id) {
    return byId.get(id);
  }

  void add(Cluster cluster) {
    byId.put(cluster.id, cluster);
    cluster.queued = cluster.used;
    queue.add(cluster);
    bytes += cluster.bytes();
  }

  /** Removes the cluster that no line joined for longest, and gives it. */
  @Nullable Cluster removeOldest() {
    Cluster head = queue.poll();
    while (head != null && head.queued != head.used) {
      head.queued = head.used;
      queue.add(head);
      head = queue.poll();
    }
    if (head != null) {
      byId.remove(head.id);
      bytes -= head.bytes();
    }
    return head;
  }

  /** Learns that the template of a cluster became longer or shorter. */
  void resized(int tokensMore) {
    bytes += 16L * tokensMore;
  }

  /** {@return all, by id} */
  Cluster[] byId() {
    int[] ids = byId.keys();
    Cluster[] all = new Cluster[ids.length];
    for (int i = 0; i < ids.length; i++) {
      Cluster cluster = byId.get(ids[i]);
      if (cluster == null) {
        throw new IllegalStateException("no cluster " + ids[i]);
      }
      all[i] = cluster;
    }
    return all;
  }
}
