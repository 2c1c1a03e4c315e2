package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.Unrecognized;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.ActionVerified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link IncidentJournal} must hold. Extend it to test yours. */
public abstract class IncidentJournalContract {
  private static final IncidentId ONE = new IncidentId("inc-1");
  private static final IncidentId TWO = new IncidentId("inc-2");
  private static final Instant NOON = SafetyFixtures.NOON;
  private static final IncidentEvent ENTERED =
      new LoopEvent.StateEntered(IncidentState.DETECTED, "two nodes are hot");
  private static final IncidentEvent UNKNOWN =
      new Unrecognized("incident.dreamt", "{\"type\":\"incident.dreamt\",\"of\":\"sheep\"}");
  private static final ActionIntended INTENT =
      SafetyFixtures.intent(SafetyFixtures.steps().get(0), "key-1", 1);
  private static final IncidentEvent REPORT =
      new ActionReported("key-1", ActionLedger.Status.DONE, "done");

  /** For subclasses. */
  protected IncidentJournalContract() {}

  /** {@return a new journal without any event} */
  protected abstract IncidentJournal newJournal();

  /**
   * {@return the journal as it is after a restart; the same one by default. Override it if yours
   * outlives a process}
   *
   * @param journal from {@link #newJournal()}, used
   */
  protected IncidentJournal reopen(IncidentJournal journal) {
    return journal;
  }

  /** Nothing is there before anything was written. */
  @Test
  public void startsEmpty() {
    IncidentJournal journal = newJournal();
    assertThat(journal.read(ONE)).isEmpty();
    assertThat(journal.readLedger()).isEmpty();
    assertThat(journal.incidents()).isEmpty();
  }

  /** The events of an incident are counted from 1. */
  @Test
  public void numbersEventsWithoutGaps() {
    IncidentJournal journal = newJournal();
    assertThat(append(journal, ONE, 0, ENTERED, UNKNOWN)).isEqualTo(appended(2));
    assertThat(append(journal, TWO, 0, ENTERED)).isEqualTo(appended(1));
    assertThat(append(journal, ONE, 2, ENTERED)).isEqualTo(appended(3));

    assertThat(journal.read(ONE)).extracting(JournalEntry::sequence).containsExactly(1L, 2L, 3L);
    assertThat(journal.read(TWO)).extracting(JournalEntry::sequence).containsExactly(1L);
    assertThat(journal.read(ONE)).extracting(JournalEntry::incident).containsOnly(ONE);
  }

  /** Positions tell the order of all events. */
  @Test
  public void ordersTheEventsOfAllIncidentsByPosition() {
    IncidentJournal journal = newJournal();
    append(journal, TWO, 0, ENTERED);
    append(journal, ONE, 0, ENTERED, UNKNOWN);
    append(journal, TWO, 1, ENTERED);

    List<Long> positions = new ArrayList<>();
    positions.add(journal.read(TWO).get(0).position());
    journal.read(ONE).forEach(entry -> positions.add(entry.position()));
    positions.add(journal.read(TWO).get(1).position());
    assertThat(positions).isSorted().doesNotHaveDuplicates();
  }

  /** What comes back is what was written, the time included. */
  @Test
  public void keepsEventsAsTheyWereWritten() {
    IncidentJournal journal = newJournal();
    ActionVerified verified = new ActionVerified(INTENT.planDigest(), 1, true);
    append(journal, ONE, 0, ENTERED, INTENT, REPORT, verified);

    List<JournalEntry> read = reopen(journal).read(ONE);

    assertThat(read)
        .extracting(JournalEntry::event)
        .containsExactly(ENTERED, INTENT, REPORT, verified);
    assertThat(read).extracting(JournalEntry::at).containsOnly(NOON);
  }

  /** An event of a newer release is neither lost nor changed. */
  @Test
  public void keepsEventsItDoesNotKnow() {
    IncidentJournal journal = newJournal();
    append(journal, ONE, 0, UNKNOWN, ENTERED);

    assertThat(reopen(journal).read(ONE))
        .extracting(JournalEntry::event)
        .containsExactly(UNKNOWN, ENTERED);
  }

  /** A writer that has not seen the last event writes nothing. */
  @Test
  public void writesNothingIfTheIncidentHasMovedOn() {
    IncidentJournal journal = newJournal();
    append(journal, ONE, 0, ENTERED);

    for (long wrong : List.of(0L, 2L, 7L)) {
      assertThat(append(journal, ONE, wrong, UNKNOWN, REPORT))
          .isEqualTo(new AppendResult.SequenceConflict(1));
    }

    assertThat(journal.read(ONE)).extracting(JournalEntry::event).containsExactly(ENTERED);
    assertThat(journal.readLedger()).isEmpty();
    assertThat(append(journal, ONE, 1, UNKNOWN)).as("goes on after it").isEqualTo(appended(2));
  }

  /** An intent is written only on the ledger that was judged. */
  @Test
  public void writesNothingIfTheLedgerHasMoved() {
    IncidentJournal journal = newJournal();
    append(journal, TWO, 0, INTENT);

    assertThat(appendOnLedger(journal, ONE, 0, 0, REPORT))
        .isEqualTo(new AppendResult.LedgerMoved(1));
    assertThat(appendOnLedger(journal, ONE, 0, 2, REPORT))
        .isEqualTo(new AppendResult.LedgerMoved(1));

    assertThat(journal.read(ONE)).isEmpty();
    assertThat(journal.incidents()).containsExactly(TWO);
    assertThat(appendOnLedger(journal, ONE, 0, 1, REPORT)).isEqualTo(appended(1));
  }

