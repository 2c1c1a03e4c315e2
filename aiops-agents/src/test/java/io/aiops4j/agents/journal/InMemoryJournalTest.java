package io.aiops4j.agents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.Unrecognized;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the journal in memory must hold. */
class InMemoryJournalTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final IncidentId A = new IncidentId("inc-a");
  private static final IncidentId B = new IncidentId("inc-b");

  private final IncidentJournal journal = newJournal();

  private static IncidentJournal newJournal() {
    return new InMemoryJournal();
  }

  @Test
  void numbersTheEventsOfAnIncidentFromOneWithoutGaps() {
    assertThat(journal.append(Append.after(A, 0, NOON, List.of(note("x"), note("y")))))
        .isEqualTo(new AppendResult.Appended(2));
    assertThat(journal.append(Append.after(A, 2, NOON, List.of(note("z")))))
        .isEqualTo(new AppendResult.Appended(3));

    assertThat(journal.read(A)).extracting(JournalEntry::sequence).containsExactly(1L, 2L, 3L);
    assertThat(journal.read(A))
        .extracting(JournalEntry::event)
        .containsExactly(note("x"), note("y"), note("z"));
    assertThat(journal.read(A)).extracting(JournalEntry::at).containsOnly(NOON);
  }

  @Test
  void positionsAscendOverAllIncidents() {
    journal.append(Append.after(B, 0, NOON, List.of(note("x"))));
    journal.append(Append.after(A, 0, NOON, List.of(note("y"), note("z"))));

    assertThat(journal.read(B)).extracting(JournalEntry::position).containsExactly(1L);
    assertThat(journal.read(A)).extracting(JournalEntry::position).containsExactly(2L, 3L);
    assertThat(journal.incidents()).containsExactly(A, B);
  }

  @Test
  void holdsNothingOfAnUnknownIncident() {
    assertThat(journal.read(A)).isEmpty();
    assertThat(journal.incidents()).isEmpty();
    assertThat(journal.readLedger()).isEmpty();
  }

  @Test
  void writesNothingWhenTheIncidentHasMovedOn() {
    journal.append(Append.after(A, 0, NOON, List.of(note("x"))));

    assertThat(journal.append(Append.after(A, 0, NOON, List.of(note("y"), done("k")))))
        .isEqualTo(new AppendResult.SequenceConflict(1));
    assertThat(journal.append(Append.after(A, 2, NOON, List.of(note("y")))))
        .isEqualTo(new AppendResult.SequenceConflict(1));
    assertThat(journal.append(Append.after(B, 1, NOON, List.of(note("y")))))
        .isEqualTo(new AppendResult.SequenceConflict(0));

    assertThat(journal.read(A)).hasSize(1);
    assertThat(journal.readLedger()).isEmpty();
    assertThat(journal.incidents()).containsExactly(A);
  }

  @Test
  void writesNothingWhenAnActionOfAnotherIncidentWasJournaledSince() {
    journal.append(Append.after(B, 0, NOON, List.of(note("x"), done("k"))));

    assertThat(journal.append(judgedAt(0, A, 0, note("y"), done("l"))))
        .isEqualTo(new AppendResult.LedgerMoved(1));
    assertThat(journal.read(A)).isEmpty();
    assertThat(journal.append(judgedAt(1, A, 0, note("y"), done("l"))))
        .isEqualTo(new AppendResult.Appended(2));
  }

  @Test
  void theVersionOfTheLedgerIsTheNumberOfItsEvents() {
    journal.append(Append.after(A, 0, NOON, List.of(done("k"), note("x"), done("l"))));
    journal.append(Append.after(B, 0, NOON, List.of(note("y"))));

    assertThat(ActionLedger.fold(journal.readLedger()).version()).isEqualTo(2);
    assertThat(journal.append(judgedAt(2, B, 1, done("m"))))
        .isInstanceOf(AppendResult.Appended.class);
    assertThat(journal.readLedger()).extracting(JournalEntry::position).containsExactly(1L, 3L, 5L);
  }

  @Test
  void aConflictOfTheIncidentIsToldBeforeOneOfTheLedger() {
    journal.append(Append.after(A, 0, NOON, List.of(done("k"))));

    assertThat(journal.append(judgedAt(0, A, 0, done("l"))))
        .isEqualTo(new AppendResult.SequenceConflict(1));
  }

  @Test
  void whatWasReadStaysAsItWas() {
    journal.append(Append.after(A, 0, NOON, List.of(done("k"))));
    List<JournalEntry> events = journal.read(A);
    List<JournalEntry> ledger = journal.readLedger();
    List<IncidentId> incidents = journal.incidents();

    journal.append(Append.after(A, 1, NOON, List.of(done("l"))));
    journal.append(Append.after(B, 0, NOON, List.of(done("m"))));

    assertThat(events).hasSize(1);
    assertThat(ledger).hasSize(1);
    assertThat(incidents).containsExactly(A);
    assertThatThrownBy(events::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @Timeout(60)
  void exactlyOneOfManyAppendersWinsEachSequence() throws Exception {
    int rounds = 200;
    for (int round = 0; round < rounds; round++) {
      long expected = round;
      List<AppendResult> results =
          together(
              8, who -> journal.append(Append.after(A, expected, NOON, List.of(note("" + who)))));

      assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(AppendResult.SequenceConflict.class::isInstance).hasSize(7);
    }
    assertThat(journal.read(A)).hasSize(rounds);
  }

  @Test
  @Timeout(60)
  void exactlyOneOfManyIncidentsWinsEachVersionOfTheLedger() throws Exception {
    int rounds = 200;
    for (int round = 0; round < rounds; round++) {
      long version = round;
      String name = "r" + round + "-";
      List<AppendResult> results =
          together(
              8,
              who -> journal.append(judgedAt(version, new IncidentId(name + who), 0, done("k"))));

      assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(AppendResult.LedgerMoved.class::isInstance).hasSize(7);
    }
    assertThat(journal.readLedger()).hasSize(rounds);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void foldsTheSameAsAPlainListOfAccepted(long seed) {
    Random random = new Random(seed);
    Map<IncidentId, List<IncidentEvent>> model = new HashMap<>();
    int ledger = 0;
    for (int i = 0; i < 500; i++) {
      IncidentId who = new IncidentId("inc-" + random.nextInt(5));
      int known = model.getOrDefault(who, List.of()).size() - (random.nextInt(4) == 0 ? 1 : 0);
      List<IncidentEvent> events =
          random.nextBoolean() ? List.of(note("n")) : List.of(done("k"), note("n"));
      OptionalLong judged =
          random.nextBoolean() ? OptionalLong.of(ledger - random.nextInt(2)) : OptionalLong.empty();

      AppendResult result = journal.append(new Append(who, known, judged, NOON, events));

      boolean fits = known == model.getOrDefault(who, List.of()).size();
      boolean current = judged.isEmpty() || judged.getAsLong() == ledger;
      assertThat(result instanceof AppendResult.Appended).isEqualTo(fits && current);
      if (fits && current) {
        model.computeIfAbsent(who, id -> new ArrayList<>()).addAll(events);
        ledger += events.size() - 1;
      }
    }
    for (IncidentId who : journal.incidents()) {
      assertThat(journal.read(who)).extracting(JournalEntry::event).isEqualTo(model.get(who));
    }
    assertThat(journal.readLedger()).hasSize(ledger);
  }

  private static List<AppendResult> together(int many, IntFunction<AppendResult> work)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      CountDownLatch ready = new CountDownLatch(many);
      CountDownLatch go = new CountDownLatch(1);
      List<Future<AppendResult>> futures = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        int who = i;
        futures.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  go.await();
                  return work.apply(who);
                }));
      }
      ready.await();
      go.countDown();
      List<AppendResult> results = new ArrayList<>();
      for (Future<AppendResult> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Append judgedAt(
      long ledger, IncidentId incident, long expected, IncidentEvent... events) {
    return new Append(incident, expected, OptionalLong.of(ledger), NOON, List.of(events));
  }

  private static IncidentEvent note(String text) {
    return new Unrecognized("note", text);
  }

  private static IncidentEvent done(String key) {
    return new ActionReported(key, ActionLedger.Status.DONE, "done");
  }
}
