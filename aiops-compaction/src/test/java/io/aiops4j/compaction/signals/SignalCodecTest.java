package io.aiops4j.compaction.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.compaction.Telemetry;
import io.aiops4j.compaction.state.InvalidStateException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignalCodecTest {
  private static final Component GPU =
      new Component(ComponentKind.GPU, "cluster-1/rack-2", "node-7/gpu-3", "GPU-5f");

  private static Stream<Reducer> reducers() {
    return Stream.of(
        Reducer.VALUE,
        Reducer.INCREASE,
        Reducer.STEP_SIZE,
        Reducer.LOG_COUNT,
        Reducer.SPAN_P95,
        Reducer.SPAN_ERROR_SHARE,
        Reducer.SPAN_COUNT,
        Reducer.SPAN_GAP_P50,
        Reducer.SPAN_CALL_SHARE,
        Reducer.bits(0xe0),
        new Reducer("of a newer release", 9));
  }

  private static PinnedSignal signal(Reducer reducer, boolean learned) {
    return new PinnedSignal(
        new SignalQuery(
            Modality.LOGS,
            GPU,
            "NVRM: Xid <*> \u201coff the bus\u201d \ud800 100%\n",
            new TreeMap<>(Map.of("gpu", "3", "", " "))),
        reducer,
        new Band(Double.NEGATIVE_INFINITY, 0.1 + 0.2),
        learned
            ? Optional.of(
                new FrozenBaseline(
                    -1e-300, 4.9e-324, 60, new TimeRange(Telemetry.START, Telemetry.minute(0.123))))
            : Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("reducers")
  void readsBackEverySignalBitForBit(Reducer reducer) {
    for (boolean learned : new boolean[] {true, false}) {
      PinnedSignal signal = signal(reducer, learned);
      assertThat(SignalCodec.signal(SignalCodec.bytes(signal))).isEqualTo(signal);
      assertThat(SignalCodec.signal(SignalCodec.text(signal))).isEqualTo(signal);
      assertThat(SignalCodec.text(signal)).matches("signal:[-_A-Za-z0-9]+");
    }
  }

  @Test
  void refusesWhatIsNoSignal() {
    byte[] bytes = SignalCodec.bytes(signal(Reducer.VALUE, true));
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> SignalCodec.signal(damaged))
          .isInstanceOf(InvalidStateException.class);
    }
    for (String text : new String[] {"", "value of node", "signal:", "signal:***", "signal:AAAA"}) {
      assertThatThrownBy(() -> SignalCodec.signal(text)).isInstanceOf(InvalidStateException.class);
    }
  }
}
