package io.aiops4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTest {
  /** What Double.toString prints differs between JDK 17 and 19 for some of these. */
  @ParameterizedTest
  @CsvSource({
    "0,                        0",
    "-0.0,                     0",
    "1,                        1",
    "100,                      100",
    "0.1,                      0.1",
    "2e-3,                     0.002",
    "2.0E-3,                   0.002",
    "0.0001,                   0.0001",
    "0.00001,                  0.00001",
    "1.0E-5,                   0.00001",
    "123456.7,                 123457",
    "1234567,                  1234570",
    "-1234567,                 -1234570",
    "0.30000000000000004,      0.3",
    "0.333333333333,           0.333333",
    "2.5,                      2.5",
    "2E23,                     2E+23",
    "9007199254740993,         9.0072E+15",
    "123456789012345,          123457000000000",
    "999999.5,                 1000000",
    "4.9E-324,                 4.94066E-324",
    "1.7976931348623157E308,   1.79769E+308",
  })
  void printsAtMostSixDigitsTheSameOnEveryJdk(double value, String printed) {
    assertThat(Canonical.number(value)).isEqualTo(printed);
  }

  @Test
  void namesWhatIsNotANumber() {
    assertThat(Canonical.number(Double.NaN)).isEqualTo("NaN");
    assertThat(Canonical.number(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(Canonical.number(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @Test
  void doesNotDependOnTheHostsLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Canonical.number(1234.5)).isEqualTo("1234.5");
      assertThat(Canonical.digest("Iı", "x")).isEqualTo(digestInEnglish());
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String digestInEnglish() {
    Locale.setDefault(Locale.ENGLISH);
    return Canonical.digest("Iı", "x");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void isReadBackWithinHalfAUnitOfTheSixthDigit(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      double value = random.nextGaussian() * StrictMath.pow(10, random.nextInt(40) - 20);
      double read = Double.parseDouble(Canonical.number(value));
      assertThat(Math.abs(read - value)).isLessThanOrEqualTo(Math.abs(value) * 5.000001e-6);
      assertThat(Canonical.number(read)).as("printed again").isEqualTo(Canonical.number(value));
    }
  }

  @Test
  void aDigestIsTheSameEverywhere() {
    assertThat(Canonical.digest("a", "b"))
        .hasSize(64)
        .isEqualTo("023b8059a924f728a2155e4cc8b907389b6468b5ffba4905e3588ebe872d62d2");
  }

  @Test
  void fieldsCannotRunIntoEachOther() {
    List<String> digests =
        List.of(
            Canonical.digest("ab"),
            Canonical.digest("a", "b"),
            Canonical.digest("a\u001fb"),
            Canonical.digest("a\\u001fb"),
            Canonical.digest("ab", ""),
            Canonical.digest("", "ab"),
            Canonical.digest());
    assertThat(digests).doesNotHaveDuplicates();
  }
}
