package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.EvidenceDigest.Omission;
import java.util.ArrayList;
import java.util.List;

/** What of the traces was not counted, and why: owned up to in the digest. */
final class Omitted {
  private static final String WHAT = "traces";

  private final List<Omission> all = new ArrayList<>();

  static List<Omission> of(
      TraceStore store, Forest forest, CallTypes types, FlowCounts flow, EdgeGaps gaps) {
    Omitted omitted = new Omitted();
    if (store.isCut()) {
      omitted.add(
          store.offered() - store.spans().size() - store.lines().size(),
          "spans and lines beyond the bound of "
              + TraceStore.MOST
              + ": a fair sample of whole traces was kept");
    }
    omitted.add(
        forest.tooLarge, "traces of more than " + TraceStore.MOST_OF_TRACE + " spans and lines");
    omitted.add(forest.circular, "spans that are their own ancestors, in a circle");
    omitted.add(types.left(), "operations beyond the " + types.count() + " with the most spans");
    omitted.add(flow.beyond(), "calls and lines of pairs beyond the bound of pairs told apart");
    omitted.add(gaps.beyond(), "calls of edges beyond the bound of edges told apart");
    return omitted.all;
  }

  private void add(long count, String why) {
    if (count > 0) {
      all.add(new Omission(WHAT, (int) Math.min(Integer.MAX_VALUE, count), why));
    }
  }
}
