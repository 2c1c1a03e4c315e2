package io.aiops4j.fuzz;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.compaction.logs.LogCompactor;

/** Any lines are masked, mined, counted and shown. */
public final class LogLinesFuzz {
  private LogLinesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    Accumulator accumulator = new LogCompactor().accumulator(Small.WINDOW);
    for (int i = 0; !in.isEmpty() && i < 1_000; i++) {
      accumulator.log(LogRecord.builder(Small.NODE, Small.second(i % 120), in.line()).build());
    }
    Small.digest(accumulator);
  }
}
