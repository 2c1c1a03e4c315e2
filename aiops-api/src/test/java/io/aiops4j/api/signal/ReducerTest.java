package io.aiops4j.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReducerTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 0x40, 0xe8, 0x7fffffff, 0xfffffffffffffffL})
  void keepsTheBitsThatAreNamed(long mask) {
    assertThat(Reducer.bits(mask).mask()).hasValue(mask);
  }

  @Test
  void namesTheBitsInHexadecimalAndOneSetOneName() {
    assertThat(Reducer.bits(0xe8)).hasToString("bits-e8@1");
    assertThat(Reducer.bits(0x40 | 0x8)).isEqualTo(Reducer.bits(0x48));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesToKeepNothing(long mask) {
    assertThatThrownBy(() -> Reducer.bits(mask))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name at least one");
  }

  @Test
  void everyMaskThatCanBeMadeCanBeReadBack() {
    for (int bit = 0; bit < 63; bit++) {
      assertThat(Reducer.bits(1L << bit).mask()).as("bit %d", bit).hasValue(1L << bit);
    }
    assertThat(Reducer.bits(Long.MAX_VALUE).mask()).hasValue(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "value",
        "bits-",
        "bits-xyz",
        "bits--1",
        "BITS-40",
        "bits-40 ",
        "my-bits-4",
        "bits-0",
        "bits-8000000000000000"
      })
  void othersKeepNoBits(String id) {
    assertThat(new Reducer(id, 1).mask()).isEmpty();
  }

  @Test
  void anotherVersionOfBitsIsAnotherReducer() {
    assertThat(new Reducer("bits-40", 2).mask()).isEmpty();
    assertThatThrownBy(() -> new Reducer("bits-40", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
