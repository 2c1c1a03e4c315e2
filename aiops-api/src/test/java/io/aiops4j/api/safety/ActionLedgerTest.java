package io.aiops4j.api.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.journal.Append;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionLedgerTest {
  private final Kernel kernel = new Kernel();

  @Test
  void holdsAnIntentAsOpenUntilItIsToldHowItEnded() {
    dispatch();

    ActionLedger.Entry entry = onlyEntry();

    assertThat(entry.status()).isEqualTo(ActionLedger.Status.INTENDED);
    assertThat(entry.status().isOpen()).isTrue();
    assertThat(entry.endedAt()).isEmpty();
  }

  @Test
  void saysWhenAnActionEnded() {
    ActionRequest request = dispatch();
    kernel.now = Kernel.NOON.plusSeconds(10);
    kernel.report(request, ActionLedger.Status.RUNNING);
    kernel.now = Kernel.NOON.plusSeconds(300);
    kernel.report(request, ActionLedger.Status.DONE);
    kernel.now = Kernel.NOON.plusSeconds(400);
    kernel.report(request, ActionLedger.Status.DONE);

    assertThat(onlyEntry().at()).isEqualTo(Kernel.NOON);
    assertThat(onlyEntry().endedAt()).contains(Kernel.NOON.plusSeconds(300));
  }

  @Test
  void holdsAnUnknownActionAsOpen() {
    ActionRequest request = dispatch();
    kernel.report(request, ActionLedger.Status.UNKNOWN);

    assertThat(onlyEntry().status().isOpen()).isTrue();
    assertThat(onlyEntry().endedAt()).isEmpty();
  }

  @Test
  void joinsWhatTelemetrySaidOfTheAttempt() {
    ActionRequest request = dispatch();
    kernel.journal.append(
        Append.after(
            Kernel.INCIDENT,
            1,
            kernel.now,
            List.of(new ActionVerified(request.plan().digest(), 1, false))));

    assertThat(onlyEntry().recovered()).contains(false);
  }

  @Test
  void movesItsVersionWithEveryEvent() {
    ActionRequest request = dispatch();
    kernel.report(request, ActionLedger.Status.DONE);

    assertThat(ActionLedger.fold(kernel.journal.readLedger()).version()).isEqualTo(2);
  }

  private ActionRequest dispatch() {
    ActionRequest request = kernel.request();
    kernel.gate().dispatch(request, new Kernel.Arm(), 0);
    return request;
  }

  private ActionLedger.Entry onlyEntry() {
    List<ActionLedger.Entry> entries = ActionLedger.fold(kernel.journal.readLedger()).entries();
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }
}
