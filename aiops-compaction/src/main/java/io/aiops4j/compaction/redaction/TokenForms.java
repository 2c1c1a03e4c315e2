package io.aiops4j.compaction.redaction;

import java.util.ArrayList;
import java.util.List;

/**
 * The forms by which issuers let their tokens be recognized: a prefix, and how much must follow.
 *
 * <p>Prefixes as the issuers document them; the least lengths are a little below the documented
 * ones, so that a token that was cut is found too.
 */
final class TokenForms {
  /**
   * One form.
   *
   * @param prefix how it begins
   * @param least how many characters of its alphabet must follow
   * @param dotted whether dots between other characters belong to it
   * @param random whether what follows must look made up, as words begin like this too
   * @param kind the name of the mask
   */
  record Form(String prefix, int least, boolean dotted, boolean random, String kind) {}

  private static final List<Form> FORMS = new ArrayList<>();
  private static final Form[][] BY_FIRST = new Form[128][];

  static {
    add("cloud-key", 16, "AKIA", "ASIA", "ABIA", "ACCA", "A3T");
    add("cloud-key", 30, "AIza", "ABSK", "GOCSPX-");
    dotted("cloud-key", 20, "ya29.");
    add("cloud-key", 32, "dop_v1_", "doo_v1_", "dor_v1_");
    random("cloud-key", 32, "dapi");
    add("github-token", 20, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_");
    add("gitlab-token", 16, "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glimt-");
    add("gitlab-token", 16, "glagent-", "gloas-", "glsoat-", "glffct-", "GR1348941");
    dotted("slack-token", 10, "xoxa-", "xoxb-", "xoxc-", "xoxd-", "xoxe-", "xoxo-", "xoxp-");
    dotted("slack-token", 10, "xoxr-", "xoxs-", "xoxe.xoxb-", "xoxe.xoxp-", "xapp-");
    add("hf-token", 16, "hf_", "api_org_");
    add("api-key", 16, "nvapi-", "gsk_", "xai-", "pplx-", "lsv2_pt_", "lsv2_sk_");
    add("api-key", 20, "sk-", "ntn_", "figd_", "PMAK-", "CFPAT-", "lin_api_");
    add("api-key", 16, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "pk_live_", "whsec_");
    add("api-key", 16, "shpat_", "shpca_", "shppa_", "shpss_", "sq0atp-", "sq0csp-", "lin_oauth_");
    add("api-key", 16, "npm_", "pypi-", "rubygems_", "dckr_pat_", "dckr_oat_", "CLOJARS_");
    add("api-key", 16, "glsa_", "glc_", "NRAK-", "NRJS-", "NRII-", "sntrys_", "sntryu_");
    add("api-key", 16, "pnu_", "tskey-", "HRKU-", "nfp_", "sbp_", "sb_secret_", "essu_");
    add("api-key", 16, "pscale_tkn_", "pscale_pw_", "pscale_oauth_", "xkeysib-", "sqp_", "squ_");
    add("api-key", 16, "ATATT3", "ATCTT3", "ATBB", "AKCp", "FLWSECK_", "EZAK", "EZTK");
    random("api-key", 30, "key-", "ico-", "rdme_", "EAAC", "EAAA", "oy2", "secret_");
    random("api-key", 20, "pul-", "r8_", "fo1_", "LTAI");
    random("api-key", 32, "SK");
    add("api-key", 40, "AGE-SECRET-KEY-1", "ops_eyJ");
    dotted("api-key", 16, "SG.", "dp.pt.", "dp.st.", "dp.ct.", "dt0c01.", "dt0s01.");
    dotted("vault-token", 16, "hvs.", "hvb.", "hvr.");
    for (Form form : FORMS) {
      char first = form.prefix().charAt(0);
      Form[] before = BY_FIRST[first];
      Form[] after = new Form[before == null ? 1 : before.length + 1];
      if (before != null) {
        System.arraycopy(before, 0, after, 0, before.length);
      }
      after[after.length - 1] = form;
      BY_FIRST[first] = after;
    }
  }

  private static final Form[] NONE = {};

  private TokenForms() {}

  private static void add(String kind, int least, String... prefixes) {
    for (String prefix : prefixes) {
      FORMS.add(new Form(prefix, least, false, false, kind));
    }
  }

  private static void random(String kind, int least, String... prefixes) {
    for (String prefix : prefixes) {
      FORMS.add(new Form(prefix, least, false, true, kind));
    }
  }

  private static void dotted(String kind, int least, String... prefixes) {
    for (String prefix : prefixes) {
      FORMS.add(new Form(prefix, least, true, false, kind));
    }
  }

  /** The forms that begin with the character; do not change the array. */
  static Form[] startingWith(char first) {
    Form[] found = first < 128 ? BY_FIRST[first] : null;
    return found == null ? NONE : found;
  }

  /** All forms. */
  static List<Form> all() {
    return List.copyOf(FORMS);
  }
}
