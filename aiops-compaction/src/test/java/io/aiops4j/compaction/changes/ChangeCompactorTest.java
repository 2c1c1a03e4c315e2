package io.aiops4j.compaction.changes;

import static io.aiops4j.compaction.Telemetry.digest;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.Telemetry;
import io.aiops4j.testkit.contract.CompactorContract;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangeCompactorTest extends CompactorContract {
  private static final Component CART = Component.service("cart");

  private static ChangeEvent change(ChangeKind kind, double minute) {
    return new ChangeEvent(
        kind + "-" + minute,
        minute(minute),
        kind,
        CART,
        "v2 with token=s3cr3t",
        TrustClass.CONTROL_PLANE,
        new TreeMap<>());
  }

  private static Evidence only(ChangeEvent... changes) {
    TelemetryBatch batch = new TelemetryBatch();
    for (ChangeEvent each : changes) {
      batch.change(each);
    }
    return digest(new ChangeCompactor(), batch).items().get(0);
  }

  @Override
  protected Compactor newCompactor() {
    return new ChangeCompactor();
  }

  @Test
  void aChangeIsAModestReasonThatWeighsMoreTheNearerItIs() {
    Evidence near = only(change(ChangeKind.DEPLOY, 49));
    Evidence far = only(change(ChangeKind.DEPLOY, 25));
    assertThat(near.kind()).isEqualTo("change.deploy");
    assertThat(near.speaksFor()).isEqualTo(FaultType.CODE_IMAGE);
    assertThat(near.strength()).isLessThanOrEqualTo(2).isGreaterThan(far.strength());
    assertThat(near.attributes()).containsEntry("minutesBefore", "1");
    assertThat(near.signal()).isEmpty();
    assertThat(near.statement()).doesNotContain("s3cr3t");
  }

  @Test
  void whatChangesAllTheTimeExplainsLittle() {
    ChangeEvent[] often = new ChangeEvent[20];
    for (int i = 0; i < often.length; i++) {
      often[i] = change(ChangeKind.CONFIG, i);
    }
    ChangeEvent[] all = java.util.Arrays.copyOf(often, 21);
    all[20] = change(ChangeKind.CONFIG, 48);
    assertThat(only(all).strength()).isLessThan(only(change(ChangeKind.CONFIG, 48)).strength());
  }

  @Test
  void aSettingSpeaksForConfigAndANodeForNothing() {
    assertThat(only(change(ChangeKind.FLAG, 48)).speaksFor()).isEqualTo(FaultType.CONFIG);
    assertThat(only(change(ChangeKind.NODE_LIFECYCLE, 48)).kind())
        .isEqualTo("change.node-lifecycle");
  }

  @Test
  void onlyTheHalfHourBeforeAndTheObservedRangeCount() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.change(change(ChangeKind.DEPLOY, 19));
    batch.change(change(ChangeKind.DEPLOY, 61));
    assertThat(digest(new ChangeCompactor(), batch).items()).isEmpty();
  }

  @Test
  void theSameChangeTwiceIsOne() {
    var window = window();
    Accumulator left = new ChangeCompactor().accumulator(window);
    Accumulator right = new ChangeCompactor().accumulator(window);
    left.change(change(ChangeKind.DEPLOY, 48));
    right.change(change(ChangeKind.DEPLOY, 48));
    left.merge(right);
    assertThat(left.digest(EvidenceBudget.STANDARD, Telemetry.complete()).items()).hasSize(1);
  }
}
