package io.aiops4j.testkit.faults;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.testkit.sim.Look;
import io.aiops4j.testkit.sim.Symptom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Tells whether a symptom is there, by a healthy fleet of the same seed at the same time. */
final class Evidence {
  /** So many strange values are no accident; where nothing ever varies, one is enough. */
  private static final int ENOUGH = 2;

  private Evidence() {}

  static boolean shows(Symptom symptom, Look sick, Look well) {
    return switch (symptom.kind()) {
      case LOG ->
          found(symptom, sick.log(symptom.component()))
              && !found(symptom, well.log(symptom.component()));
      case CHANGE ->
          found(symptom, sick.changes(symptom.component()))
              && !found(symptom, well.changes(symptom.component()));
      case GAP -> values(symptom, sick).length + ENOUGH <= values(symptom, well).length;
      case METRIC -> readsOtherwise(values(symptom, sick), values(symptom, well));
    };
  }

  /**
   * {@return whether a metric reads on average as it usually does, give or take a little}
   *
   * @param elsewhere the same metric of a component that is well, under the same load
   */
  static boolean isUsual(Symptom symptom, Look now, Symptom elsewhere, Look usual) {
    double mean = DoubleStream.of(values(symptom, now)).average().orElse(Double.NaN);
    double[] expected = values(elsewhere, usual);
    double least = quantile(expected, 0);
    double most = quantile(expected, 1);
    double slack = 0.1 * (most - least) + 0.02 * Math.abs(most);
    return mean >= least - slack && mean <= most + slack;
  }

  private static boolean found(Symptom symptom, List<String> lines) {
    Pattern pattern = Pattern.compile(symptom.what());
    return lines.stream().anyMatch(line -> pattern.matcher(line).find());
  }

  /** Values that health never has, or a typical value that is rare in health. */
  private static boolean readsOtherwise(double[] values, double[] usual) {
    double least = quantile(usual, 0);
    double most = quantile(usual, 1);
    long strange = DoubleStream.of(values).filter(value -> value < least || value > most).count();
    double typical = quantile(values, 0.5);
    return strange >= (least == most ? 1 : ENOUGH)
        || typical < quantile(usual, 0.05)
        || typical > quantile(usual, 0.95);
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }

  private static double[] values(Symptom symptom, Look look) {
    return look.read(Set.of(symptom.component()), Set.of(Modality.METRICS)).metrics().stream()
        .filter(series -> series.name().equals(symptom.what()))
        .map(Evidence::values)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** {@return what is read; of a counter, what is added from one sample to the next} */
  private static double[] values(MetricSeries series) {
    return series.kind() == MetricKind.COUNTER
        ? IntStream.range(1, series.size())
            .mapToDouble(i -> series.value(i) - series.value(i - 1))
            .toArray()
        : IntStream.range(0, series.size()).mapToDouble(series::value).toArray();
  }
}
