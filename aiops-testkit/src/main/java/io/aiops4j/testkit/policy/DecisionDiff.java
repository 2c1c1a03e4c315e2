package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a change of policies changes: a review aid. Its text has the number of changes of each kind,
 * what they have in common, and an example.
 *
 * @param rows how many rows were compared
 * @param changes those that are ruled differently, in the order of the table
 */
public record DecisionDiff(int rows, List<Change> changes) {
  /** Copies the list. */
  public DecisionDiff {
    changes = List.copyOf(changes);
  }

  /**
   * One row before and after.
   *
   * @param before as it was ruled
   * @param after as it is ruled now
   */
  public record Change(Row before, Row after) {
    /** Checks the parts. */
    public Change {
      requireNonNull(before, "before");
      requireNonNull(after, "after");
    }

    /** {@return whether it is stricter now} */
    public boolean isStricter() {
      return after.ruling().compareTo(before.ruling()) > 0;
    }

    private String kind() {
      return before.ruling() + " -> " + after.ruling();
    }

    @Override
    public String toString() {
      return before + "\n  but " + after.ruling() + said(after);
    }

    private static String said(Row row) {
      return (row.policy().isEmpty() ? "" : " by " + row.policy()) + ": " + row.decision().reason();
    }
  }

  /** {@return whether nothing changes} */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  @Override
  public String toString() {
    if (isEmpty()) {
      return "None of " + rows + " decisions changes";
    }
    Map<String, List<Change>> kinds = new TreeMap<>();
    changes.forEach(
        change -> kinds.computeIfAbsent(change.kind(), kind -> new ArrayList<>()).add(change));
    StringBuilder text = new StringBuilder();
    text.append(changes.size()).append(" of ").append(rows).append(" decisions change");
    kinds.forEach(
        (kind, all) ->
            text.append('\n')
                .append(kind)
                .append(": ")
                .append(all.size())
                .append(common(all))
                .append(", such as\n  ")
                .append(all.get(0)));
    return text.toString();
  }

  /** The values that all changes of a kind share. */
  private static String common(List<Change> changes) {
    Map<String, String> common = new LinkedHashMap<>(changes.get(0).before().values());
    for (Change change : changes) {
      common.entrySet().retainAll(change.before().values().entrySet());
    }
    return common.isEmpty() ? "" : ", all with " + common;
  }
}
