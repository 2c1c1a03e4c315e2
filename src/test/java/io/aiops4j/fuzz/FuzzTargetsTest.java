package io.aiops4j.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replays handwritten and seeded random input through every target, as a search would begin. */
class FuzzTargetsTest {
  private static final int INPUTS = 400;

  private static final List<String> PIECES =
      List.of(
          " ",
          "\n",
          "\n\n",
          "\"",
          "'",
          "\\",
          ",",
          "=",
          ":",
          "/",
          "://",
          "@",
          "-----BEGIN ",
          "-----",
          "<*>",
          "<**>",
          "<",
          ">",
          "{",
          "}",
          "[redacted:",
          "]",
          "password",
          "token=",
          "--secret ",
          "Bearer ",
          "eyJhbGciOiJIUzI1NiJ9.e30.",
          "AKIA0123456789ABCDEF",
          "sk-",
          "0x1f",
          "10.0.0.1",
          "::1",
          "12:00:00",
          "1e309",
          "-9223372036854775808",
          "NaN",
          "NVRM: Xid (PCI:0000): 79,",
          "(?i)",
          "(a+)+",
          "[^\\s]",
          "(?P<n>\\d+)",
          "(?<=x)",
          "*",
          "\\1",
          "$",
          "\u0000",
          "\u202e",
          "\ud83d\ude00",
          "error",
          "failed",
          "a",
          "b c",
          "TraceID,SpanID\n");

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyTargetBearsRandomInput(FuzzTarget target) {
    long seed = 20_260_105;
    SplittableRandom random = new SplittableRandom(seed);
    target.accept(new byte[0]);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = i % 2 == 0 ? bytes(random) : pieces(random);
      try {
        target.accept(input);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            target
                + " with seed "
                + seed
                + ", input "
                + i
                + ": "
                + new String(input, StandardCharsets.ISO_8859_1),
            e);
      }
    }
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] input = new byte[random.nextInt(200)];
    random.nextBytes(input);
    return input;
  }

  private static byte[] pieces(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(60); n > 0; n--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
