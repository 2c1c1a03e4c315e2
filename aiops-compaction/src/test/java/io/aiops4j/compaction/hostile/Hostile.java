package io.aiops4j.compaction.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.Digests;
import io.aiops4j.compaction.Telemetry;
import java.util.function.Consumer;

/** Sends telemetry the whole way: collect, digest, keep, restore, merge, digest again. */
final class Hostile {
  private Hostile() {}

  /** {@return the digest of the standard compactor, after everything an accumulator can do} */
  static EvidenceDigest survives(Consumer<TelemetrySink> telemetry) {
    Compactor compactor = Compactors.standard();
    Accumulator one = compactor.accumulator(Telemetry.window());
    telemetry.accept(one);
    EvidenceDigest digest = checked(one);
    one = compactor.restore(Telemetry.window(), one.state());
    assertThat(ids(checked(one))).as("of the restored state").isEqualTo(ids(digest));
    one.merge(compactor.accumulator(Telemetry.window()));
    assertThat(ids(checked(one))).as("merged with nothing").isEqualTo(ids(digest));
    Accumulator again = compactor.accumulator(Telemetry.window());
    telemetry.accept(again);
    one.merge(again);
    checked(one);
    return digest;
  }

  private static EvidenceDigest checked(Accumulator accumulator) {
    EvidenceDigest digest = accumulator.digest(EvidenceBudget.STANDARD, Telemetry.complete());
    assertThat(digest.items()).hasSizeLessThanOrEqualTo(EvidenceBudget.STANDARD.maxItems());
    assertThat(digest.items().stream().mapToInt(item -> Digests.tokens(item.statement())).sum())
        .isLessThanOrEqualTo(EvidenceBudget.STANDARD.maxTokens());
    for (Evidence item : digest.items()) {
      assertThat(item.statement()).hasSizeLessThanOrEqualTo(1_000);
      assertThat(item.statement().codePoints())
          .as("shows nothing that nobody sees: %s", item.statement())
          .allMatch(Hostile::isSeen);
      assertThat(item.strength()).as(item.statement()).isFinite();
      assertThat(item.magnitude()).as(item.statement()).isFinite();
    }
    return digest;
  }

  private static boolean isSeen(int c) {
    int type = Character.getType(c);
    return !Character.isISOControl(c) && type != Character.FORMAT && type != Character.SURROGATE;
  }

  private static String ids(EvidenceDigest digest) {
    return digest.items().stream().map(Evidence::id).toList().toString();
  }
}
