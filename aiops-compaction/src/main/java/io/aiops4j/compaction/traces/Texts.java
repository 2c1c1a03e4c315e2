package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.compaction.redaction.Cut;

/** Keeps texts that others chose from being as long as they like. Pure functions. */
final class Texts {
  /** Longer than any id or operation name that somebody meant to be read. */
  private static final int LONGEST = 120;

  private static final int HEAD = 80;

  private Texts() {}

  /** {@return the text, or its head and the hash of all of it} */
  static String bounded(String text) {
    return text.length() <= LONGEST
        ? text
        : Cut.head(text, HEAD) + "..." + Canonical.digest(text).substring(0, 16);
  }

  /** {@return 64 bits that look random, the same everywhere; no proof of equality} */
  static long hash(String text) {
    long hash = 0x9e3779b97f4a7c15L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    // The finalizer of MurmurHash3.
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
