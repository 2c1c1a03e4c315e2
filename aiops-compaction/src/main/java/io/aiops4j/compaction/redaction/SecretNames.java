package io.aiops4j.compaction.redaction;

import java.util.ArrayList;
import java.util.List;

/** The names that settings, headers and parameters with secrets have. */
final class SecretNames {
  /** How a value that stands behind such a name is told from an innocent one. */
  enum Strength {
    /** No secret. */
    NONE,
    /** A secret if the value looks like one: the name is also used otherwise. */
    IF_RANDOM,
    /** A secret, whatever the value. */
    ALWAYS
  }

  /** Endings of names, without separators and in lower case. */
  private static final List<String> ALWAYS =
      List.of(
          "password",
          "passwords",
          "passwd",
          "pwd",
          "passphrase",
          "passcode",
          "secret",
          "secrets",
          "token",
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "privatekeyid",
          "authkey",
          "accountkey",
          "signingkey",
          "encryptionkey",
          "masterkey",
          "subscriptionkey",
          "sharedkey",
          "credential",
          "credentials",
          "jsessionid",
          "phpsessid");

  private static final List<String> IF_RANDOM =
      List.of("signature", "accesskeyid", "secretid", "licensekey", "deploykey", "webhook");

  /** The last word of a name, such as of {@code db_pass} or {@code dbPass}, as a whole. */
  private static final List<String> LAST_WORD = List.of("pass", "pw", "psw");

  private static final List<String> LAST_WORD_IF_RANDOM = List.of("sig", "auth", "sas", "jwt");

  private static final int LONGEST_NAME = 64;

  private record Entry(String name, boolean wholeWord, Strength strength) {}

  private static final Entry[][] BY_LAST = byLast();

  /** What a name may end with, in either case, or with a separator behind it. */
  private static final boolean[] ENDS = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      ENDS[c] = isSeparator(c) || BY_LAST[Chars.lower(c)].length > 0;
    }
  }

  private SecretNames() {}

  /** Whether a name could end with the character: decides most places at once. */
  static boolean mayEndWith(char c) {
    return c < 128 && ENDS[c];
  }

  /** What the name that ends before {@code end} says of the value behind it. */
  static Strength of(String text, int end) {
    int last = end - 1;
    while (last >= 0 && end - last <= LONGEST_NAME && isSeparator(text.charAt(last))) {
      last--;
    }
    if (last < 0 || text.charAt(last) >= 128) {
      return Strength.NONE;
    }
    Strength strongest = Strength.NONE;
    for (Entry entry : BY_LAST[Chars.lower(text.charAt(last))]) {
      int start = startOf(entry.name(), text, last, Math.max(0, end - LONGEST_NAME));
      if (start >= 0
          && (!entry.wholeWord() || startsWord(text, start))
          && entry.strength().compareTo(strongest) > 0) {
        strongest = entry.strength();
      }
    }
    return strongest;
  }

  /** Where the name begins if it ends at {@code last}, looking through separators; -1 if not. */
  private static int startOf(String name, String text, int last, int limit) {
    int k = name.length() - 1;
    int i = last;
    while (i >= limit) {
      char c = text.charAt(i);
      if (Chars.lower(c) == name.charAt(k)) {
        if (k-- == 0) {
          return i;
        }
      } else if (!isSeparator(c)) {
        return -1;
      }
      i--;
    }
    return -1;
  }

  private static boolean startsWord(String text, int start) {
    if (start == 0 || !Chars.isLetterOrDigit(text.charAt(start - 1))) {
      return true;
    }
    char c = text.charAt(start);
    char before = text.charAt(start - 1);
    return c >= 'A' && c <= 'Z' && !(before >= 'A' && before <= 'Z');
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  private static Entry[][] byLast() {
    List<Entry> all = new ArrayList<>();
    ALWAYS.forEach(name -> all.add(new Entry(name, false, Strength.ALWAYS)));
    IF_RANDOM.forEach(name -> all.add(new Entry(name, false, Strength.IF_RANDOM)));
    LAST_WORD.forEach(name -> all.add(new Entry(name, true, Strength.ALWAYS)));
    LAST_WORD_IF_RANDOM.forEach(name -> all.add(new Entry(name, true, Strength.IF_RANDOM)));
    Entry[][] byLast = new Entry[128][];
    for (char c = 0; c < 128; c++) {
      char last = c;
      byLast[c] =
          all.stream()
              .filter(entry -> entry.name().charAt(entry.name().length() - 1) == last)
              .toArray(Entry[]::new);
    }
    return byLast;
  }
}
