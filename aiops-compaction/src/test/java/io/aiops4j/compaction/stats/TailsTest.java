package io.aiops4j.compaction.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reference values: exact rational arithmetic in Python (fractions.Fraction; sums of binomial
 * coefficients times powers, or times rising factorials), logarithm with 60 digits; Mann-Whitney by
 * scipy.stats.mannwhitneyu(alternative="greater", method="asymptotic").
 */
class TailsTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @ParameterizedTest
  @CsvSource({
    "3, 10, 0.1, 1.1537196443402151",
    "1, 1, 0.5, 0.3010299956639812",
    "12, 14, 0.008305647840531562, 23.015161211143887",
    "40, 200, 0.05, 13.194630374806088",
    "200, 200, 0.01, 30"
  })
  void binomialTailsAgreeWithExactArithmetic(int hits, int trials, double p, double expected) {
    assertThat(Tails.binomial(hits, trials, p)).isCloseTo(expected, EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 17, 16.1, 7.1, 5.69683271578632",
    "17, 17, 6.1, 17.1, 6.275114860667697",
    "19, 19, 0.1, 4.1, 5.477078730039912",
    "5, 10, 5, 5, 0.23215459856216294",
    "132, 1191, 449.1, 332.1, 30"
  })
  void betaBinomialTailsAgreeWithExactArithmetic(
      int hits, int trials, double a, double b, double expected) {
    assertThat(Tails.betaBinomial(hits, trials, a, b)).isCloseTo(expected, EXACT);
  }

  @Test
  void rankTestAgreesWithScipyWithTies() {
    double[] observed = {5, 6, 7, 8, 9};
    double[] reference = {1, 2, 3, 4, 5, 6};

    assertThat(Tails.higher(observed, reference)).isCloseTo(1.9611857905572843, EXACT);
    assertThat(Tails.higher(reference, observed)).isZero();
  }

  @Test
  void nothingSeenIsNoEvidence() {
    assertThat(Tails.binomial(0, 0, 0.5)).isZero();
    assertThat(Tails.betaBinomial(0, 0, 0.1, 5.1)).isZero();
    assertThat(Tails.higher(new double[0], new double[] {1})).isZero();
  }

  @Test
  void exceedanceStartsAtTheFiveInHundredLevelAndGrowsWithTheScale() {
    double[] history = new double[101];
    for (int i = 0; i < history.length; i++) {
      history[i] = i;
    }

    assertThat(Tails.exceedance(95, history, 1)).isZero();
    // Five values lie beyond the 95th percentile, by 3 in the median: scale 3 / ln 2 = 4.328.
    assertThat(Tails.exceedance(105, history, 1))
        .isCloseTo(1.30103 + 10 / 4.3281 / 2.302585, within(1e-4));
  }

  @Test
  void aShortHistoryCannotShowFiveInHundred() {
    double[] history = {1, 1};

    assertThat(Tails.exceedance(1 + 1e-12, history, 1)).isCloseTo(0.4771, within(1e-4));
  }

  @Test
  void rejectsWhatIsNotFinite() {
    assertThatThrownBy(() -> Tails.exceedance(Double.NaN, new double[] {1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> Samples.median(new double[] {1, Double.POSITIVE_INFINITY}))
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> Samples.median(new double[0])).hasMessageContaining("empty sample");
    assertThatThrownBy(() -> Tails.betaBinomial(1, 2, Double.NaN, 1))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> Tails.binomial(3, 2, 0.5)).hasMessageContaining("3 hits of 2");
  }
}
