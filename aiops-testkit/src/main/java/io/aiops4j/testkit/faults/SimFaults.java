package io.aiops4j.testkit.faults;

import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.SimFault;

/**
 * The faults that come with the testkit. Each call makes a new one, and refuses a component that it
 * does not strike.
 */
public final class SimFaults {
  private SimFaults() {}

  /**
   * {@return a cooling fault: the GPU heats up, slows down, and its job with it}
   *
   * <p>Root cause is the GPU. Healed once its node has no work and gets none: drain it.
   *
   * @param gpu which one
   */
  public static SimFault gpuOverheats(Component gpu) {
    return of("gpu-thermal-throttle", gpu);
  }

  /**
   * {@return broken memory that ECC cannot repair: Xids again and again, and a job that dies each
   * time}
   *
   * <p>Root cause is the GPU. Healed by a reset of the GPU (or a reboot), which puts a spare row in
   * place of the broken one.
   *
   * @param gpu which one
   */
  public static SimFault gpuMemoryBreaks(Component gpu) {
    return of("gpu-ecc-uncorrectable", gpu);
  }

  /**
   * {@return a new revision of a service that fails a fifth of its requests and is slow with the
   * others}
   *
   * <p>Root cause is the service. Healed by rolling it back.
   *
   * @param service which one
   */
  public static SimFault badRollout(Component service) {
    return of("bad-rollout", service);
  }

  /**
   * {@return a storm of retries that keeps a service overloaded after its trigger is gone}
   *
   * <p>Root cause is the service. Healed by a quarter more replicas, or more than that; a restart
   * clears it for a minute.
   *
   * @param service which one
   */
  public static SimFault retriesStorm(Component service) {
    return of("metastable-overload", service);
  }

  /**
   * {@return a drain of the batch scheduler that belongs to somebody who works on the node}
   *
   * <p>Root cause is the node; the class is {@code slurm-node-drain}. Healed by its owner, sooner
   * with a ticket; whoever resumes it does harm.
   *
   * @param node which one
   */
  public static SimFault nodeIsWorkedOn(Component node) {
    Place.NODE.check("slurm-node-drain", node);
    return new DrainedNode(node, true);
  }

  /**
   * {@return a node that the control plane hears nothing from}
   *
   * <p>Root cause is the node. Healed by a reboot, or by people after a ticket.
   *
   * @param node which one
   */
  public static SimFault nodeIsLost(Component node) {
    return of("node-not-ready", node);
  }

  /**
   * {@return a shared file system that has more requests than it can serve}
   *
   * <p>Root cause is the storage. Healed by pausing admissions until its backlog is worked off, or
   * by people after a ticket; each reboot of a client makes it worse.
   *
   * @param storage which one
   */
  public static SimFault storageStalls(Component storage) {
    return of("storage-checkpoint-stall", storage);
  }

  /**
   * {@return a link that drops again and again under traffic, so that the job hangs in its
   * collectives}
   *
   * <p>Root cause is the network card; the class is {@code nccl-collective-timeout}. Healed once no
   * job can have traffic on it: isolate the link (or drain the node).
   *
   * @param nic which one
   */
  public static SimFault linkFlaps(Component nic) {
    return of("nccl-collective-timeout", nic);
  }

  /**
   * {@return a GPU that is lost from its bus: its telemetry is gone, its job dies or hangs}
   *
   * <p>Root cause is the GPU. Healed by a reboot of its node; a reset in place does not reach it.
   *
   * @param gpu which one
   */
  public static SimFault gpuFallsOffTheBus(Component gpu) {
    return of("gpu-fallen-off-bus", gpu);
  }

  /**
   * {@return a GPU whose system processor answers no request: time-outs, gaps, and after some
   * minutes a job that dies and cannot start again there}
   *
   * <p>Root cause is the GPU. Healed by a reset of it, or a reboot of its node.
   *
   * @param gpu which one
   */
  public static SimFault systemProcessorGoesSilent(Component gpu) {
    return of("gsp-timeout", gpu);
  }

  /**
   * {@return a GPU that is slow without any error, and all ranks of its job wait for it}
   *
   * <p>Root cause is the GPU. Healed once no job runs on its node: drain it.
   *
   * @param gpu which one
   */
  public static SimFault rankIsSlow(Component gpu) {
    return of("straggler", gpu);
  }

  /**
   * {@return a program that its GPUs stop again and again, each time on another one}
   *
   * <p>Root cause is the job. Healed by a requeue; to take GPUs or nodes away for it is harm.
   *
   * @param job which one
   */
  public static SimFault programGoesAstray(Component job) {
    return of("gpu-app-fault", job);
  }

  private static SimFault of(String incidentClass, Component component) {
    return IncidentClasses.of(incidentClass).on(component);
  }
}
