package io.aiops4j.compaction.mining;

import io.aiops4j.compaction.state.InvalidStateException;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of a miner as bytes: tokens once each, clusters from the one that no line joined for
 * longest, then the tree with its branches in the order they were made, then what was pruned.
 * Parameters are the caller's, as with Drain3; those that shape the tree must be the same.
 */
final class MinerState {
  private static final String KIND = "drain3";
  private static final int VERSION = 1;

  private final MinerCore core;

  MinerState(MinerCore core) {
    this.core = core;
  }

  byte[] write() {
    StateWriter out = new StateWriter(KIND, VERSION);
    out.text(core.options.engine().name()).text(core.options.wildcard());
    out.count(core.options.depth()).count(core.created).count(core.uses);
    Cluster[] clusters = core.clusters.byId();
    Arrays.sort(clusters, Comparator.comparingLong(cluster -> cluster.used));
    Map<Integer, Integer> places = new LinkedHashMap<>();
    places.put(TokenDictionary.WILDCARD, 0);
    for (Cluster cluster : clusters) {
      for (int token : cluster.tokens) {
        place(token, places);
      }
    }
    placeEdges(core.tree.root(), places);
    out.count(places.size());
    for (int token : places.keySet()) {
      out.text(core.dictionary.text(token));
    }
    out.count(clusters.length);
    for (Cluster cluster : clusters) {
      out.count(cluster.id).count(cluster.size).count(cluster.tokens.length);
      for (int token : cluster.tokens) {
        out.count(place(token, places));
      }
    }
    out.count(core.tree.orders());
    write(core.tree.root(), places, out);
    long[] pruned = core.tree.pruned.paths();
    out.count(pruned.length);
    for (long path : pruned) {
      long value = core.tree.pruned.get(path);
      out.number(path).count(value >>> 32).count((int) value);
    }
    return out.toBytes();
  }

  private static int place(int token, Map<Integer, Integer> places) {
    return places.computeIfAbsent(token, key -> places.size());
  }

  private void placeEdges(TreeNode node, Map<Integer, Integer> places) {
    for (TreeNode child : node.inOrder()) {
      if (core.tree.holdsToken(child)) {
        place(child.key, places);
      }
      placeEdges(child, places);
    }
  }

  private void write(TreeNode node, Map<Integer, Integer> places, StateWriter out) {
    out.count(node.slots).count(node.clusterCount);
    for (int c = 0; c < node.clusterCount; c++) {
      out.count(node.clusters[c].id);
    }
    TreeNode[] children = node.inOrder();
    out.count(children.length);
    for (TreeNode child : children) {
      out.count(core.tree.holdsToken(child) ? place(child.key, places) : child.key);
      out.count(child.order);
      write(child, places, out);
    }
  }

  /**
   * Fills the empty miner.
   *
   * @throws InvalidStateException if the bytes are damaged, forged or of other parameters
   */
  void read(byte[] state) {
    StateReader in = StateReader.of(state, KIND, VERSION);
    same(in, "engine", core.options.engine().name(), in.text());
    same(in, "wildcard", core.options.wildcard(), in.text());
    same(in, "depth", String.valueOf(core.options.depth()), String.valueOf(in.count()));
    core.created = in.smallCount();
    core.uses = in.count();
    int[] tokens = readTokens(in);
    readClusters(in, tokens);
    int orders = in.smallCount();
    readNode(in, core.tree.root(), 0, tokens, orders);
    core.tree.restoreOrders(orders);
    for (Cluster cluster : core.clusters.byId()) {
      if (cluster.leaf == null) {
        throw in.invalid("cluster " + cluster.id + " hangs nowhere");
      }
    }
    int pruned = in.parts(3);
    for (int i = 0; i < pruned; i++) {
      core.tree.pruned.put(in.number(), in.smallCount(), in.smallCount());
    }
    in.end();
    for (int token : tokens) {
      core.dictionary.release(token);
    }
  }

  private static void same(StateReader in, String what, String ours, String theirs) {
    if (!ours.equals(theirs)) {
      throw in.invalid(
          "it was made with the " + what + " '" + theirs + "', not with '" + ours + "'");
    }
  }

  /** Reads the tokens, each held once until the end. */
  private int[] readTokens(StateReader in) {
    int[] tokens = new int[in.parts(1)];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = core.dictionary.acquire(in.text());
    }
    if (tokens.length == 0 || tokens[0] != TokenDictionary.WILDCARD) {
      throw in.invalid("its first token is not the wildcard");
    }
    return tokens;
  }

  private void readClusters(StateReader in, int[] tokens) {
    int n = in.parts(3);
    if (n > core.uses) {
      throw in.invalid(n + " clusters do not come from " + core.uses + " uses");
    }
    for (int rank = 1; rank <= n; rank++) {
      int id = in.smallCount();
      long size = in.count();
      if (id < 1 || id > core.created || size < 1 || core.clusters.get(id) != null) {
        throw in.invalid("there is no place for a cluster " + id + " of " + size + " lines");
      }
      int[] template = new int[in.parts(1)];
      for (int i = 0; i < template.length; i++) {
        template[i] = token(in, tokens);
        core.dictionary.hold(template[i]);
      }
      Cluster cluster = new Cluster(id, template);
      cluster.size = size;
      cluster.used = rank;
      core.clusters.add(cluster);
    }
  }

  private static int token(StateReader in, int[] tokens) {
    int place = in.smallCount();
    if (place >= tokens.length) {
      throw in.invalid("there is no token " + place);
    }
    return tokens[place];
  }

  private void readNode(StateReader in, TreeNode node, int level, int[] tokens, int orders) {
    if (level > core.options.depth()) {
      throw in.invalid("the tree is deeper than " + core.options.depth());
    }
    node.slots = in.smallCount();
    int clusters = in.parts(1);
    for (int c = 0; c < clusters; c++) {
      hang(in, node, level, in.smallCount());
    }
    int children = in.parts(5);
    for (int c = 0; c < children; c++) {
      boolean held = core.tree.branchesHoldTokens(node);
      int key = held ? token(in, tokens) : in.smallCount();
      int order = in.smallCount();
      if (order >= orders || node.child(key) != null) {
        throw in.invalid("a branch is there twice or was made too late");
      }
      long hash = held ? PrefixTree.textHash(core.dictionary.text(key)) : DrainCore.countHash(key);
      TreeNode child = new TreeNode(node, key, PrefixTree.step(node.path, hash), order);
      core.tree.attach(node, child);
      readNode(in, child, level + 1, tokens, orders);
    }
  }

  private void hang(StateReader in, TreeNode node, int level, int id) {
    Cluster cluster = core.clusters.get(id);
    boolean ascending = node.clusterCount == 0 || node.clusters[node.clusterCount - 1].id < id;
    if (cluster == null || cluster.leaf != null || !ascending || !core.fits(cluster, node, level)) {
      throw in.invalid("cluster " + id + " cannot hang where it does");
    }
    core.hang(node, cluster);
  }
}
