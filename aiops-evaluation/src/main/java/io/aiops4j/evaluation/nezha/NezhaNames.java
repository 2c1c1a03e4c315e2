package io.aiops4j.evaluation.nezha;

import io.aiops4j.api.topology.Component;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Components by pod name: the service is the name without its last two dash parts. */
final class NezhaNames {
  private final Map<String, Component> services = new ConcurrentHashMap<>();

  Component service(String pod) {
    return services.computeIfAbsent(pod, name -> Component.service(serviceName(name)));
  }

  static String serviceName(String pod) {
    int last = pod.lastIndexOf('-');
    int second = last <= 0 ? -1 : pod.lastIndexOf('-', last - 1);
    return second <= 0 ? pod : pod.substring(0, second);
  }
}
