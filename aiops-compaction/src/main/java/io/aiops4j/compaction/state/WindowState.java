package io.aiops4j.compaction.state;

import io.aiops4j.api.compaction.CompactionWindow;

/**
 * Ties the state of a summary to its window, so that what was collected for one comparison never
 * goes on in another.
 *
 * <p>A window is told by {@link CompactionWindow#fingerprint}: windows that were built apart, in
 * two processes, have one fingerprint if their content is one. Cost: O(size of the topology) once a
 * topology object, then O(1). Pure functions.
 */
public final class WindowState {
  private WindowState() {}

  /**
   * {@return a writer that has written the header and the window's fingerprint}
   *
   * @param kind what the state is of, such as {@code metrics}
   * @param version of the layout, from 1
   * @param window of the summary
   */
  public static StateWriter writer(String kind, int version, CompactionWindow window) {
    return new StateWriter(kind, version).text(window.fingerprint());
  }

  /**
   * {@return a reader behind the header and the fingerprint}
   *
   * @param state what a writer of {@link #writer} gave; do not change it meanwhile
   * @param kind what the state must be of
   * @param newest the newest version that the caller understands, from 1
   * @param window the window that it must be of
   * @throws InvalidStateException if it is damaged, of another kind or window, or of a newer
   *     version
   */
  public static StateReader reader(byte[] state, String kind, int newest, CompactionWindow window) {
    StateReader reader = StateReader.of(state, kind, newest);
    if (!reader.text().equals(window.fingerprint())) {
      throw reader.invalid(
          "it is of another window than "
              + window.observed()
              + " as of "
              + window.asOf()
              + "; restore it with the window that it was collected for");
    }
    return reader;
  }

  /**
   * {@return whether two windows compare the same ranges, as of the same instant, over the same
   * topology}
   *
   * @param one a window
   * @param other another
   */
  public static boolean same(CompactionWindow one, CompactionWindow other) {
    return one.equals(other);
  }
}
