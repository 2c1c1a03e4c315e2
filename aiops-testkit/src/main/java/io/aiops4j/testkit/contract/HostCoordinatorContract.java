package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.safety.HostAnswer;
import io.aiops4j.api.safety.HostCoordinator;
import io.aiops4j.api.safety.PolicyContext;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link HostCoordinator} must hold. Extend it to test yours. */
public abstract class HostCoordinatorContract {
  /** For subclasses. */
  protected HostCoordinatorContract() {}

  /** {@return a new host} */
  protected abstract HostCoordinator newHost();

  /** {@return the dispatches it is asked about; a few over a small fleet by default} */
  protected List<PolicyContext> contexts() {
    return SafetyFixtures.contexts();
  }

  /** There is always an answer; a host that breaks would veto everything. */
  @Test
  public void alwaysAnswers() {
    HostCoordinator host = newHost();
    for (PolicyContext context : contexts()) {
      assertThat(host.beforeDispatch(context)).as("on %s", context.step()).isNotNull();
    }
  }

  /** Who objects says why, and until when if it will pass. */
  @Test
  public void saysWhyItObjectsAndUntilWhen() {
    HostCoordinator host = newHost();
    for (PolicyContext context : contexts()) {
      HostAnswer answer = host.beforeDispatch(context);
      if (answer instanceof HostAnswer.Veto veto) {
        assertThat(veto.reason()).isNotBlank();
      } else if (answer instanceof HostAnswer.Hold hold) {
        assertThat(hold.reason()).isNotBlank();
        assertThat(hold.until()).as("when to ask again").isAfter(context.now());
      } else if (answer instanceof HostAnswer.ActsItself acts) {
        assertThat(acts.reason()).isNotBlank();
        assertThat(acts.until()).as("when to look again").isAfter(context.now());
      }
    }
  }

  /** Being asked dispatches nothing: the same question has the same answer. */
  @Test
  public void isNotChangedByBeingAsked() {
    HostCoordinator host = newHost();
    for (PolicyContext context : contexts()) {
      assertThat(host.beforeDispatch(context)).isEqualTo(host.beforeDispatch(context));
    }
  }

  /** Many incidents ask at the same time. */
  @Test
  public void answersOnManyThreads() {
    HostCoordinator host = newHost();
    List<PolicyContext> contexts = contexts();
    Callable<List<HostAnswer>> asker = () -> contexts.stream().map(host::beforeDispatch).toList();
    List<HostAnswer> alone = contexts.stream().map(host::beforeDispatch).toList();
    assertThat(Threads.together(Collections.nCopies(4, asker)))
        .allSatisfy(answers -> assertThat(answers).isEqualTo(alone));
  }
}
