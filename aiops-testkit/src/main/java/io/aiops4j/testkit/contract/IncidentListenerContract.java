package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.aiops4j.api.incident.IncidentListener;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.Unrecognized;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.ActionVerified;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.Judgement;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link IncidentListener} must hold. Extend it to test yours. */
public abstract class IncidentListenerContract {
  /** For subclasses. */
  protected IncidentListenerContract() {}

  /** {@return a new listener} */
  protected abstract IncidentListener newListener();

  /**
   * {@return what it is told: one incident from its alert to its end, with an event of a kind that
   * this release does not know}
   */
  protected List<JournalEntry> story() {
    Trigger trigger =
        new Trigger(
            "pager", "slo", SafetyFixtures.NOON, new TreeSet<>(), "slow", TrustClass.EXTERNAL);
    Decision decision = new Decision.Deny("it is late", "wait");
    List<IncidentEvent> events =
        List.of(
            new LoopEvent.Opened(trigger),
            new LoopEvent.SignalReceived(new Signal.Alert(trigger)),
            new LoopEvent.StateEntered(IncidentState.DETECTED, "it shows"),
            new Unrecognized("incident.from_the_future", "{}"),
            new LoopEvent.StepJudged(0, new Judgement(AutonomyLevel.AUTO, decision, "", List.of())),
            SafetyFixtures.intent(SafetyFixtures.steps().get(0), "key-1", 1),
            new ActionReported("key-1", ActionLedger.Status.UNKNOWN, "no answer"),
            new ActionVerified("plan", 1, false),
            new LoopEvent.StateEntered(IncidentState.ESCALATED, "nothing helped"));
    List<JournalEntry> story = new ArrayList<>();
    for (IncidentEvent event : events) {
      int place = story.size();
      story.add(
          new JournalEntry(
              SafetyFixtures.INCIDENT,
              place + 1,
              place,
              SafetyFixtures.NOON.plusSeconds(place),
              event));
    }
    return story;
  }

  /** What it throws is lost to its user: it bears every event, also twice and in any order. */
  @Test
  public void bearsEveryEvent() {
    IncidentListener listener = newListener();
    List<JournalEntry> backwards = new ArrayList<>(story());
    Collections.reverse(backwards);
    for (List<JournalEntry> told : List.of(story(), story(), backwards)) {
      for (JournalEntry entry : told) {
        assertThatCode(() -> listener.journaled(entry)).as("%s", entry).doesNotThrowAnyException();
      }
    }
  }

  /** Many incidents tell it things at the same time. */
  @Test
  public void listensOnManyThreads() {
    IncidentListener listener = newListener();
    Callable<Boolean> teller =
        () -> {
          story().forEach(listener::journaled);
          return true;
        };
    assertThat(Threads.together(Collections.nCopies(4, teller))).containsOnly(true);
  }

  /** It is called on the thread that advances the incident: an interrupt is that thread's. */
  @Test
  public void keepsTheInterruptFlag() {
    IncidentListener listener = newListener();
    Thread.currentThread().interrupt();
    try {
      listener.journaled(story().get(0));
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
    }
  }
}
