package io.aiops4j.agents.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.Unrecognized;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.testkit.contract.IncidentJournalContract;
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

class InMemoryJournalTest extends IncidentJournalContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final IncidentId A = new IncidentId("inc-a");
  private static final IncidentId B = new IncidentId("inc-b");

  private final IncidentJournal journal = newJournal();

  @Override
  protected IncidentJournal newJournal() {
    return new InMemoryJournal();
  }

  @Test
  void aConflictOfTheIncidentIsToldBeforeOneOfTheLedger() {
    journal.append(Append.after(A, 0, NOON, List.of(done("k"))));

    assertThat(journal.append(judgedAt(0, A, 0, done("l"))))
        .isEqualTo(new AppendResult.SequenceConflict(1));
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
