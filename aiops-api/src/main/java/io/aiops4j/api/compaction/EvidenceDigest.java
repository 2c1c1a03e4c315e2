package io.aiops4j.api.compaction;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.topology.Component;
import java.util.List;
import java.util.Optional;

/**
 * The ranked, deduplicated evidence of one look at a system, within a budget.
 *
 * <p>Immutable and thread-safe.
 *
 * @param items strongest first
 * @param omitted what was left out, and why
 * @param coverage what telemetry was asked, came and was missing
 */
public record EvidenceDigest(List<Evidence> items, List<Omission> omitted, Coverage coverage) {
  /** Copies the lists. */
  public EvidenceDigest {
    items = List.copyOf(items);
    omitted = List.copyOf(omitted);
    requireNonNull(coverage, "coverage");
  }

  /**
   * Evidence that was left out of a digest.
   *
   * @param what which kind of evidence
   * @param count how many items
   * @param why the reason, for a person
   */
  public record Omission(String what, int count, String why) {
    /** Checks the parts. */
    public Omission {
      requireNonNull(what, "what");
      requireNonNull(why, "why");
    }
  }

  /** {@return the hash of all items and gaps: equal digests say the same} */
  public String id() {
    StringBuilder text = new StringBuilder();
    for (Evidence item : items) {
      text.append(item.id()).append(' ').append(Canonical.number(item.strength())).append('\n');
    }
    coverage.missing().forEach(gap -> text.append(gap).append('\n'));
    return Canonical.digest(text.toString());
  }

  /**
   * {@return the evidence of that id, if the digest holds it}
   *
   * @param evidenceId 12 hexadecimal digits
   */
  public Optional<Evidence> find(String evidenceId) {
    return items.stream().filter(item -> item.id().equals(evidenceId)).findFirst();
  }

  /**
   * {@return the evidence about a component, strongest first}
   *
   * @param component whom it is about
   */
  public List<Evidence> about(Component component) {
    return items.stream().filter(item -> item.component().equals(component)).toList();
  }
}
