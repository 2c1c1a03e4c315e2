package io.aiops4j.testkit.sim;

/** The daemons that each GPU node has one pod of. */
public enum Daemon {
  /** Exports the metrics of the GPUs. */
  DCGM_EXPORTER("dcgm-exporter"),
  /** Offers the GPUs to the scheduler. */
  DEVICE_PLUGIN("nvidia-device-plugin"),
  /** Sets up the switches between the GPUs; programs start only while it runs. */
  FABRIC_MANAGER("nvidia-fabricmanager");

  private final String podName;

  Daemon(String podName) {
    this.podName = podName;
  }

  /** {@return how its pods' names begin} */
  public String podName() {
    return podName;
  }
}
