package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.JournalEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was done to the fleet and what became of it, folded from the journal of all incidents.
 *
 * <p>Immutable and thread-safe.
 */
public final class ActionLedger {
  private final List<Entry> entries;
  private final long version;

  private ActionLedger(List<Entry> entries, long version) {
    this.entries = List.copyOf(entries);
    this.version = version;
  }

  /** How an action stands. */
  public enum Status {
    /** The intent is durable; nothing is known of the dispatch. */
    INTENDED,
    /** Under way. */
    RUNNING,
    /** Said to be done. */
    DONE,
    /** Not done, for sure. */
    FAILED,
    /** May have been done. */
    UNKNOWN;

    /** {@return whether it may still change the fleet} */
    public boolean isOpen() {
      return this == INTENDED || this == RUNNING || this == UNKNOWN;
    }
  }

  /**
   * One action.
   *
   * @param incident for which incident
   * @param at when the intent was written
   * @param intent what was intended
   * @param status how it stands
   * @param endedAt when it was told to be over, done or failed; empty while it may change the fleet
   * @param recovered what telemetry said of the attempt; empty while it was not judged
   */
  public record Entry(
      IncidentId incident,
      Instant at,
      ActionIntended intent,
      Status status,
      Optional<Instant> endedAt,
      Optional<Boolean> recovered) {
    /** Checks the parts. */
    public Entry {
      requireNonNull(incident, "incident");
      requireNonNull(at, "at");
      requireNonNull(intent, "intent");
      requireNonNull(status, "status");
      requireNonNull(endedAt, "endedAt");
      requireNonNull(recovered, "recovered");
    }
  }

  /**
   * {@return the ledger that the entries tell}
   *
   * @param ledgerEntries every ledger event of the journal, in the order of position
   */
  public static ActionLedger fold(List<JournalEntry> ledgerEntries) {
    Map<String, Entry> byKey = new LinkedHashMap<>();
    for (JournalEntry entry : ledgerEntries) {
      if (entry.event() instanceof ActionIntended intent) {
        byKey.put(
            intent.key(),
            new Entry(
                entry.incident(),
                entry.at(),
                intent,
                Status.INTENDED,
                Optional.empty(),
                Optional.empty()));
      } else if (entry.event() instanceof ActionReported report) {
        byKey.computeIfPresent(report.key(), (key, old) -> reported(old, report, entry.at()));
      } else if (entry.event() instanceof ActionVerified verified) {
        byKey.replaceAll((key, old) -> verified(old, entry.incident(), verified));
      }
    }
    return new ActionLedger(List.copyOf(byKey.values()), ledgerEntries.size());
  }

  private static Entry reported(Entry old, ActionReported report, Instant at) {
    Optional<Instant> endedAt =
        report.status().isOpen() ? Optional.empty() : old.endedAt().or(() -> Optional.of(at));
    return new Entry(
        old.incident(), old.at(), old.intent(), report.status(), endedAt, old.recovered());
  }

  private static Entry verified(Entry old, IncidentId incident, ActionVerified verified) {
    boolean same =
        old.incident().equals(incident)
            && old.intent().attempt() == verified.attempt()
            && old.intent().planDigest().equals(verified.planDigest());
    return same
        ? new Entry(
            old.incident(),
            old.at(),
            old.intent(),
            old.status(),
            old.endedAt(),
            Optional.of(verified.recovered()))
        : old;
  }

  /** {@return the actions in the order of their intents} */
  public List<Entry> entries() {
    return entries;
  }

  /** {@return how many ledger events the journal held: an append may be conditional on it} */
  public long version() {
    return version;
  }

  /**
   * {@return the action of that key}
   *
   * @param key see {@link ActionIntended#key()}
   */
  public Optional<Entry> find(String key) {
    return entries.stream().filter(entry -> entry.intent().key().equals(key)).findFirst();
  }

  /**
   * {@return the actions whose intent is not older than an instant}
   *
   * @param since the instant
   */
  public List<Entry> since(Instant since) {
    return entries.stream().filter(entry -> !entry.at().isBefore(since)).toList();
  }
}
