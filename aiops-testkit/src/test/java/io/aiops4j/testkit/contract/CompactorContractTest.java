package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompactorContractTest extends CompactorContract {
  /** What a compactor may do wrong. */
  private enum Sin {
    NONE,
    LOOKS_OUTSIDE,
    FORGETS_WHAT_IT_MERGES,
    BREAKS_THE_BUDGET,
    COUNTS_ITS_DIGESTS,
    HIDES_GAPS
  }

  @Override
  protected Compactor newCompactor() {
    return new ErrorCounter(Sin.NONE);
  }

  @Test
  void rejectsACompactorThatLooksOutsideItsWindow() {
    assertRejects(of(Sin.LOOKS_OUTSIDE)::passesOverWhatIsOutsideTheWindow);
  }

  @Test
  void rejectsACompactorThatLosesWhatIsMerged() {
    assertRejects(of(Sin.FORGETS_WHAT_IT_MERGES)::mergedPartsSayTheSame);
  }

  @Test
  void rejectsACompactorThatBreaksTheBudget() {
    assertRejects(of(Sin.BREAKS_THE_BUDGET)::staysWithinTheBudget);
  }

  @Test
  void rejectsACompactorThatRemembersWhatItSaid() {
    assertRejects(of(Sin.COUNTS_ITS_DIGESTS)::saysTheSameTwice);
  }

  @Test
  void rejectsACompactorThatHidesGaps() {
    assertRejects(of(Sin.HIDES_GAPS)::makesNothingOfNothing);
  }

  private static CompactorContract of(Sin sin) {
    return new CompactorContract() {
      @Override
      protected Compactor newCompactor() {
        return new ErrorCounter(sin);
      }
    };
  }

  /** Counts the error lines of each component. */
  private record ErrorCounter(Sin sin) implements Compactor {
    @Override
    public Set<Modality> modalities() {
      return Set.of(Modality.LOGS);
    }

    @Override
    public Accumulator accumulator(CompactionWindow window) {
      return new Counts(sin, window);
    }
  }

  private static final class Counts implements Accumulator {
    private final Sin sin;
    private final CompactionWindow window;
    private final SortedMap<Component, Integer> errors = new TreeMap<>();
    private int digests;

    Counts(Sin sin, CompactionWindow window) {
      this.sin = sin;
      this.window = window;
    }

    @Override
    public boolean log(LogRecord record) {
      boolean inside = sin == Sin.LOOKS_OUTSIDE || window.observed().contains(record.time());
      if (inside && record.severity() == Severity.ERROR) {
        errors.merge(record.component(), 1, Integer::sum);
      }
      return true;
    }

    @Override
    public void merge(Accumulator other) {
      if (sin != Sin.FORGETS_WHAT_IT_MERGES) {
        ((Counts) other).errors.forEach((who, count) -> errors.merge(who, count, Integer::sum));
      }
    }

    @Override
    public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
      digests++;
      TelemetryQuery query = TelemetryQuery.builder(window.observed(), window.asOf()).build();
      List<Evidence> found = new ArrayList<>();
      errors.forEach(
          (who, count) ->
              found.add(
                  Evidence.builder(Modality.LOGS, who, "log.errors", window.observed())
                      .magnitude(count, "lines")
                      .strength(Math.min(12, count / 10.0))
                      .statement(count + " errors" + (sin == Sin.COUNTS_ITS_DIGESTS ? digests : ""))
                      .query(query)
                      .build()));
      found.sort(Evidence.BY_STRENGTH);
      int keep =
          sin == Sin.BREAKS_THE_BUDGET ? found.size() : Math.min(found.size(), budget.maxItems());
      List<EvidenceDigest.Omission> omitted =
          keep == found.size()
              ? List.of()
              : List.of(new EvidenceDigest.Omission("log.errors", found.size() - keep, "budget"));
      Coverage said = sin == Sin.HIDES_GAPS ? Coverage.complete(query, 0) : coverage;
      return new EvidenceDigest(found.subList(0, keep), omitted, said);
    }
  }
}
