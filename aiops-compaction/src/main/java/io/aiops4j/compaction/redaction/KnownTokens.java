package io.aiops4j.compaction.redaction;

import java.util.List;

/**
 * Finds tokens by the prefix their issuer gives them, and JSON web tokens by their form.
 *
 * <p>Quotes inside a token, also joined ones such as {@code "AB" + "CD"}, are looked through: the
 * search runs over the text without them and maps back.
 */
final class KnownTokens {
  /**
   * A prefix, how many characters of the token's alphabet must follow, and the name of the kind.
   */
  private record Form(String prefix, int least, String kind) {}

  // Prefixes as their issuers document them (AWS IAM identifiers, GitHub, GitLab, Slack, Hugging
  // Face, Google Cloud, OpenAI, npm, Stripe, NVIDIA NGC).
  private static final List<Form> FORMS =
      List.of(
          new Form("AKIA", 16, "cloud-key"),
          new Form("ASIA", 16, "cloud-key"),
          new Form("AIza", 30, "cloud-key"),
          new Form("ghp_", 20, "github-token"),
          new Form("gho_", 20, "github-token"),
          new Form("ghu_", 20, "github-token"),
          new Form("ghs_", 20, "github-token"),
          new Form("ghr_", 20, "github-token"),
          new Form("github_pat_", 20, "github-token"),
          new Form("glpat-", 16, "gitlab-token"),
          new Form("xoxa-", 10, "slack-token"),
          new Form("xoxb-", 10, "slack-token"),
          new Form("xoxe-", 10, "slack-token"),
          new Form("xoxp-", 10, "slack-token"),
          new Form("xoxr-", 10, "slack-token"),
          new Form("xoxs-", 10, "slack-token"),
          new Form("xapp-", 10, "slack-token"),
          new Form("hf_", 16, "hf-token"),
          new Form("nvapi-", 16, "api-key"),
          new Form("sk-", 20, "api-key"),
          new Form("sk_live_", 16, "api-key"),
          new Form("npm_", 30, "api-key"));

  private final String text;
  private final int[] origin;
  private final char[] chars;
  private final int length;
  private final int[] runEnd;

  private KnownTokens(String text) {
    this.text = text;
    this.origin = new int[text.length()];
    this.chars = new char[text.length()];
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      int after = afterQuote(i);
      if (after > i) {
        i = after - 1;
      } else {
        origin[n] = i;
        chars[n++] = text.charAt(i);
      }
    }
    this.length = n;
    this.runEnd = new int[n + 1];
    runEnd[n] = n;
    for (int i = n - 1; i >= 0; i--) {
      runEnd[i] = inToken(chars[i]) ? Math.max(runEnd[i + 1], i + 1) : i;
    }
  }

  static void find(String text, List<Redactor.Found> found) {
    new KnownTokens(text).find(found);
  }

  private void find(List<Redactor.Found> found) {
    int i = 0;
    while (i < length) {
      int end = startsWord(i) ? match(i, found) : i;
      i = end > i ? end : i + 1;
    }
  }

  private int match(int i, List<Redactor.Found> found) {
    for (Form form : FORMS) {
      if (chars[i] == form.prefix().charAt(0)
          && startsWith(form.prefix(), i)
          && runEnd[i] - i >= form.prefix().length() + form.least()) {
        return add(i, runEnd[i], form.kind(), found);
      }
    }
    if (startsWith("eyJ", i) && runEnd[i] - i >= 10 && at(runEnd[i]) == '.') {
      int second = runEnd[i] + 1;
      if (second < length && runEnd[second] - second >= 2) {
        int end = runEnd[second];
        return add(i, at(end) == '.' ? runEnd[end + 1] : end, "jwt", found);
      }
    }
    return i;
  }

  private int add(int from, int to, String kind, List<Redactor.Found> found) {
    found.add(new Redactor.Found(origin[from], origin[to - 1] + 1, kind));
    return to;
  }

  private char at(int i) {
    return i < length ? chars[i] : ' ';
  }

  private boolean startsWith(String prefix, int i) {
    if (i + prefix.length() > length) {
      return false;
    }
    for (int j = 0; j < prefix.length(); j++) {
      if (chars[i + j] != prefix.charAt(j)) {
        return false;
      }
    }
    return true;
  }

  private boolean startsWord(int i) {
    int before = origin[i] - 1;
    return before < 0 || !isAlphanumeric(text.charAt(before));
  }

  /** Where the text goes on after a quote, or a quote, a plus and a quote; {@code i} if none. */
  private int afterQuote(int i) {
    if (!isQuote(text.charAt(i))) {
      return i;
    }
    int j = i + 1;
    // A joint is looked for over a few blanks only, so that the whole stays linear.
    int limit = Math.min(text.length(), i + 8);
    int plus = 0;
    while (j < limit && (text.charAt(j) == ' ' || text.charAt(j) == '+')) {
      plus += text.charAt(j) == '+' ? 1 : 0;
      j++;
    }
    return plus == 1 && j < limit && isQuote(text.charAt(j)) ? j + 1 : i + 1;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`' || c == '\\';
  }

  private static boolean inToken(char c) {
    return Redactor.isWord(c) || c == '-';
  }

  private static boolean isAlphanumeric(char c) {
    return Redactor.isWord(c) && c != '_';
  }
}
