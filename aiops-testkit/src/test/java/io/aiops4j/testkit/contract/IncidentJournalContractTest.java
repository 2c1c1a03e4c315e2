package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.LedgerEvent;
import io.aiops4j.api.journal.Unrecognized;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IncidentJournalContractTest extends IncidentJournalContract {
  private enum Sin {
    COUNTS_FROM_ZERO,
    WRITES_DESPITE_CONFLICT,
    WRITES_THE_FIRST_OF_A_REFUSED_BATCH,
    IGNORES_THE_LEDGER,
    COUNTS_EVERY_EVENT_AS_LEDGER,
    DROPS_UNKNOWN_EVENTS,
    LENDS_ITS_OWN_LIST,
    CHECKS_THEN_WRITES_UNGUARDED,
    SHOWS_HALF_A_BATCH,
    LISTS_IN_ORDER_OF_ARRIVAL,
    FORGETS_ON_RESTART
  }

  @Override
  protected IncidentJournal newJournal() {
    return new MemoryJournal();
  }

  @Test
  void rejectsGapsInTheSequence() {
    assertRejects(sinning(Sin.COUNTS_FROM_ZERO)::numbersEventsWithoutGaps);
  }

  @Test
  void rejectsAConflictThatWrites() {
    assertRejects(sinning(Sin.WRITES_DESPITE_CONFLICT)::writesNothingIfTheIncidentHasMovedOn);
    assertRejects(
        sinning(Sin.WRITES_THE_FIRST_OF_A_REFUSED_BATCH)::writesNothingIfTheIncidentHasMovedOn);
  }

  @Test
  void rejectsAnAppendOnALedgerThatNobodyJudged() {
    assertRejects(sinning(Sin.IGNORES_THE_LEDGER)::writesNothingIfTheLedgerHasMoved);
    assertRejects(sinning(Sin.IGNORES_THE_LEDGER)::letsExactlyOneOfManyIncidentsActOnALedger);
  }

  @Test
  void rejectsALedgerVersionThatOthersCannotCount() {
    assertRejects(sinning(Sin.COUNTS_EVERY_EVENT_AS_LEDGER)::countsLedgerEventsOnly);
  }

  @Test
  void rejectsAJournalThatDropsWhatItDoesNotKnow() {
    assertRejects(sinning(Sin.DROPS_UNKNOWN_EVENTS)::keepsEventsItDoesNotKnow);
  }

  @Test
  void rejectsAViewThatChangesUnderItsReader() {
    assertRejects(sinning(Sin.LENDS_ITS_OWN_LIST)::givesReadersASnapshot);
  }

  @Test
  void rejectsTwoWinnersOfARace() {
    assertRejects(sinning(Sin.CHECKS_THEN_WRITES_UNGUARDED)::letsExactlyOneOfManyWritersAppend);
  }

  @Test
  void rejectsHalfABatch() {
    assertRejects(sinning(Sin.SHOWS_HALF_A_BATCH)::showsABatchWholeOrNotAtAll);
  }

  @Test
  void rejectsAnUnsortedList() {
    assertRejects(sinning(Sin.LISTS_IN_ORDER_OF_ARRIVAL)::listsIncidentsSorted);
  }

  @Test
  void rejectsAJournalThatForgets() {
    assertRejects(sinning(Sin.FORGETS_ON_RESTART)::keepsEventsAsTheyWereWritten);
  }

  private static IncidentJournalContract sinning(Sin sin) {
    return new IncidentJournalContract() {
      @Override
      protected IncidentJournal newJournal() {
        return new Sinner(EnumSet.of(sin));
      }

      @Override
      protected IncidentJournal reopen(IncidentJournal journal) {
        return sin == Sin.FORGETS_ON_RESTART ? newJournal() : journal;
      }
    };
  }

  /** A journal that is right but for its sins. */
  private static final class Sinner implements IncidentJournal {
    private final Set<Sin> sins;
    private final List<JournalEntry> entries = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch somebodyRead = new CountDownLatch(1);
    private final CyclicBarrier allHaveChecked = new CyclicBarrier(8);

    Sinner(Set<Sin> sins) {
      this.sins = sins;
    }

    @Override
    public AppendResult append(Append append) {
      if (sins.contains(Sin.CHECKS_THEN_WRITES_UNGUARDED)) {
        AppendResult checked = check(append);
        await();
        return checked instanceof AppendResult.Appended ? write(append) : checked;
      }
      synchronized (this) {
        AppendResult checked = check(append);
        if (checked instanceof AppendResult.Appended) {
          return write(append);
        }
        if (sins.contains(Sin.WRITES_DESPITE_CONFLICT)) {
          write(append);
        }
        if (sins.contains(Sin.WRITES_THE_FIRST_OF_A_REFUSED_BATCH)) {
          write(Append.after(append.incident(), 0, append.at(), append.events().subList(0, 1)));
        }
        return checked;
      }
    }

    private AppendResult check(Append append) {
      long last = read(append.incident()).size();
      if (last != append.expectedSequence()) {
        return new AppendResult.SequenceConflict(last);
      }
      long version =
          sins.contains(Sin.COUNTS_EVERY_EVENT_AS_LEDGER) ? entries.size() : readLedger().size();
      boolean moved =
          append.ledgerVersion().isPresent() && append.ledgerVersion().getAsLong() != version;
      return moved && !sins.contains(Sin.IGNORES_THE_LEDGER)
          ? new AppendResult.LedgerMoved(version)
          : new AppendResult.Appended(last);
    }

    private AppendResult write(Append append) {
      long last = read(append.incident()).size();
      for (IncidentEvent event : append.events()) {
        if (sins.contains(Sin.DROPS_UNKNOWN_EVENTS) && event instanceof Unrecognized) {
          continue;
        }
        long sequence = sins.contains(Sin.COUNTS_FROM_ZERO) ? last++ : ++last;
        entries.add(
            new JournalEntry(append.incident(), sequence, entries.size(), append.at(), event));
        if (sins.contains(Sin.SHOWS_HALF_A_BATCH)) {
          letSomebodyRead();
        }
      }
      return new AppendResult.Appended(last);
    }

    private void letSomebodyRead() {
      try {
        somebodyRead.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void await() {
      try {
        allHaveChecked.await(10, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public List<JournalEntry> read(IncidentId incident) {
      if (sins.contains(Sin.LENDS_ITS_OWN_LIST)) {
        return entries;
      }
      if (sins.contains(Sin.SHOWS_HALF_A_BATCH)) {
        List<JournalEntry> half = of(incident);
        if (!half.isEmpty()) {
          somebodyRead.countDown();
        }
        return half;
      }
      synchronized (this) {
        return of(incident);
      }
    }

    private List<JournalEntry> of(IncidentId incident) {
      synchronized (entries) {
        return entries.stream().filter(entry -> entry.incident().equals(incident)).toList();
      }
    }

    @Override
    public List<JournalEntry> readLedger() {
      synchronized (entries) {
        return entries.stream().filter(entry -> entry.event() instanceof LedgerEvent).toList();
      }
    }

    @Override
    public List<IncidentId> incidents() {
      synchronized (entries) {
        return sins.contains(Sin.LISTS_IN_ORDER_OF_ARRIVAL)
            ? entries.stream().map(JournalEntry::incident).distinct().toList()
            : entries.stream().map(JournalEntry::incident).distinct().sorted().toList();
      }
    }
  }
}