  /** The version of the ledger is the number of its events, whoever counts. */
  @Test
  public void countsLedgerEventsOnly() {
    IncidentJournal journal = newJournal();
    append(journal, ONE, 0, ENTERED, UNKNOWN);
    assertThat(appendOnLedger(journal, ONE, 2, 0, INTENT, ENTERED, REPORT)).isEqualTo(appended(5));

    assertThat(ActionLedger.fold(journal.readLedger()).version()).isEqualTo(2);
    assertThat(appendOnLedger(reopen(journal), ONE, 5, 2, ENTERED)).isEqualTo(appended(6));
  }

  /** The ledger joins the actions of all incidents in the order in which they were written. */
  @Test
  public void tellsTheLedgerOfAllIncidentsInOrder() {
    IncidentJournal journal = newJournal();
    append(journal, TWO, 0, ENTERED, INTENT);
    append(journal, ONE, 0, UNKNOWN);
    append(journal, ONE, 1, REPORT);
    append(journal, TWO, 2, REPORT, ENTERED);

    List<JournalEntry> ledger = reopen(journal).readLedger();

    assertThat(ledger).extracting(JournalEntry::event).containsExactly(INTENT, REPORT, REPORT);
    assertThat(ledger).extracting(JournalEntry::incident).containsExactly(TWO, ONE, TWO);
    assertThat(ledger).extracting(JournalEntry::sequence).containsExactly(2L, 2L, 3L);
  }

  /** Incidents are listed sorted, each once. */
  @Test
  public void listsIncidentsSorted() {
    IncidentJournal journal = newJournal();
    append(journal, TWO, 0, ENTERED);
    append(journal, ONE, 0, ENTERED);
    append(journal, TWO, 1, ENTERED);

    assertThat(reopen(journal).incidents()).containsExactly(ONE, TWO);
  }

  /** What a reader holds does not change under it. */
  @Test
  public void givesReadersASnapshot() {
    IncidentJournal journal = newJournal();
    append(journal, ONE, 0, INTENT);
    List<JournalEntry> entries = journal.read(ONE);
    List<JournalEntry> ledger = journal.readLedger();
    List<IncidentId> incidents = journal.incidents();

    append(journal, ONE, 1, REPORT);
    append(journal, TWO, 0, ENTERED);

    assertThat(entries).hasSize(1);
    assertThat(ledger).hasSize(1);
    assertThat(incidents).containsExactly(ONE);
  }

  /** Of several writers that saw the same last event, one wins. */
  @Test
  public void letsExactlyOneOfManyWritersAppend() {
    IncidentJournal journal = newJournal();
    List<Callable<AppendResult>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      IncidentEvent event = new LoopEvent.StateEntered(IncidentState.DETECTED, "writer " + i);
      writers.add(() -> append(journal, ONE, 0, event, REPORT));
    }

    List<AppendResult> results = Threads.together(writers);

    assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
    assertThat(results).containsOnly(appended(2), new AppendResult.SequenceConflict(2));
    assertThat(journal.read(ONE)).hasSize(2);
  }

  /** Of several incidents that judged the same ledger, one wins. */
  @Test
  public void letsExactlyOneOfManyIncidentsActOnALedger() {
    IncidentJournal journal = newJournal();
    List<Callable<AppendResult>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      IncidentId incident = new IncidentId("inc-" + i);
      writers.add(() -> appendOnLedger(journal, incident, 0, 0, INTENT));
    }

    List<AppendResult> results = Threads.together(writers);

    assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
    assertThat(results).containsOnly(appended(1), new AppendResult.LedgerMoved(1));
    assertThat(journal.readLedger()).hasSize(1);
  }

  /** No reader ever sees a part of a batch. */
  @Test
  public void showsABatchWholeOrNotAtAll() {
    IncidentJournal journal = newJournal();
    int batches = 100;
    Callable<Boolean> writer =
        () -> {
          for (int i = 0; i < batches; i++) {
            append(journal, ONE, 3L * i, ENTERED, INTENT, REPORT);
          }
          return true;
        };
    Callable<Boolean> reader =
        () -> {
          boolean whole = true;
          int seen = 0;
          while (seen < 3 * batches && whole && !Thread.currentThread().isInterrupted()) {
            seen = journal.read(ONE).size();
            whole = seen % 3 == 0 && journal.readLedger().size() % 2 == 0;
          }
          return whole;
        };

    assertThat(Threads.together(List.of(writer, reader))).containsOnly(true);
  }

  private static AppendResult append(
      IncidentJournal journal, IncidentId incident, long expected, IncidentEvent... events) {
    return journal.append(Append.after(incident, expected, NOON, List.of(events)));
  }

  private static AppendResult appendOnLedger(
      IncidentJournal journal,
      IncidentId incident,
      long expected,
      long ledgerVersion,
      IncidentEvent... events) {
    return journal.append(
        new Append(incident, expected, OptionalLong.of(ledgerVersion), NOON, List.of(events)));
  }

  private static AppendResult appended(long sequence) {
    return new AppendResult.Appended(sequence);
  }
}
