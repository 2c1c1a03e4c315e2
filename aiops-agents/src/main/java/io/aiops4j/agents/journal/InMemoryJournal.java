package io.aiops4j.agents.journal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.LedgerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A journal in memory: for tests, for simulations, and as the model that durable journals are
 * compared with. Nothing of it outlives the process.
 *
 * <p>Positions count from 1 without gaps. If both conditions of an append fail, the answer is
 * {@link AppendResult.SequenceConflict}. Every list it returns is a snapshot. Thread-safe.
 */
public final class InMemoryJournal implements IncidentJournal {
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@code lock}. */
  private final SortedMap<IncidentId, List<JournalEntry>> byIncident = new TreeMap<>();

  /** Guarded by {@code lock}; its size is the version of the ledger. */
  private final List<JournalEntry> ledger = new ArrayList<>();

  /** Guarded by {@code lock}. */
  private long lastPosition;

  /** Makes an empty journal. */
  public InMemoryJournal() {}

  @Override
  public AppendResult append(Append append) {
    requireNonNull(append, "append");
    lock.lock();
    try {
      long sequence = byIncident.getOrDefault(append.incident(), List.of()).size();
      if (append.expectedSequence() != sequence) {
        return new AppendResult.SequenceConflict(sequence);
      }
      if (append.ledgerVersion().isPresent()
          && append.ledgerVersion().getAsLong() != ledger.size()) {
        return new AppendResult.LedgerMoved(ledger.size());
      }
      return new AppendResult.Appended(write(append, sequence));
    } finally {
      lock.unlock();
    }
  }

  /** Cannot fail half-way: an {@link Append} was checked when it was made. */
  private long write(Append append, long lastSequence) {
    List<JournalEntry> entries =
        byIncident.computeIfAbsent(append.incident(), incident -> new ArrayList<>());
    long sequence = lastSequence;
    for (IncidentEvent event : append.events()) {
      sequence++;
      lastPosition++;
      JournalEntry entry =
          new JournalEntry(append.incident(), sequence, lastPosition, append.at(), event);
      entries.add(entry);
      if (event instanceof LedgerEvent) {
        ledger.add(entry);
      }
    }
    return sequence;
  }

  @Override
  public List<JournalEntry> read(IncidentId incident) {
    requireNonNull(incident, "incident");
    lock.lock();
    try {
      return List.copyOf(byIncident.getOrDefault(incident, List.of()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<JournalEntry> readLedger() {
    lock.lock();
    try {
      return List.copyOf(ledger);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<IncidentId> incidents() {
    lock.lock();
    try {
      return List.copyOf(byIncident.keySet());
    } finally {
      lock.unlock();
    }
  }
}
