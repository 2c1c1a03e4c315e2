package io.aiops4j.compaction.mining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Drain as it is described, on strings and lists and without any pruning: what the miner equals.
 */
final class PlainDrain {
  private static final String ANY = "<*>";

  private static final class Node {
    final Map<String, Node> children = new LinkedHashMap<>();
    final List<Integer> clusters = new ArrayList<>();
  }

  private final double similarity;
  private final int levels;
  private final int maxChildren;
  private final int maxClusters;
  private final Map<Integer, Node> roots = new LinkedHashMap<>();
  private final Map<Integer, List<String>> templates = new HashMap<>();
  private final LinkedHashSet<Integer> used = new LinkedHashSet<>();
  private int created;

  PlainDrain(double similarity, int depth, int maxChildren, int maxClusters) {
    this.similarity = similarity;
    this.levels = depth - 3;
    this.maxChildren = maxChildren;
    this.maxClusters = maxClusters;
  }

  int add(String line) {
    List<String> tokens = List.of(line.split(" "));
    int id = find(tokens);
    if (id > 0) {
      used.remove(id);
      used.add(id);
      List<String> template = templates.get(id);
      for (int i = 0; i < tokens.size(); i++) {
        if (!template.get(i).equals(tokens.get(i))) {
          template.set(i, ANY);
        }
      }
      return id;
    }
    if (maxClusters > 0 && templates.size() == maxClusters) {
      int oldest = used.iterator().next();
      used.remove(oldest);
      templates.remove(oldest);
    }
    used.add(created + 1);
    templates.put(++created, new ArrayList<>(tokens));
    Node node = roots.computeIfAbsent(tokens.size(), n -> new Node());
    for (int i = 0; i < Math.min(levels, tokens.size() - 1); i++) {
      node = child(node, tokens.get(i));
    }
    node.clusters.add(created);
    return created;
  }

  String template(int id) {
    return String.join(" ", templates.getOrDefault(id, List.of()));
  }

  private Node child(Node node, String token) {
    if (node.children.containsKey(token)) {
      return node.children.get(token);
    }
    boolean wild = node.children.containsKey(ANY);
    boolean room = node.children.size() + (wild ? 0 : 1) < maxChildren;
    boolean digit = token.chars().anyMatch(c -> c >= '0' && c <= '9');
    return node.children.computeIfAbsent(digit || !room ? ANY : token, t -> new Node());
  }

  private int find(List<String> tokens) {
    Node node = roots.get(tokens.size());
    for (int i = 0; node != null && i < Math.min(levels, tokens.size() - 1); i++) {
      Node own = node.children.get(tokens.get(i));
      node = own != null ? own : node.children.get(ANY);
    }
    int best = 0;
    double most = -1;
    int wildcards = -1;
    for (int id : node == null ? List.<Integer>of() : node.clusters) {
      List<String> template = templates.get(id);
      if (template != null) {
        int equal = 0;
        int any = 0;
        for (int i = 0; i < tokens.size(); i++) {
          any += template.get(i).equals(ANY) ? 1 : 0;
          equal += !template.get(i).equals(ANY) && template.get(i).equals(tokens.get(i)) ? 1 : 0;
        }
        double share = (double) equal / tokens.size();
        if (share > most || share == most && any > wildcards) {
          best = id;
          most = share;
          wildcards = any;
        }
      }
    }
    return most >= similarity ? best : 0;
  }
}
