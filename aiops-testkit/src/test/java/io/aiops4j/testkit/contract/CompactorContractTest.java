package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.testkit.contract.ErrorCounter.Sin;
import org.junit.jupiter.api.Test;

class CompactorContractTest extends CompactorContract {
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
    assertRejects(of(Sin.FORGETS_WHAT_IT_MERGES)::shippedPartsMergeLikeTheirOriginals);
  }

  @Test
  void rejectsACompactorThatBreaksTheBudget() {
    assertRejects(of(Sin.BREAKS_THE_BUDGET)::staysWithinTheBudget);
  }

  @Test
  void rejectsACompactorThatRemembersWhatItSaid() {
    assertRejects(of(Sin.COUNTS_ITS_DIGESTS)::saysTheSameTwice);
    assertRejects(of(Sin.WRITES_DOWN_ITS_DIGESTS)::digestingLeavesTheStateAsItIs);
  }

  @Test
  void rejectsACompactorThatHidesGaps() {
    assertRejects(of(Sin.HIDES_GAPS)::makesNothingOfNothing);
  }

  @Test
  void rejectsACompactorWhoseStateLacksSomething() {
    assertRejects(of(Sin.KEEPS_NAMES_BUT_NOT_COUNTS)::restoredStateSaysTheSame);
  }

  @Test
  void rejectsACompactorWhoseStateDependsOnTheOrderOfItsParts() {
    assertRejects(of(Sin.REMEMBERS_WHO_CAME_FIRST)::mergedPartsHaveTheStateOfOne);
  }

  @Test
  void rejectsACompactorThatForgetsItsPastWhenItGoesOn() {
    assertRejects(of(Sin.STARTS_ANEW_WHEN_RESTORED)::restoredStateGoesOn);
  }

  @Test
  void rejectsACompactorThatBelievesDamagedBytes() {
    assertRejects(of(Sin.BELIEVES_ANY_BYTES)::refusesDamagedState);
  }

  @Test
  void rejectsACompactorThatBelievesTheStateOfAnother() {
    assertRejects(of(Sin.BELIEVES_ANY_KIND)::refusesForeignState);
  }

  @Test
  void rejectsACompactorThatGuessesAtWhatANewerReleaseWrote() {
    assertRejects(of(Sin.BELIEVES_ANY_VERSION)::refusesStateOfANewerRelease);
  }

  @Test
  void rejectsACompactorThatMixesWindows() {
    assertRejects(of(Sin.BELIEVES_ANY_WINDOW)::refusesStateOfAnotherWindow);
    assertRejects(of(Sin.BELIEVES_ANY_WINDOW)::refusesToMergeAnotherWindow);
  }

  private static CompactorContract of(Sin sin) {
    return new CompactorContract() {
      @Override
      protected Compactor newCompactor() {
        return new ErrorCounter(sin);
      }
    };
  }
}
