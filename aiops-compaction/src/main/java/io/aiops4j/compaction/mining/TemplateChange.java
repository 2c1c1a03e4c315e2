package io.aiops4j.compaction.mining;

/**
 * What became of a template.
 *
 * @param number of the group until now
 * @param before its text until now; empty if it is new
 * @param into the number of the group that its lines are in from now on
 * @param after the text of that group
 */
public record TemplateChange(int number, String before, int into, String after) {
  /** Receives changes, on the thread that uses the miner. */
  @FunctionalInterface
  public interface Listener {
    /** Ignores every change. */
    Listener NONE = change -> {};

    /**
     * Called for each change, in the order of numbers.
     *
     * @param change what changed
     */
    void changed(TemplateChange change);
  }

  /** {@return whether the template is new} */
  public boolean isNew() {
    return before.isEmpty();
  }

  /** {@return whether the group became part of another} */
  public boolean isMerge() {
    return number != into;
  }
}
