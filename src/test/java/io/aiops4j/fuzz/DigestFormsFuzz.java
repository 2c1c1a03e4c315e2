package io.aiops4j.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.DigestJson;
import io.aiops4j.compaction.DigestText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/** Whatever names, labels and lines hold, the digest's JSON is JSON, and its text is shown. */
public final class DigestFormsFuzz {
  private static final JsonFactory JSON = new JsonFactory();

  private DigestFormsFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    Accumulator accumulator = Compactors.standard().accumulator(Small.WINDOW);
    Component who = Component.of(ComponentKind.NODE, "n" + in.line());
    long[] times = new long[40];
    double[] values = new double[40];
    Arrays.setAll(times, i -> Small.second(i * 3).toEpochMilli());
    Arrays.setAll(values, i -> i < 20 ? 50 + i % 3 : 90);
    accumulator.metric(
        MetricSeries.builder(who, in.line())
            .unit(in.line())
            .attributes(Map.of("l" + in.line(), in.line()))
            .build(times, values));
    for (int i = 0; !in.isEmpty() && i < 20; i++) {
      accumulator.log(LogRecord.builder(who, Small.second(100), "error: " + in.line()).build());
    }
    EvidenceDigest digest = Small.digest(accumulator);
    DigestText.of(digest);
    try (JsonParser parser = JSON.createParser(DigestJson.of(digest))) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON", e);
    }
  }
}
