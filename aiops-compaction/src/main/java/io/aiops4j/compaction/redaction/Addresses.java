package io.aiops4j.compaction.redaction;

import java.util.List;

/** Finds what addresses carry: passwords and keys of users, and the paths of webhooks. */
final class Addresses {
  /** Whoever knows the rest of the path may post there. */
  private static final List<String> WEBHOOKS =
      List.of(
          "hooks.slack.com/services/",
          "hooks.slack.com/workflows/",
          "discord.com/api/webhooks/",
          "discordapp.com/api/webhooks/",
          "webhook.office.com/webhookb2/");

  private Addresses() {}

  static void find(String text, List<Redactor.Found> found) {
    int at = text.indexOf("://");
    while (at >= 0) {
      int end = address(text, at + 3, found);
      at = text.indexOf("://", end);
    }
  }

  /** Where the address behind {@code ://} ends. */
  static int end(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != '"') {
      end++;
    }
    return end;
  }

  /** Whether the address carries something. */
  static boolean carries(String text, int from, int end) {
    int at = text.lastIndexOf('@', end - 1);
    return at >= from || webhook(text, from, end) > 0;
  }

  /** {@code user:password@host}, {@code key@host}. */
  private static int address(String text, int from, List<Redactor.Found> found) {
    int end = end(text, from);
    int colon = -1;
    int host = -1;
    // The last @ before the address ends: a password may hold one itself.
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == ':' && colon < 0) {
        colon = i;
      } else if (text.charAt(i) == '@') {
        host = i;
      }
    }
    if (colon >= 0 && host > colon + 1) {
      found.add(new Redactor.Found(colon + 1, host, "password"));
    } else if (host > from && Chars.looksRandom(text, from, host)) {
      found.add(new Redactor.Found(from, host, "credential"));
    }
    int path = webhook(text, from, end);
    if (path > 0) {
      found.add(new Redactor.Found(path, end, "webhook"));
    }
    return end;
  }

  /** Where the path of a webhook begins; -1 if the address is none. */
  private static int webhook(String text, int from, int end) {
    for (String prefix : WEBHOOKS) {
      int path = from + prefix.length();
      if (path < end && text.startsWith(prefix, from)) {
        return path;
      }
      if (prefix.startsWith("webhook.")) {
        int dot = from;
        while (dot < end && Chars.inToken(text.charAt(dot))) {
          dot++;
        }
        // Microsoft puts the tenant's name before the host.
        int tenant = dot + 1 + prefix.length();
        if (tenant < end && text.startsWith(prefix, dot + 1)) {
          return tenant;
        }
      }
    }
    return -1;
  }
}
