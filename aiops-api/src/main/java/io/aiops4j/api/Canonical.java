package io.aiops4j.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one way numbers are printed and texts are hashed, so that the same inputs give the same bytes
 * on every JDK.
 *
 * <p>{@code Double.toString} differs between JDK 17 and 25 (JDK-4511638), hence {@link
 * #number(double)}. Stateless and thread-safe.
 */
public final class Canonical {
  /** Separates the fields of {@link #digest}; it cannot occur in a field, where it is escaped. */
  private static final char FIELD_END = '\u001f';

  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private Canonical() {}

  /**
   * {@return the value with at most six significant digits, plain for magnitudes from 1e-4 to 1e15
   * and scientific beyond; {@code NaN}, {@code Infinity} and {@code -Infinity} by name}
   *
   * @param value any double
   */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
    double magnitude = Math.abs(value);
    return magnitude >= 1e-4 && magnitude < 1e15 ? rounded.toPlainString() : rounded.toString();
  }

  /**
   * {@return the SHA-256 of the fields, as 64 lower-case hexadecimal digits}
   *
   * <p>Fields are kept apart: {@code digest("a", "b")} differs from {@code digest("ab")} and from
   * {@code digest("a", "b", "")}.
   *
   * @param fields the texts to hash, in order
   */
  public static String digest(String... fields) {
    MessageDigest sha = sha256();
    for (String field : fields) {
      String escaped = requireNonNull(field, "field").replace("\\", "\\\\");
      escaped = escaped.replace(String.valueOf(FIELD_END), "\\u001f") + FIELD_END;
      sha.update(escaped.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256; this one has not", e);
    }
  }
}
