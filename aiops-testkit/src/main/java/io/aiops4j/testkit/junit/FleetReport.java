package io.aiops4j.testkit.junit;

/** What happened on the fleet of a test that failed; rides along with the failure. */
final class FleetReport extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FleetReport(String report) {
    super("\n" + report, null, false, false);
  }
}
