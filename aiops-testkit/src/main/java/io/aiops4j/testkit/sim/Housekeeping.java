package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.List;

/**
 * The lines that a machine writes whatever happens: few templates often and many seldom (Zipf's
 * law), now and then a burst of one of them, of which the log daemon keeps some and counts the
 * others.
 */
final class Housekeeping {
  private static final long SLOT_MS = 15_000;

  /** Bursts and their lines stay inside one slot. */
  private static final int BURST_LINES = 25;

  private static final int DRAWS = 1 << 8;

  /** {@code #} stands for a number, {@code *} for a number in hexadecimal. */
  private static final List<Template> TEMPLATES =
      List.of(
          agent("systemd[1]: Started Session # of User"),
          agent("chronyd[811]: Selected source 10.0.0.#"),
          agent("kubelet[1630]: Probe succeeded for pod exporter-#"),
          agent("audit: rate limit window # closed, 0 lost"),
          agent("systemd[1]: logrotate.service: Deactivated successfully"),
          kernel(Severity.WARN, "perf: interrupt took too long (# > 2500), lowering rate"),
          agent("sshd[#]: Accepted publickey for ops from 10.0.8.# port #"),
          agent("CRON[#]: (root) CMD (/usr/lib/sysstat/sa1 1 1)"),
          agent("containerd[902]: time=\"#\" level=info msg=\"ImageUpdate event sha256:*\""),
          agent("kubelet[1630]: I# reconciler.go:# \"MountVolume.SetUp succeeded for volume *\""),
          agent("systemd[1]: run-containerd-runc-k8s.io-*.mount: Deactivated successfully."),
          agent("containerd[902]: level=warning msg=\"cleaning up after shim *\" namespace=k8s.io"),
          agent("dhclient[744]: bound to 10.0.1.# -- renewal in # seconds."),
          agent("systemd-logind[690]: Removed session #."),
          kernel(Severity.INFO, "IPv6: ADDRCONF(NETDEV_CHANGE): veth*: link becomes ready"),
          kernel(Severity.INFO, "cni0: port #(veth*) entered forwarding state"),
          agent("kubelet[1630]: E# cadvisor_stats.go:# \"Unable to get stats of container *\""),
          agent("smartd[655]: Device: /dev/nvme0, Temperature changed to # Celsius"),
          kernel(Severity.INFO, "nvme nvme0: # default/read/poll queues"),
          agent("node_exporter[1201]: level=error msg=\"collector failed\" name=hwmon err=EAGAIN"),
          kernel(Severity.WARN, "hrtimer: interrupt took # ns"),
          kernel(Severity.INFO, "nvidia-uvm: Loaded the UVM driver, major device number #"),
          kernel(Severity.INFO, "EXT4-fs (dm-#): re-mounted * r/w with ordered data mode"),
          agent("systemd[1]: Failed to start apt-daily.service: retry # of 3 later"));

  private final NoiseProfile.Background noise;
  private final double[] upTo;

  Housekeeping(NoiseProfile.Background noise) {
    this.noise = noise;
    this.upTo = new double[noise.templates()];
    double sum = 0;
    for (int rank = 0; rank < upTo.length; rank++) {
      sum += 1.0 / (rank + 1);
      upTo[rank] = sum;
    }
  }

  /** Adds the lines of a machine in a half-open range. */
  void lines(Entity machine, long fromMs, long toMs, List<LogRecord> found) {
    long key = Noise.key(machine.key, "housekeeping");
    for (long slot = Math.floorDiv(fromMs, SLOT_MS); slot * SLOT_MS < toMs; slot++) {
      long draw = slot * DRAWS;
      int count = (int) (noise.perSlot() + Noise.uniform(key, draw++));
      for (int i = 0; i < count; i++) {
        long at = slot * SLOT_MS + (long) (SLOT_MS * Noise.uniform(key, draw++));
        Template template = TEMPLATES.get(rank(Noise.uniform(key, draw++)));
        add(machine, at, template.record(machine, at, key, draw++), fromMs, toMs, found);
      }
      if (Noise.uniform(key, draw++) < noise.burst()) {
        burst(machine, slot, key, draw, fromMs, toMs, found);
      }
    }
  }

  private void burst(
      Entity machine,
      long slot,
      long key,
      long firstDraw,
      long fromMs,
      long toMs,
      List<LogRecord> found) {
    long draw = firstDraw;
    Template template = TEMPLATES.get((int) (noise.templates() * Noise.uniform(key, draw++)));
    long at = slot * SLOT_MS + (long) (SLOT_MS / 2 * Noise.uniform(key, draw++));
    int kept = 5 + (int) (BURST_LINES * Noise.uniform(key, draw++));
    for (int i = 0; i < kept; i++) {
      add(machine, at, template.record(machine, at, key, draw++), fromMs, toMs, found);
      at += 10 + (Noise.bits(key, draw++) & 0xff);
    }
    String body =
        template.trust == TrustClass.KERNEL
            ? "printk: " + 7 * kept + " callbacks suppressed"
            : "systemd-journald[402]: Suppressed " + 9 * kept + " messages from system.slice";
    add(
        machine,
        at,
        Logs.record(machine, at, template.trust, Severity.WARN, body),
        fromMs,
        toMs,
        found);
  }

  private static void add(
      Entity machine, long at, LogRecord record, long fromMs, long toMs, List<LogRecord> found) {
    if (at >= fromMs && at < toMs && machine.at(Condition.NODE_UP, at) == 1) {
      found.add(record);
    }
  }

  private int rank(double chance) {
    double wanted = chance * upTo[upTo.length - 1];
    int rank = 0;
    while (upTo[rank] <= wanted && rank < upTo.length - 1) {
      rank++;
    }
    return rank;
  }

  private static Template agent(String text) {
    return new Template(TrustClass.NODE_AGENT, Severity.INFO, text);
  }

  private static Template kernel(Severity severity, String text) {
    return new Template(TrustClass.KERNEL, severity, text);
  }

  /** One statement of a daemon or of the kernel. */
  private record Template(TrustClass trust, Severity severity, String text) {
    LogRecord record(Entity machine, long at, long key, long draw) {
      StringBuilder body = new StringBuilder();
      long bits = Noise.bits(key, draw);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '#') {
          body.append((bits >>> 40) % 9000);
        } else if (c == '*') {
          body.append(Long.toHexString(bits >>> 28));
        } else {
          body.append(c);
        }
        bits = c == '#' || c == '*' ? Noise.bits(key, bits) : bits;
      }
      return Logs.record(machine, at, trust, severity, body.toString());
    }
  }
}
