package io.aiops4j.compaction.source;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.testkit.contract.TelemetrySourceContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** A source stays a source, whatever it is wrapped in. */
class SourceContractsTest {
  private abstract static class OverTenMinutes extends TelemetrySourceContract {
    @Override
    protected TimeRange range() {
      return Recorded.RANGE;
    }
  }

  @Nested
  class Retrying extends OverTenMinutes {
    @Override
    protected TelemetrySource newSource() {
      AtomicInteger calls = new AtomicInteger();
      TelemetrySource shaky =
          (query, sink) -> {
            Coverage coverage = Recorded.of(Modality.values()).read(query, sink);
            if (calls.incrementAndGet() % 2 == 1) {
              throw new TelemetryUnavailableException("lost on the way; ask again", true);
            }
            return coverage;
          };
      return new RetryingSource(shaky, 2);
    }
  }

  @Nested
  class Remembering extends OverTenMinutes {
    private final CachingSource source =
        new CachingSource(Recorded.of(Modality.values()), Duration.ZERO, 100_000);

    @Override
    protected TelemetrySource newSource() {
      return source;
    }
  }

  @Nested
  class RememberingTooLittle extends OverTenMinutes {
    private final CachingSource source =
        new CachingSource(Recorded.of(Modality.values()), Duration.ZERO, 7);

    @Override
    protected TelemetrySource newSource() {
      return source;
    }
  }

  @Nested
  class Guarding extends OverTenMinutes {
    @Override
    protected TelemetrySource newSource() {
      return new AsOfGuardSource(Recorded.ofAllTimes());
    }
  }

  @Nested
  class Combining extends OverTenMinutes {
    @Override
    protected TelemetrySource newSource() {
      return new CombinedSources(
          List.of(
              Recorded.of(Modality.METRICS, Modality.CHANGES),
              Recorded.of(Modality.LOGS),
              Recorded.of(Modality.TRACES)));
    }
  }

  @Nested
  class All extends OverTenMinutes {
    @Override
    protected TelemetrySource newSource() {
      return new AsOfGuardSource(
          new CachingSource(
              new RetryingSource(
                  new CombinedSources(
                      List.of(Recorded.of(Modality.METRICS), Recorded.of(Modality.LOGS))),
                  3),
              Duration.ZERO,
              1_000));
    }
  }
}
