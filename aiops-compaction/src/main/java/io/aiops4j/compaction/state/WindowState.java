package io.aiops4j.compaction.state;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Ties the state of a summary to its window, so that what was collected for one comparison never
 * goes on in another.
 *
 * <p>A window is told by its fingerprint: a hash of its ranges, its {@code asOf} and its topology
 * (components, relations, traits, and successors of the components listed). Windows that were built
 * apart, in two processes, have one fingerprint if their content is one. Cost: O(size of the
 * topology), or O(1) for {@link #same} where both windows hold one topology object. Pure functions.
 */
public final class WindowState {
  private static final int FINGERPRINT_BYTES = 16;

  private WindowState() {}

  /**
   * {@return a writer that has written the header and the window's fingerprint}
   *
   * @param kind what the state is of, such as {@code metrics}
   * @param version of the layout, from 1
   * @param window of the summary
   */
  public static StateWriter writer(String kind, int version, CompactionWindow window) {
    return new StateWriter(kind, version).bytes(fingerprint(window));
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
    if (!Arrays.equals(reader.bytes(), fingerprint(window))) {
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
    return one.equals(other)
        || one.reference().equals(other.reference())
            && one.observed().equals(other.observed())
            && one.asOf().equals(other.asOf())
            && Arrays.equals(fingerprint(one), fingerprint(other));
  }

  private static byte[] fingerprint(CompactionWindow window) {
    StateWriter content = new StateWriter("window", 1);
    content.count(window.reference().size());
    for (TimeRange range : window.reference()) {
      write(content, range);
    }
    write(content, window.observed());
    write(content, window.asOf());
    write(content, window.topology());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.toBytes());
      return Arrays.copyOf(hash, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
    }
  }

  private static void write(StateWriter content, Topology topology) {
    content.count(topology.components().size());
    for (Component component : topology.components()) {
      content.component(component);
      content.count(topology.traits(component).size());
      topology.traits(component).forEach(content::text);
      for (Relation relation : Relation.values()) {
        content.count(topology.from(component, relation).size());
        topology.from(component, relation).forEach(content::component);
      }
      content.flag(topology.successor(component).isPresent());
      topology.successor(component).ifPresent(content::component);
    }
  }

  private static void write(StateWriter content, TimeRange range) {
    write(content, range.from());
    write(content, range.to());
  }

  private static void write(StateWriter content, Instant instant) {
    content.number(instant.getEpochSecond()).count(instant.getNano());
  }
}
