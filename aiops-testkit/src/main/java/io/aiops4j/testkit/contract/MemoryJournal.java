package io.aiops4j.testkit.contract;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.LedgerEvent;
import java.util.ArrayList;
import java.util.List;

/** The smallest journal that keeps its contract; for gates that contracts make. */
final class MemoryJournal implements IncidentJournal {
  private final List<JournalEntry> entries = new ArrayList<>(); // guarded by this

  @Override
  public synchronized AppendResult append(Append append) {
    long last = read(append.incident()).size();
    if (last != append.expectedSequence()) {
      return new AppendResult.SequenceConflict(last);
    }
    long version = readLedger().size();
    if (append.ledgerVersion().isPresent() && append.ledgerVersion().getAsLong() != version) {
      return new AppendResult.LedgerMoved(version);
    }
    for (IncidentEvent event : append.events()) {
      entries.add(new JournalEntry(append.incident(), ++last, entries.size(), append.at(), event));
    }
    return new AppendResult.Appended(last);
  }

  @Override
  public synchronized List<JournalEntry> read(IncidentId incident) {
    return entries.stream().filter(entry -> entry.incident().equals(incident)).toList();
  }

  @Override
  public synchronized List<JournalEntry> readLedger() {
    return entries.stream().filter(entry -> entry.event() instanceof LedgerEvent).toList();
  }

  @Override
  public synchronized List<IncidentId> incidents() {
    return entries.stream().map(JournalEntry::incident).distinct().sorted().toList();
  }
}
