package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.ComponentKind;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Reads one metric at the times of the scrapes that came. */
final class SeriesReader {
  private final NoiseProfile noise;

  SeriesReader(NoiseProfile noise) {
    this.noise = noise;
  }

  /**
   * Gives the samples in one part for each time that the counter began anew, or the pod did.
   * {@return whether more is wanted}
   *
   * @param metric which
   * @param taken the scrapes; at least one
   * @param take says for each sample whether there is room
   * @param give takes a part and says whether it wants more
   */
  boolean read(
      Metric metric, Scrapes.Samples taken, BooleanSupplier take, Predicate<MetricSeries> give) {
    boolean replaceable =
        noise.life().replacesPods() && metric.entity().component.kind().equals(ComponentKind.POD);
    long first = taken.numbers()[0];
    int span = (int) (taken.numbers()[taken.count() - 1] - first + 1);
    double amplitude = noise.gauges().amplitude();
    double[] scatter = Noise.correlated(metric.key(), first, span, noise.gauges().correlation());
    Part part = new Part(metric, replaceable, Long.MIN_VALUE, 0);
    for (int i = 0; i < taken.count(); i++) {
      long at = taken.times()[i];
      if (!isScraped(metric, at)) {
        continue;
      }
      long since = replaceable ? metric.entity().countsSince(at) : metric.since(at);
      if (since != part.since) {
        if (part.size > 0 && !give.test(part.series())) {
          return false;
        }
        part = new Part(metric, replaceable, since, taken.count() - i);
      }
      double value = metric.value(at, amplitude * scatter[(int) (taken.numbers()[i] - first)]);
      if (!Double.isNaN(value) && take.getAsBoolean()) {
        part.add(at, value);
      }
    }
    return part.size == 0 || give.test(part.series());
  }

  /** Whether there is somebody who reads it and somebody who tells. */
  private static boolean isScraped(Metric metric, long at) {
    Fleet.Node node = metric.entity().node;
    if (node == null || metric.trust() != TrustClass.NODE_AGENT) {
      return true;
    }
    return node.entity.at(Condition.NODE_UP, at) == 1
        && (!(metric.entity().part instanceof Fleet.Gpu gpu)
            || gpu.entity.at(Condition.PRESENT, at) == 1
                && node.exporter().at(Condition.POD_READY, at) == 1);
  }

  /** Samples between two beginnings of a counter. */
  private static final class Part {
    private final Metric metric;
    private final boolean replaceable;
    private final long since;
    private final double base;
    private final long[] times;
    private final double[] values;
    private int size;

    Part(Metric metric, boolean replaceable, long since, int most) {
      this.metric = metric;
      this.replaceable = replaceable;
      this.since = since;
      this.base = base(metric, since);
      this.times = new long[most];
      this.values = new double[most];
    }

    /** What a counter would stand at if it had never begun anew. */
    private static double base(Metric metric, long since) {
      if (metric.kind() != MetricKind.COUNTER || since <= metric.entity().startMs) {
        return 0;
      }
      double value = metric.value(since, 0);
      return Double.isNaN(value) ? 0 : value;
    }

    void add(long at, double value) {
      times[size] = at;
      values[size++] = base == 0 ? value : Math.max(0, value - base);
    }

    MetricSeries series() {
      return MetricSeries.builder(metric.entity().component, metric.name())
          .unit(metric.unit())
          .kind(metric.kind())
          .trust(metric.trust())
          .attributes(attributes())
          .startEpochMillis(metric.kind() == MetricKind.COUNTER ? since : 0)
          .build(Arrays.copyOf(times, size), Arrays.copyOf(values, size));
    }

    private Map<String, String> attributes() {
      if (!replaceable) {
        return metric.attributes();
      }
      Map<String, String> labels = new TreeMap<>(metric.attributes());
      labels.put("uid", Replica.uid(metric.entity().key, since));
      return labels;
    }
  }
}
