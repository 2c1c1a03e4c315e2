package io.aiops4j.testkit.faults;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** The log lines of the fabric manager. */
final class FabricLog {
  /** Not from a locale: those differ between runtimes. */
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private FabricLog() {}

  /** {@return one line, with the time as the fabric manager writes it} */
  static String line(Instant at, String level, String text) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    return "["
        + MONTHS.get(time.getMonthValue() - 1)
        + " "
        + two(time.getDayOfMonth())
        + " "
        + time.getYear()
        + " "
        + two(time.getHour())
        + ":"
        + two(time.getMinute())
        + ":"
        + two(time.getSecond())
        + "] ["
        + level
        + "] [tid 1127] "
        + text;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
