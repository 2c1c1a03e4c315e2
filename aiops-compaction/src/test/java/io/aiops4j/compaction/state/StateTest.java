package io.aiops4j.compaction.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
  private static final Component GPU =
      new Component(ComponentKind.GPU, "cluster-1/rack-2", "node-7/gpu-3", "GPU-5f");

  @Test
  void readsBackWhatWasWritten() {
    byte[] state = sample();
    StateReader reader = StateReader.of(state, "sample", 3);
    assertThat(reader.version()).isEqualTo(2);
    assertThat(reader.count()).isEqualTo(300);
    assertThat(reader.number()).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.number()).isEqualTo(Long.MAX_VALUE);
    assertThat(Double.doubleToRawLongBits(reader.real()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(reader.real()).isNaN();
    assertThat(reader.flag()).isTrue();
    assertThat(reader.text()).isEqualTo("caf\u00e9 \ud83d\ude00 \ud800");
    assertThat(reader.bytes()).containsExactly(1, 2, 3);
    assertThat(reader.component()).isEqualTo(GPU);
    assertThat(reader.labels()).isEqualTo(Map.of("a", "1", "b", ""));
    reader.end();
  }

  @Test
  void refusesAStateOfAnotherKindOrANewerVersion() {
    assertThatThrownBy(() -> StateReader.of(sample(), "logs", 3))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("'sample', not of 'logs'");
    assertThatThrownBy(() -> StateReader.of(sample(), "sample", 1))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void refusesADamagedState() {
    byte[] state = sample();
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> StateReader.of(damaged, "sample", 3))
          .as("byte %s flipped", i)
          .isInstanceOf(InvalidStateException.class);
      byte[] cut = Arrays.copyOf(state, i);
      assertThatThrownBy(() -> StateReader.of(cut, "sample", 3))
          .as("cut at %s", i)
          .isInstanceOf(InvalidStateException.class);
    }
  }

  @Test
  void aForgedLengthCostsNoMemory() {
    byte[] state = new StateWriter("sample", 1).count(Integer.MAX_VALUE).toBytes();
    assertThatThrownBy(() -> StateReader.of(state, "sample", 1).text())
        .isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() -> StateReader.of(state, "sample", 1).bytes())
        .isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() -> StateReader.of(state, "sample", 1).labels())
        .isInstanceOf(InvalidStateException.class);
  }

  /** A checksum is no signature: whoever forges one still gets an exception and nothing else. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsNothingFromNoise(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      StateWriter writer = new StateWriter("sample", 1);
      for (byte each : noise) {
        writer.flag(each > 0);
      }
      StateReader reader = StateReader.of(writer.toBytes(), "sample", 1);
      try {
        reader.component();
        reader.labels();
        reader.end();
      } catch (InvalidStateException e) {
        assertThat(e).as("seed %s", seed).hasMessageContaining("'sample'");
      }
    }
  }

  @Test
  void nothingMayBeLeftOver() {
    byte[] state = new StateWriter("sample", 1).flag(true).toBytes();
    assertThatThrownBy(() -> StateReader.of(state, "sample", 1).end())
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("left over");
  }

  private static byte[] sample() {
    return new StateWriter("sample", 2)
        .count(300)
        .number(Long.MIN_VALUE)
        .number(Long.MAX_VALUE)
        .real(-0.0)
        .real(Double.NaN)
        .flag(true)
        .text("caf\u00e9 \ud83d\ude00 \ud800")
        .bytes(new byte[] {1, 2, 3})
        .component(GPU)
        .labels(new TreeMap<>(Map.of("a", "1", "b", "")))
        .toBytes();
  }
}
