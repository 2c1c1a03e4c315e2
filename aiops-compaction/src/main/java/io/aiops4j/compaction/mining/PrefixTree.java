package io.aiops4j.compaction.mining;

import org.jspecify.annotations.Nullable;

/**
 * The tree of fixed depth that leads to the clusters a line is compared with.
 *
 * <p>A branch is a token's number; a token without an own branch takes the wildcard's. A node keeps
 * at most {@code maxChildren} branches, of which the last is the wildcard's. A branch without
 * clusters is pruned, and {@link PrunedBranches} remembers that it was. Not thread-safe.
 */
final class PrefixTree {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** The texts of the tokens of one way down. */
  interface Texts {
    /** {@return the number of the token on a level} */
    int token(int level);

    /** {@return a 64-bit hash of its text} */
    long hash(int level);
  }

  final PrunedBranches pruned;
  private final TokenDictionary dictionary;
  private final boolean rootHoldsTokens;
  private final int maxChildren;
  private final boolean numbersAreVariable;
  private final long wildcardHash;
  private final TreeNode root = new TreeNode(null, TokenDictionary.UNKNOWN, 1, 0);
  private int orders = 1;

  PrefixTree(TokenDictionary dictionary, Drain3Options options, boolean rootHoldsTokens) {
    this.dictionary = dictionary;
    this.rootHoldsTokens = rootHoldsTokens;
    this.maxChildren = options.maxChildren();
    this.numbersAreVariable = options.parametrizeNumericTokens();
    this.pruned = new PrunedBranches(options.maxPrunedBranches());
    this.wildcardHash = textHash(options.wildcard());
  }

  TreeNode root() {
    return root;
  }

  int orders() {
    return orders;
  }

  /** {@return the node that the root sorts a line into, or null} */
  @Nullable TreeNode first(int key) {
    return root.child(key);
  }

  /** {@return the next node for a token of a line, or null if there is none with clusters} */
  @Nullable TreeNode next(TreeNode node, int token, TokenLine line, int at) {
    TreeNode own = token > TokenDictionary.WILDCARD ? node.child(token) : null;
    if (own != null) {
      return own;
    }
    if (node.slots != node.liveChildren() && pruned.get(step(node.path, textHash(line, at))) >= 0) {
      return null; // Drain3 goes down its empty branch, and finds nothing there
    }
    return node.child(TokenDictionary.WILDCARD);
  }

  /** {@return the leaf for a new cluster, made if need be} */
  TreeNode leaf(int rootKey, long rootHash, int levels, Texts way) {
    TreeNode node = root.child(rootKey);
    if (node == null) {
      node = make(root, rootKey, rootHash);
    }
    for (int level = 0; level < levels; level++) {
      node = branch(node, way.token(level), way.hash(level));
    }
    return node;
  }

  /** Takes away a cluster, and every branch that is empty then. */
  void remove(Cluster cluster) {
    TreeNode node = cluster.leaf;
    if (node == null) {
      return;
    }
    node.remove(cluster);
    if (node.index != null) {
      node.index.removed(cluster);
    }
    while (node.parent != null && node.clusterCount == 0 && node.liveChildren() == 0) {
      if (pruned.isFull()) {
        pruned.clear();
        forget(root);
      }
      TreeNode parent = node.parent;
      parent.remove(node);
      pruned.put(node.path, node.order, node.slots);
      releaseEdge(node);
      node = parent;
    }
  }

  private static void forget(TreeNode node) {
    node.slots = node.liveChildren();
    for (TreeNode child : node.inOrder()) {
      forget(child);
    }
  }

  private TreeNode branch(TreeNode node, int token, long hash) {
    TreeNode own = node.child(token);
    if (own != null) {
      return own;
    }
    if (isPruned(node, hash)) {
      return make(node, token, hash);
    }
    TreeNode wildcard = node.child(TokenDictionary.WILDCARD);
    boolean hasWildcard = wildcard != null || isPruned(node, wildcardHash);
    boolean toWildcard;
    if (numbersAreVariable && dictionary.hasDigit(token)) {
      toWildcard = true;
    } else {
      toWildcard = node.slots + (hasWildcard ? 0 : 1) >= maxChildren;
    }
    if (!toWildcard) {
      return make(node, token, hash);
    }
    return wildcard != null ? wildcard : make(node, TokenDictionary.WILDCARD, wildcardHash);
  }

  private boolean isPruned(TreeNode node, long hash) {
    return node.slots != node.liveChildren() && pruned.get(step(node.path, hash)) >= 0;
  }

  private TreeNode make(TreeNode parent, int key, long hash) {
    long path = step(parent.path, hash);
    long before = pruned.take(path);
    TreeNode node = new TreeNode(parent, key, path, before >= 0 ? (int) (before >>> 32) : orders++);
    if (before >= 0) {
      node.slots = (int) before;
    } else {
      parent.slots++;
    }
    attach(parent, node);
    return node;
  }

  /** Hangs in a node that was made or restored. */
  void attach(TreeNode parent, TreeNode node) {
    parent.put(node);
    if (holdsToken(node)) {
      dictionary.hold(node.key);
    }
  }

  void restoreOrders(int restored) {
    orders = restored;
  }

  private void releaseEdge(TreeNode node) {
    if (holdsToken(node)) {
      dictionary.release(node.key);
    }
  }

  /** {@return whether the branch to a node is a token's} */
  boolean holdsToken(TreeNode node) {
    return node.parent != null && branchesHoldTokens(node.parent);
  }

  /** {@return whether the branches of a node are tokens'; the root may sort by length} */
  boolean branchesHoldTokens(TreeNode node) {
    return rootHoldsTokens || node.parent != null;
  }

  static long step(long path, long hash) {
    long mixed = (path ^ hash) * MULTIPLIER;
    return mixed ^ mixed >>> 29;
  }

  static long textHash(TokenLine line, int token) {
    return textHash(line.text(token));
  }

  static long textHash(String text) {
    long h = 0;
    for (int i = 0; i < text.length(); i++) {
      h = (h + text.charAt(i)) * MULTIPLIER;
      h ^= h >>> 32;
    }
    return h;
  }
}
