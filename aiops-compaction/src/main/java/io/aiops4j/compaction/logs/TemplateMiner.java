package io.aiops4j.compaction.logs;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups the lines of one log stream into templates as they come, after Drain [1].
 *
 * <p>Lines of as many tokens that begin alike share a leaf of a tree of fixed depth; in a leaf a
 * line joins the most similar template, or starts one. Deterministic: the same lines in the same
 * order give the same templates. Bounded by {@link MinerOptions}; what is beyond belongs to none.
 * Not thread-safe.
 *
 * <p>[1] He, Zhu, Zheng, Lyu: Drain: An Online Log Parsing Approach with Fixed Depth Tree, 2017.
 */
public final class TemplateMiner {
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final List<Cluster> clusters = new ArrayList<>();
  }

  private static final class Cluster {
    private final int number;
    private final String[] tokens;
    private long lines;

    Cluster(int number, List<String> tokens) {
      this.number = number;
      this.tokens = tokens.toArray(String[]::new);
    }

    LogTemplate template() {
      return new LogTemplate(number, String.join(" ", tokens), lines);
    }
  }

  private final MinerOptions options;
  private final Map<Integer, Node> byLength = new HashMap<>();
  private final List<Cluster> clusters = new ArrayList<>();
  private long unassigned;

  /** Makes an empty miner with {@link MinerOptions#STANDARD}. */
  public TemplateMiner() {
    this(MinerOptions.STANDARD);
  }

  /**
   * Makes an empty miner.
   *
   * @param options its bounds
   */
  public TemplateMiner(MinerOptions options) {
    this.options = requireNonNull(options, "options");
  }

  /**
   * Takes a line.
   *
   * @param line as it was written
   * @return the template it belongs to now; {@link LogTemplate#NONE} if it is blank or all
   *     templates are taken
   */
  public LogTemplate add(String line) {
    int number = add(options.masked() ? LineTokens.of(line) : LineTokens.unmasked(line));
    return number == 0 ? LogTemplate.NONE : template(number);
  }

  /** Takes the tokens of a line; the number of its template, 0 for none. */
  int add(List<String> tokens) {
    if (tokens.isEmpty()) {
      return 0;
    }
    boolean full = clusters.size() >= options.maxTemplates();
    Node leaf = leaf(tokens, !full);
    Cluster best = leaf == null ? null : best(leaf, tokens);
    if (best == null) {
      if (full || leaf == null) {
        unassigned++;
        return 0;
      }
      best = new Cluster(clusters.size() + 1, tokens);
      clusters.add(best);
      leaf.clusters.add(best);
    } else {
      widen(best, tokens);
    }
    best.lines++;
    return best.number;
  }

  /**
   * {@return a template as it is now}
   *
   * @param cluster its number
   */
  public LogTemplate template(int cluster) {
    return clusters.get(cluster - 1).template();
  }

  /** {@return all templates as they are now, by number} */
  public List<LogTemplate> templates() {
    return clusters.stream().map(Cluster::template).toList();
  }

  /** {@return how many lines found no template within the bound} */
  public long unassigned() {
    return unassigned;
  }

  private @org.jspecify.annotations.Nullable Node leaf(List<String> tokens, boolean grow) {
    Node node = byLength.get(tokens.size());
    if (node == null) {
      if (!grow) {
        return null;
      }
      node = new Node();
      byLength.put(tokens.size(), node);
    }
    int levels = Math.min(options.depth() - 2, tokens.size());
    for (int level = 0; level < levels; level++) {
      String token = isVariable(tokens.get(level)) ? TemplateMatcher.ANY : tokens.get(level);
      Node next = node.children.get(token);
      if (next == null) {
        boolean wide = node.children.size() >= options.maxChildren() - 1;
        String branch = wide || !grow ? TemplateMatcher.ANY : token;
        next = node.children.get(branch);
        if (next == null) {
          if (!grow) {
            return null;
          }
          next = new Node();
          node.children.put(branch, next);
        }
      }
      node = next;
    }
    return node;
  }

  private @org.jspecify.annotations.Nullable Cluster best(Node leaf, List<String> tokens) {
    Cluster best = null;
    int bestEqual = -1;
    int bestWild = -1;
    for (Cluster each : leaf.clusters) {
      int equal = 0;
      int wild = 0;
      boolean apart = false;
      for (int i = 0; i < each.tokens.length; i++) {
        String theirs = each.tokens[i];
        if (theirs.equals(TemplateMatcher.ANY)) {
          wild++;
        } else if (theirs.equals(tokens.get(i))) {
          equal++;
        } else if (options.guarded()) {
          apart |= StateWords.isOne(theirs) || StateWords.isOne(tokens.get(i));
        }
      }
      if (apart) {
        continue;
      }
      if (equal > bestEqual || equal == bestEqual && wild > bestWild) {
        best = each;
        bestEqual = equal;
        bestWild = wild;
      }
    }
    return best != null && bestEqual >= options.similarity() * tokens.size() ? best : null;
  }

  private static void widen(Cluster cluster, List<String> tokens) {
    for (int i = 0; i < cluster.tokens.length; i++) {
      if (!cluster.tokens[i].equals(tokens.get(i))) {
        cluster.tokens[i] = TemplateMatcher.ANY;
      }
    }
  }

  private static boolean isVariable(String token) {
    for (int i = 0; i < token.length(); i++) {
      if (Parts.isDigit(token.charAt(i))) {
        return true;
      }
    }
    return token.indexOf('<') >= 0 && token.indexOf('>') > token.indexOf('<');
  }
}
