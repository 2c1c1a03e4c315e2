package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.PolicyContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link AutonomyLadder} must hold. Extend it to test yours. */
public abstract class AutonomyLadderContract {
  /** For subclasses. */
  protected AutonomyLadderContract() {}

  /** {@return a new ladder, with the same rungs each time} */
  protected abstract AutonomyLadder newLadder();

  /** {@return what it is asked about; a few steps over a small fleet by default} */
  protected List<PolicyContext> contexts() {
    return SafetyFixtures.contexts();
  }

  /** There is always a level; a ladder that breaks would let the loop only observe. */
  @Test
  public void alwaysNamesALevel() {
    AutonomyLadder ladder = newLadder();
    for (PolicyContext context : contexts()) {
      assertThat(ladder.level(context)).as("on %s", context.step()).isNotNull();
    }
  }

  /** The same context has the same level, whoever is asked, and whatever was asked before. */
  @Test
  public void isAFunctionOfTheContext() {
    AutonomyLadder ladder = newLadder();
    List<AutonomyLevel> levels = levels(ladder, contexts());
    assertThat(levels(ladder, contexts())).as("asked again").isEqualTo(levels);
    assertThat(levels(newLadder(), contexts())).as("asked of another one").isEqualTo(levels);
    List<PolicyContext> backwards = new ArrayList<>(contexts());
    Collections.reverse(backwards);
    List<AutonomyLevel> again = new ArrayList<>(levels(newLadder(), backwards));
    Collections.reverse(again);
    assertThat(again).as("asked backwards").isEqualTo(levels);
  }

  /** Many incidents are judged at the same time. */
  @Test
  public void answersAlikeOnManyThreads() {
    AutonomyLadder ladder = newLadder();
    List<AutonomyLevel> alone = levels(newLadder(), contexts());
    Callable<List<AutonomyLevel>> asker = () -> levels(ladder, contexts());
    assertThat(Threads.together(Collections.nCopies(4, asker)))
        .allSatisfy(levels -> assertThat(levels).isEqualTo(alone));
  }

  private static List<AutonomyLevel> levels(AutonomyLadder ladder, List<PolicyContext> contexts) {
    return contexts.stream().map(ladder::level).toList();
  }
}
