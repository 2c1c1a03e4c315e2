package io.aiops4j.testkit.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RerunTest {
  @Test
  void namesTheModuleTheTestAndTheSeed() {
    assertThat(Rerun.command(RerunTest.class, "fails", 42))
        .isEqualTo(
            "./mvnw -pl aiops-testkit -am test -Dtest='RerunTest#fails' -Daiops.seed=42"
                + " -Dsurefire.failIfNoSpecifiedTests=false");
  }

  @Test
  void findsTheTestThatIsRunning() {
    assertThat(Rerun.ofRunningTest(7))
        .hasValueSatisfying(
            command ->
                assertThat(command)
                    .contains("'RerunTest#findsTheTestThatIsRunning'", "-Daiops.seed=7"));
  }
}
