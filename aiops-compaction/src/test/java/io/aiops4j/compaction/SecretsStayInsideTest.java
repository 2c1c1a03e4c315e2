package io.aiops4j.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.redaction.SecretKinds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in log lines, labels and changes, from telemetry to every form of the digest. */
class SecretsStayInsideTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noSecretOfTheTelemetryIsInAnyFormOfTheDigest(long seed) {
    Random random = new Random(seed);
    List<String> tokens = SecretKinds.tokens(random);
    String inLine = tokens.get(random.nextInt(tokens.size()));
    String inLabel = tokens.get(random.nextInt(tokens.size()));
    String inChange = tokens.get(random.nextInt(tokens.size()));
    TelemetryBatch batch = new TelemetryBatch();
    for (int i = 0; i < 200; i++) {
      batch.log(Telemetry.line(i / 4.0, "request " + i + " served"));
    }
    for (int i = 0; i < 5; i++) {
      batch.log(Telemetry.line(52 + i, "fatal: login with " + inLine + " refused by peer"));
    }
    batch.metric(shifted(Map.of("tenant", inLabel, "password", "hunter2"), random));
    batch.change(
        new ChangeEvent(
            "r-" + inChange,
            Telemetry.minute(49),
            ChangeKind.CONFIG,
            Telemetry.NODE,
            "set key to " + inChange,
            TrustClass.CONTROL_PLANE,
            new TreeMap<>(Map.of("value", inChange))));

    EvidenceDigest digest = Telemetry.digest(Compactors.standard(), batch);

    assertThat(digest.items())
        .extracting(Evidence::modality)
        .contains(Modality.LOGS, Modality.METRICS, Modality.CHANGES);
    StringBuilder said = new StringBuilder(DigestJson.of(digest)).append(DigestText.of(digest));
    for (Evidence item : digest.items()) {
      said.append(item).append(item.attributes()).append(item.query()).append(item.signal());
    }
    said.append(digest.omitted()).append(digest.coverage());
    for (String secret : List.of(inLine, inLabel, inChange, "hunter2")) {
      assertThat(said.toString())
          .as("seed %s", seed)
          .doesNotContain(secret.substring(secret.length() / 2));
    }
  }

  private static MetricSeries shifted(Map<String, String> labels, Random random) {
    long[] times = new long[Telemetry.ALL_SAMPLES];
    double[] values = new double[Telemetry.ALL_SAMPLES];
    Arrays.setAll(times, i -> Telemetry.START.toEpochMilli() + i * Telemetry.STEP_MILLIS);
    Arrays.setAll(values, i -> random.nextGaussian() + (i < 212 ? 50 : 90));
    return MetricSeries.builder(Telemetry.NODE, "queue_length")
        .kind(MetricKind.GAUGE)
        .trust(TrustClass.NODE_AGENT)
        .attributes(labels)
        .build(times, values);
  }
}
