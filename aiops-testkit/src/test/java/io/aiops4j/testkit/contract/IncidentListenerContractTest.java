package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.incident.IncidentListener;
import io.aiops4j.api.journal.Unrecognized;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IncidentListenerContractTest extends IncidentListenerContract {
  private final List<String> chat = Collections.synchronizedList(new ArrayList<>());

  @Override
  protected IncidentListener newListener() {
    return entry -> chat.add(entry.incident() + ": " + entry.event().text());
  }

  @Test
  void rejectsAListenerThatKnowsOnlyItsOwnRelease() {
    assertRejects(
        of(
                entry -> {
                  if (entry.event() instanceof Unrecognized) {
                    throw new IllegalStateException("unknown kind");
                  }
                })
            ::bearsEveryEvent);
  }

  @Test
  void rejectsAListenerThatCountsOnTheOrder() {
    AtomicLong last = new AtomicLong();
    assertRejects(
        of(
                entry -> {
                  if (entry.sequence() < last.getAndSet(entry.sequence())) {
                    throw new IllegalStateException("out of order");
                  }
                })
            ::listensOnManyThreads);
  }

  @Test
  void rejectsAListenerThatSwallowsAnInterrupt() {
    assertRejects(of(entry -> Thread.interrupted())::keepsTheInterruptFlag);
  }

  private static IncidentListenerContract of(IncidentListener listener) {
    return new IncidentListenerContract() {
      @Override
      protected IncidentListener newListener() {
        return listener;
      }
    };
  }
}
