package io.aiops4j.compaction.traces;

/**
 * Names of the metrics that speak of calls between components, for sources that map their own to
 * these.
 */
public final class MeshMetrics {
  /** Median duration of calls as the caller's side saw it; seconds; about the caller. */
  public static final String CLIENT_DURATION = "mesh.client.request.duration.p50";

  /** Median duration of calls as the callee's side saw it; seconds; about the callee. */
  public static final String SERVER_DURATION = "mesh.server.request.duration.p50";

  /** Attribute: name of the component at the other end, of the same kind and scope. */
  public static final String PEER = "peer.service";

  /** Requests served in a second; about the callee. */
  public static final String SERVER_RATE = "mesh.server.request.rate";

  /** Share of requests answered well, 0 to 100; about the component. */
  public static final String SUCCESS_PERCENT = "mesh.server.request.success_percent";

  private MeshMetrics() {}
}
