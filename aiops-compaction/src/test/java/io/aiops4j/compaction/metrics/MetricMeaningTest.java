package io.aiops4j.compaction.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.MetricKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricMeaningTest {
  @ParameterizedTest
  @CsvSource({
    "DCGM_FI_DEV_GPU_TEMP,                 HARDWARE,            HIGH",
    "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL,        HARDWARE,            HIGH",
    "DCGM_FI_DEV_PCIE_LINK_WIDTH,          HARDWARE,            LOW",
    "node_network_receive_errs_total,      NETWORK,             HIGH",
    "node_network_carrier,                 NETWORK,             LOW",
    "kube_pod_container_status_restarts,   CODE_IMAGE,          HIGH",
    "rpc.server.error_rate,                CODE_IMAGE,          HIGH",
    "k8s.container.memory.usage,           RESOURCE_EXHAUSTION, HIGH",
    "node_memory_MemAvailable_bytes,       RESOURCE_EXHAUSTION, LOW",
    "http.server.request.duration,         UNKNOWN,             EITHER",
    "requests_per_second,                  UNKNOWN,             EITHER",
  })
  void readsTheSortOfFaultAndTheBadDirectionOffTheName(
      String name, FaultType type, MetricMeaning.Direction badWhen) {
    MetricMeaning meaning = MetricMeaning.of(name);
    assertThat(meaning.speaksFor()).isEqualTo(type);
    assertThat(meaning.badWhen()).isEqualTo(badWhen);
    assertThat(meaning.followsWork()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DCGM_FI_DEV_GPU_UTIL",
        "DCGM_FI_DEV_MEM_COPY_UTIL",
        "DCGM_FI_DEV_POWER_USAGE",
        "DCGM_FI_DEV_SM_CLOCK",
        "DCGM_FI_DEV_MEM_CLOCK",
        "DCGM_FI_PROF_GR_ENGINE_ACTIVE",
        "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL",
        "nic.rx_bytes"
      })
  void activityFollowsTheWorkAndSpeaksForNothing(String name) {
    assertThat(MetricMeaning.of(name).followsWork()).isTrue();
    assertThat(MetricMeaning.of(name).speaksFor()).isEqualTo(FaultType.UNKNOWN);
  }

  @Test
  void speaksOnlyInTheBadDirection() {
    MetricMeaning temperature = MetricMeaning.of("DCGM_FI_DEV_GPU_TEMP");
    assertThat(temperature.speaksFor(true)).isEqualTo(FaultType.HARDWARE);
    assertThat(temperature.speaksFor(false)).isEqualTo(FaultType.UNKNOWN);
    MetricMeaning free = MetricMeaning.of("node_filesystem_avail_bytes");
    assertThat(free.speaksFor(false)).isEqualTo(FaultType.RESOURCE_EXHAUSTION);
    assertThat(free.speaksFor(true)).isEqualTo(FaultType.UNKNOWN);
  }

  @Test
  void aPartCountsFromTheStartOfAWordOn() {
    assertThat(MetricMeaning.of("seccomp_filters").speaksFor()).isEqualTo(FaultType.UNKNOWN);
    assertThat(MetricMeaning.of("mushroom_count").speaksFor()).isEqualTo(FaultType.UNKNOWN);
    assertThat(MetricMeaning.of("ecc").speaksFor()).isEqualTo(FaultType.HARDWARE);
  }

  @Test
  void codesAreCodesWhateverTheExporterSays() {
    assertThat(MetricMeaning.of("DCGM_FI_DEV_XID_ERRORS").coding())
        .isEqualTo(MetricMeaning.Coding.XID);
    assertThat(MetricMeaning.of("DCGM_FI_DEV_CLOCK_THROTTLE_REASONS").coding())
        .isEqualTo(MetricMeaning.Coding.CLOCK_EVENTS);
    assertThat(MetricMeaning.of("DCGM_FI_DEV_XID_ERRORS").kind()).contains(MetricKind.STATE_CODE);
  }
}
