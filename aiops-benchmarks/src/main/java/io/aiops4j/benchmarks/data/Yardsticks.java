package io.aiops4j.benchmarks.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** What the library's speed is compared with, in the same run. */
public final class Yardsticks {
  private Yardsticks() {}

  /** Lines as bytes, one after another, each ended by a line feed. */
  public static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Finds the tokens of all lines and hashes each, a byte at a time: what any miner does at least.
   *
   * @param text from {@link #bytes}
   * @return all hashes, so that nothing is optimised away
   */
  public static int tokenizeAndHash(byte[] text) {
    int all = 0;
    int hash = 0;
    for (byte c : text) {
      if (c == ' ' || c == '\n' || c == '\t') {
        all ^= hash;
        hash = 0;
      } else {
        hash = 31 * hash + c;
      }
    }
    return all;
  }

  /** {@return commons-math3's sliding window of 60 samples, which recomputes at each question} */
  public static DescriptiveStatistics windowOf60() {
    return new DescriptiveStatistics(60);
  }

  /**
   * Adds a sample and asks for mean and deviation.
   *
   * @param window from {@link #windowOf60}
   * @param value the sample
   * @return something that depends on both
   */
  public static double addAndAsk(DescriptiveStatistics window, double value) {
    window.addValue(value);
    return window.getMean() + window.getStandardDeviation();
  }
}
