package io.aiops4j.compaction.mining;

import static io.aiops4j.compaction.mining.CharClass.isDigit;
import static io.aiops4j.compaction.mining.CharClass.isLetter;

/** Finds where a date or a time of day ends. Each look is bounded by the longest form. */
final class Times {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String DAYS = "MonTueWedThuFriSatSun";

  private Times() {}

  /** The end of a date, time or both that starts with the digit at {@code from}; -1 if none. */
  static int numeric(char[] in, int from, int n) {
    int digits = digits(in, from, n);
    int count = digits - from;
    if (digits == n || count > 8) {
      return -1;
    }
    char next = in[digits];
    int end = -1;
    if (next == ':' && count <= 2) {
      end = clock(in, from, n);
    } else if (next == '-' || next == '/' || next == '.') {
      end = dateThenClock(in, from, digits, count, next, n);
    } else if (count == 8 && next == '-') {
      end = clock(in, digits + 1, n);
    }
    return end > 0 && (end == n || !CharClass.isWord(in[end])) ? end : -1;
  }

  /** {@code Fri Jun 17 07:07:00 2005}, {@code Jun 17 07:07:00}: the end, or -1. */
  static int named(char[] in, int from, int n) {
    int at = from;
    boolean day = name(in, at, n, DAYS);
    if (day) {
      at += 3;
      at += at < n && in[at] == ',' ? 1 : 0;
      if (at + 1 >= n || in[at] != ' ') {
        return -1;
      }
      at++;
    }
    if (!name(in, at, n, MONTHS)) {
      return -1;
    }
    at = blanks(in, at + 3, n);
    int date = digits(in, at, n);
    if (at == from + 3 || date - at < 1 || date - at > 2) {
      return -1;
    }
    int end = date;
    int next = blanks(in, date, n);
    int clock = next > date && next < n && isDigit(in[next]) ? clock(in, next, n) : -1;
    if (clock < 0) {
      return day ? end : -1;
    }
    end = clock;
    next = blanks(in, end, n);
    if (next + 3 <= n && zone(in, next, n) > next && zone(in, next, n) + 1 < n) {
      int after = blanks(in, zone(in, next, n), n);
      next = after < n && isDigit(in[after]) ? after : next;
    }
    int year = digits(in, next, n);
    return next > clock && year - next == 4 && (year == n || !CharClass.isWord(in[year]))
        ? year
        : end;
  }

  private static int dateThenClock(
      char[] in, int from, int digits, int count, char separator, int n) {
    int second = digits(in, digits + 1, n);
    int third = -1;
    if (second == digits + 1 && second + 3 < n && name(in, second, n, MONTHS)) {
      second += 3;
      third = second < n && in[second] == separator ? digits(in, second + 1, n) : -1;
    } else if (second - digits - 1 == 2 && second < n && in[second] == separator) {
      third = digits(in, second + 1, n);
    }
    if (third < 0) {
      return -1;
    }
    int last = third - second - 1;
    boolean yearFirst = count == 4 && last == 2;
    boolean yearLast = count <= 2 && (last == 4 || last == 2 && separator == '/');
    if (!yearFirst && !yearLast || separator == '.' && third < n && in[third] == '.') {
      return -1;
    }
    return afterDate(in, third, n);
  }

  private static int afterDate(char[] in, int end, int n) {
    if (end + 1 >= n) {
      return end;
    }
    char c = in[end];
    boolean joined = c == 'T' || c == ' ' || c == '-' || c == ':' || c == '_' || c == '.';
    if (!joined || !isDigit(in[end + 1])) {
      return end;
    }
    int clock = clock(in, end + 1, n);
    if (clock < 0 && c == '-') {
      clock = dotted(in, end + 1, n);
    }
    return clock < 0 ? (c == ' ' ? end : -1) : clock;
  }

  /** {@code 15.42.50.363779}. */
  private static int dotted(char[] in, int from, int n) {
    int at = from;
    for (int part = 0; part < 3; part++) {
      int end = digits(in, at, n);
      if (end - at != 2 || part < 2 && (end == n || in[end] != '.')) {
        return -1;
      }
      at = part < 2 ? end + 1 : end;
    }
    return fraction(in, at, n);
  }

  /** {@code 7:07}, {@code 07:07:00.123}, with a zone. */
  private static int clock(char[] in, int from, int n) {
    int hours = digits(in, from, n);
    int minutes = hours < n && in[hours] == ':' ? digits(in, hours + 1, n) : -1;
    if (hours - from < 1 || hours - from > 2 || minutes - hours - 1 != 2) {
      return -1;
    }
    int end = minutes;
    if (end < n && in[end] == ':') {
      int seconds = digits(in, end + 1, n);
      if (seconds - end - 1 != 2) {
        return seconds == end + 1 ? end : -1;
      }
      end = fraction(in, seconds, n);
      if (end < n && in[end] == ':' && digits(in, end + 1, n) - end - 1 == 3) {
        end += 4;
      }
    }
    return offset(in, end, n);
  }

  private static int fraction(char[] in, int from, int n) {
    if (from + 1 < n && (in[from] == '.' || in[from] == ',') && isDigit(in[from + 1])) {
      int end = digits(in, from + 1, n);
      return end - from <= 10 ? end : from;
    }
    return from;
  }

  private static int offset(char[] in, int from, int n) {
    if (from < n && in[from] == 'Z') {
      return from + 1;
    }
    int at = from < n && in[from] == ' ' ? from + 1 : from;
    if (at + 4 < n && (in[at] == '+' || in[at] == '-')) {
      int end = digits(in, at + 1, n);
      if (end - at - 1 == 4) {
        return end;
      }
      if (at == from && end - at - 1 == 2 && end + 2 < n && in[end] == ':') {
        return digits(in, end + 1, n) - end - 1 == 2 ? end + 3 : from;
      }
    }
    return from;
  }

  private static int zone(char[] in, int from, int n) {
    int at = from;
    while (at < n && at - from < 5 && in[at] >= 'A' && in[at] <= 'Z') {
      at++;
    }
    return at - from >= 3 ? at : from;
  }

  private static int blanks(char[] in, int from, int n) {
    int at = from;
    while (at < n && at - from < 2 && in[at] == ' ') {
      at++;
    }
    return at;
  }

  private static int digits(char[] in, int from, int n) {
    int at = from;
    while (at < n && at - from < 12 && isDigit(in[at])) {
      at++;
    }
    return at;
  }

  private static boolean name(char[] in, int from, int n, String names) {
    if (from + 3 > n || from + 3 < n && isLetter(in[from + 3])) {
      return false;
    }
    for (int i = 0; i < names.length(); i += 3) {
      if (in[from] == names.charAt(i)
          && in[from + 1] == names.charAt(i + 1)
          && in[from + 2] == names.charAt(i + 2)) {
        return true;
      }
    }
    return false;
  }
}
