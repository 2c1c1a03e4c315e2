package io.aiops4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The extension, by the tests that it runs. */
class FleetTestTest {
  /** Half of the default nodes. */
  public static final class TwoNodes implements FleetRecipe {
    @Override
    public void prepare(SimCluster.Builder fleet) {
      fleet.nodes(2, 8);
    }
  }

  @FleetTest(TwoNodes.class)
  static class Parameters {
    private FleetRun before;
    private ManualClock clockBefore;

    @BeforeEach
    void prepares(FleetRun run, ManualClock clock) {
      before = run;
      clockBefore = clock;
    }

    @Test
    void areOfOneRun(FleetRun run, SimCluster fleet, ManualClock clock) {
      assertThat(run).isSameAs(before);
      assertThat(run.fleet()).isSameAs(fleet);
      assertThat(clock).isSameAs(clockBefore);
      assertThat(clock.instant()).isEqualTo(fleet.start());
      assertThat(run.seed()).isEqualTo(1);
      assertThat(fleet.topologySource().asOf(fleet.now()).components())
          .contains(SimCluster.gpu(2, 7))
          .doesNotContain(SimCluster.node(3));
    }

    @Test
    @FleetTest
    void aMethodMayHaveAnotherFleet(SimCluster fleet) {
      assertThat(fleet.topologySource().asOf(fleet.now()).components())
          .contains(SimCluster.node(4));
    }
  }

  @FleetTest(TwoNodes.class)
  static class Around {
    static final List<Long> NODES = new ArrayList<>();

    private static long gpuNodes(SimCluster fleet) {
      return fleet.components(ComponentKind.NODE).stream().filter(SimCluster::isGpuNode).count();
    }

    @Nested
    class Inside {
      @Test
      void hasTheFleetOfTheClassAroundIt(SimCluster fleet) {
        NODES.add(gpuNodes(fleet));
      }

      @Nested
      class Deeper {
        @Test
        void too(SimCluster fleet) {
          NODES.add(gpuNodes(fleet));
        }
      }
    }

    @Nested
    @FleetTest
    class WithAnother {
      @Test
      void hasItsOwn(SimCluster fleet) {
        NODES.add(gpuNodes(fleet));
      }
    }
  }

  static class ManySeeds {
    static final List<Long> SEEN = new ArrayList<>();

    @Seeds(value = 3, first = 7)
    void run(FleetRun run) {
      SEEN.add(run.seed());
    }
  }

  static class Failing {
    @Seeds(value = 2, first = 4)
    void fails(FleetRun run) {
      run.breaks(SimFaults.gpuOverheats(SimCluster.gpu(1, 0)), Duration.ofMinutes(5));
      run.passes(Duration.ofMinutes(6));
      throw new IllegalStateException("the policy is wrong");
    }

    @Test
    @FleetTest
    void isSkipped(FleetRun run) {
      Assumptions.abort("nothing to see");
    }
  }

  static class Nonsense {
    @Seeds(0)
    void runsNothing(FleetRun run) {}
  }

  @Test
  void givesTheParametersOfOneTestTheSameRun() {
    assertThat(run(Parameters.class)).isEmpty();
  }

  @Test
  void aNestedClassHasTheFleetAroundItUnlessItHasItsOwn() {
    Around.NODES.clear();
    assertThat(run(Around.class)).isEmpty();
    assertThat(Around.NODES).containsExactlyInAnyOrder(2L, 2L, 4L);
  }

  @Test
  void runsATestOnceForEachSeed() {
    ManySeeds.SEEN.clear();
    assertThat(run(ManySeeds.class)).isEmpty();
    assertThat(ManySeeds.SEEN).containsExactly(7L, 8L, 9L);
  }

  @Test
  void theOrderedSeedReplacesTheOthers() {
    ManySeeds.SEEN.clear();
    System.setProperty("aiops.seed", "123");
    try {
      assertThat(run(ManySeeds.class)).isEmpty();
    } finally {
      System.clearProperty("aiops.seed");
    }
    assertThat(ManySeeds.SEEN).containsExactly(123L);
  }

  @Test
  void aFailureKeepsItsTypeAndCarriesTheReport() {
    List<Throwable> failures = run(Failing.class);

    assertThat(failures).hasSize(2);
    Throwable second = failures.get(1);
    assertThat(second).isInstanceOf(IllegalStateException.class).hasMessage("the policy is wrong");
    assertThat(second.getSuppressed()).hasSize(1);
    assertThat(second.getSuppressed()[0])
        .hasMessageContaining("Seed: 5")
        .hasMessageContaining("-Dtest='FleetTestTest$Failing#fails' -Daiops.seed=5")
        .hasMessageContaining("+00:05:00  TRUTH      gpu-thermal-throttle of gpu:node-01/gpu-0");
  }

  @Test
  void refusesToRunNothing() {
    assertThat(run(Nonsense.class))
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("give at least 1"));
  }

  private static List<Throwable> run(Class<?> test) {
    List<Throwable> failures = new ArrayList<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier each, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                  failures.add(result.getThrowable().orElseThrow());
                }
              }
            });
    return failures;
  }
}
