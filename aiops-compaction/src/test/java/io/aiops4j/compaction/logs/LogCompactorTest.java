package io.aiops4j.compaction.logs;

import static io.aiops4j.compaction.Telemetry.NODE;
import static io.aiops4j.compaction.Telemetry.complete;
import static io.aiops4j.compaction.Telemetry.digest;
import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.contract.CompactorContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogCompactorTest extends CompactorContract {
  private static final String LOST =
      "[ 17.2] NVRM: Xid (PCI:0000:91:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off"
          + " the bus.";

  /** An hour of ordinary lines, about four a minute. */
  private static TelemetryBatch ordinary(int seed) {
    Random random = new Random(seed);
    TelemetryBatch batch = new TelemetryBatch();
    for (double at = 0; at < 60; at += 0.5 * random.nextDouble()) {
      String body =
          random.nextInt(3) == 0
              ? "health check of port " + random.nextInt(9) + " passed"
              : "step " + (int) (at * 100) + " took " + random.nextInt(900) + " ms";
      batch.log(line(at, body));
    }
    return batch;
  }

  private static EvidenceDigest looked(TelemetryBatch batch) {
    return digest(new LogCompactor(), batch);
  }

  @Override
  protected Compactor newCompactor() {
    return new LogCompactor();
  }

  @Test
  void saysWhenATemplateWasSeenFirstAndLastAndShowsItsFirstLine() {
    TelemetryBatch batch = ordinary(2);
    batch.log(line(56, "fatal: pump 9 of rack lost pressure"));
    batch.log(line(58, "fatal: pump 10 of rack lost pressure"));
    batch.log(line(59, "fatal: pump 6 of rack lost pressure"));

    Evidence pump = looked(batch).items().get(0);

    assertThat(pump.attributes())
        .containsEntry("count", "3")
        .containsEntry("firstSeen", line(56, "").time().toString())
        .containsEntry("lastSeen", line(59, "").time().toString());
    assertThat(pump.statement()).contains("pump 9 of rack");
  }

  @ParameterizedTest
  @CsvSource({
    "13, CODE_IMAGE, gpu-app-fault",
    "31, CODE_IMAGE, gpu-app-fault",
    "43, CODE_IMAGE, gpu-app-fault",
    "45, UNKNOWN, gpu-secondary",
    "48, HARDWARE, gpu-ecc-uncorrectable",
    "63, HARDWARE, gpu-row-remap",
    "64, HARDWARE, gpu-row-remap",
    "74, HARDWARE, nvlink-gpu-link-error",
    "79, HARDWARE, gpu-fallen-off-bus",
    "94, HARDWARE, gpu-ecc-uncorrectable",
    "95, HARDWARE, gpu-ecc-uncorrectable",
    "119, HARDWARE, gsp-timeout",
  })
  void readsTheCodeBeforeAnythingThatAUserChose(int code, FaultType type, String incidentClass) {
    TelemetryBatch batch = ordinary(1);
    String name = "name=Xid (PCI:0000:01:00): 79, x";
    batch.log(line(55, "kernel: NVRM: Xid (PCI:0000:4e:00): " + code + ", pid=8, " + name));
    Evidence xid = looked(batch).items().get(0);
    assertThat(xid.kind()).isEqualTo("log.signature");
    assertThat(xid.speaksFor()).isEqualTo(type);
    assertThat(xid.attributes())
        .containsEntry("xid", "" + code)
        .containsEntry("incidentClass", incidentClass);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[E1] [Rank 3] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=8) ran | nccl-collective-timeout | NETWORK",
        "mlx5_core 0000:ab:00.0 mlx5_5: Port: 1 Link DOWN | ib-link-flap | NETWORK",
        "NCCL WARN NET/IB : mlx5_5:1 Got non-fatal async event: port error(10) | ib-link-flap | NETWORK",
        "Memory cgroup out of memory: Killed process 918 (python3) total-vm:1kB | gpu-oom | RESOURCE_EXHAUSTION",
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB. | gpu-oom | RESOURCE_EXHAUSTION",
        "Detected clocks event due to thermal violation in GPU 2. | gpu-thermal-throttle | HARDWARE",
        "NVRM: GPU 0000:18:00.0: GPU has fallen off the bus. | gpu-fallen-off-bus | HARDWARE",
      })
  void knowsTheLinesOfGpuNodes(String body, String incidentClass, FaultType type) {
    TelemetryBatch batch = ordinary(2);
    batch.log(line(55, body));
    Evidence known = looked(batch).items().get(0);
    assertThat(known.attributes()).containsEntry("incidentClass", incidentClass);
    assertThat(known.speaksFor()).isEqualTo(type);
  }

  @Test
  void aStatusThatIsNotActiveIsNoSlowdown() {
    TelemetryBatch batch = ordinary(2);
    batch.log(line(55, "        HW Thermal Slowdown       : Not Active"));
    assertThat(looked(batch).items()).noneMatch(e -> e.kind().equals("log.signature"));
  }

  @Test
  void aSignatureIsEvidenceWithoutAnyReference() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.log(line(55, LOST));
    EvidenceDigest digest = looked(batch);
    assertThat(digest.items()).hasSize(1);
    assertThat(digest.omitted()).singleElement().asString().contains("no reference");
  }

  @Test
  void fromAWorkloadAPlatformsLineIsHearsay() {
    TelemetryBatch batch = ordinary(3);
    Component pod = Component.service("trainer");
    batch.log(line(pod, 55, LOST, TrustClass.WORKLOAD));
    Evidence claimed = looked(batch).about(pod).get(0);
    assertThat(claimed.trust()).isEqualTo(TrustClass.WORKLOAD);
    assertThat(claimed.strength()).isLessThanOrEqualTo(3);
    assertThat(claimed.attributes()).containsEntry("hearsay", "true");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void aNewFatalTemplateIsAlwaysInTheDigest(int seed) {
    TelemetryBatch batch = ordinary(seed);
    batch.log(line(53.5, "scheduler thread panicked: fatal error in allocator arena 7"));
    EvidenceDigest digest = looked(batch);
    Evidence fresh = digest.items().get(0);
    assertThat(fresh.kind()).isEqualTo("log.new");
    assertThat(fresh.shape()).isEqualTo(Shape.APPEARED);
    assertThat(fresh.range().from()).isEqualTo(minute(53.5));
    assertThat(fresh.statement()).contains("fatal error in allocator arena 7");
  }

  @Test
  void ordinaryLinesAreNoEvidence() {
    assertThat(looked(ordinary(4)).items()).noneMatch(e -> e.strength() > 3);
  }

  @Test
  void aBurstOfAKnownTemplateIsEvidenceAndItsSignalAllowsTheOldRate() {
    TelemetryBatch batch = new TelemetryBatch();
    for (int i = 0; i < 50; i++) {
      batch.log(line(i + 0.5, "retrying request to shard " + i));
    }
    for (int i = 0; i < 200; i++) {
      batch.log(line(54 + i / 40.0, "retrying request to shard " + i));
    }
    Evidence burst = looked(batch).items().get(0);
    assertThat(burst.kind()).isEqualTo("log.burst");
    assertThat(burst.strength()).isGreaterThan(6);
    assertThat(burst.range().from()).isEqualTo(minute(54));
    PinnedSignal signal = burst.signal().orElseThrow();
    assertThat(signal.reducer()).isEqualTo(Reducer.LOG_COUNT);
    assertThat(signal.healthy().contains(1)).isTrue();
    assertThat(signal.healthy().contains(40)).isFalse();
  }

  @Test
  void aFloodOfOneLineIsOnePieceWithItsCount() {
    TelemetryBatch batch = ordinary(5);
    for (int i = 0; i < 20_000; i++) {
      batch.log(line(55 + i / 1e5, "NVRM: Xid (PCI:0000:5d:00): 31, pid=" + i + ", name=x, y"));
    }
    List<Evidence> items = looked(batch).items();
    assertThat(items).filteredOn(e -> e.kind().equals("log.signature")).hasSize(1);
    assertThat(items.get(0).magnitude()).isEqualTo(20_000);
  }

  @Test
  void theExampleIsRedactedCappedAndShowsNothingHidden() {
    TelemetryBatch batch = ordinary(6);
    batch.log(line(55, "crash\u202e with token=s3cr3t " + "z ".repeat(300)));
    Evidence crash = looked(batch).items().get(0);
    assertThat(crash.statement())
        .contains("crash with token=[redacted:secret]")
        .doesNotContain("\u202e", "s3cr3t")
        .hasSizeLessThan(320);
    assertThat(crash.signal().orElseThrow().query().name()).doesNotContain("s3cr3t");
  }

  @Test
  void whatLiesOutsideTheWindowOrAfterAsOfIsPassedOver() {
    TelemetryBatch batch = ordinary(7);
    batch.log(line(-3, LOST));
    batch.log(line(61, LOST));
    assertThat(looked(batch).items()).noneMatch(e -> e.kind().equals("log.signature"));
  }

  @Test
  void mixedLinesTakeTheLowestTrust() {
    TelemetryBatch batch = ordinary(8);
    batch.log(line(NODE, 55, "disk 3 is lost", TrustClass.KERNEL));
    batch.log(line(NODE, 56, "disk 4 is lost", TrustClass.WORKLOAD));
    assertThat(looked(batch).items().get(0).trust()).isEqualTo(TrustClass.WORKLOAD);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void mergedStreamsGiveTheDigestOfOne(int seed) {
    Random random = new Random(seed);
    CompactionWindow window = window();
    Accumulator whole = new LogCompactor().accumulator(window);
    Accumulator left = new LogCompactor().accumulator(window);
    Accumulator right = new LogCompactor().accumulator(window);
    for (int s = 0; s < 12; s++) {
      Component who = Component.service("s" + s);
      Accumulator part = random.nextBoolean() ? left : right;
      for (double at = 0; at < 60; at += random.nextDouble()) {
        String body = "call " + random.nextInt(9) + (at > 52 && s % 3 == 0 ? " failed" : " done");
        LogRecord record = line(who, at, body, TrustClass.WORKLOAD);
        whole.log(record);
        part.log(record);
      }
    }
    left.merge(right);
    EvidenceDigest one = whole.digest(EvidenceBudget.STANDARD, complete());
    assertThat(one.items()).isNotEmpty();
    assertThat(left.digest(EvidenceBudget.STANDARD, complete())).isEqualTo(one);
  }

  @Test
  void firstSeenAndLastSeenAreOfReferenceAndObservedTogether() {
    TelemetryBatch batch = new TelemetryBatch();
    for (int i = 0; i < 50; i++) {
      batch.log(line(i + 0.5, "retrying request to shard " + i));
    }
    for (int i = 0; i < 200; i++) {
      batch.log(line(54 + i / 40.0, "retrying request to shard " + i));
    }
    Evidence burst = looked(batch).items().get(0);
    assertThat(burst.attributes())
        .containsEntry("firstSeen", minute(0.5).toString())
        .containsEntry("lastSeen", line(54 + 199 / 40.0, "").time().toString());
    assertThat(burst.range().from()).isEqualTo(minute(54));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void beyondTheBoundTheFirstComponentsInOrderAreKeptHoweverLinesCome(int seed) {
    Random random = new Random(seed);
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Component who = Component.service("s" + i % 20);
      records.add(line(who, 60 * random.nextDouble(), "call " + i, TrustClass.WORKLOAD));
    }
    LogAccumulator inOrder = bounded(records);
    Collections.shuffle(records, random);
    LogAccumulator shuffled = bounded(records);
    LogAccumulator merged = bounded(records.subList(0, 150));
    merged.merge(bounded(records.subList(150, 400)));

    assertThat(shuffled.state()).isEqualTo(inOrder.state());
    assertThat(merged.state()).isEqualTo(inOrder.state());
    assertThat(merged.digest(EvidenceBudget.STANDARD, complete()).omitted())
        .anySatisfy(left -> assertThat(left.count()).isEqualTo(17 * 20));
  }

  private static LogAccumulator bounded(List<LogRecord> records) {
    LogAccumulator bounded = new LogAccumulator(window(), List.of(), 3);
    records.forEach(bounded::log);
    return bounded;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void beyondTheBoundTheEarliestMinutesAreKeptAndTheOthersLinesCounted(int seed) {
    List<Long> minutes = new ArrayList<>();
    for (long minute = 0; minute < Minutes.MOST + 500; minute++) {
      minutes.add(minute);
      minutes.add(minute);
    }
    Collections.shuffle(minutes, new Random(seed));
    Minutes left = new Minutes();
    Minutes right = new Minutes();
    minutes.forEach(minute -> (minute % 3 == 0 ? left : right).add(minute, 1));
    left.merge(right);
    assertThat(left.counts()).hasSize(Minutes.MOST).containsKey(Minutes.MOST - 1L);
    assertThat(left.beyond()).isEqualTo(1_000);
    assertThat(left.lines()).isEqualTo(minutes.size());
  }
}
