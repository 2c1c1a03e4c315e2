package io.aiops4j.fuzz;

import io.aiops4j.compaction.streaming.LabelIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Any texts of labels: each has a slot of its own, and its slot gives it back. */
public final class LabelIndexFuzz {
  private static final int MOST = 300;

  private LabelIndexFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    LabelIndex index = new LabelIndex(MOST);
    Map<String, Integer> slots = new HashMap<>();
    List<String> texts = new ArrayList<>();
    while (!in.isEmpty()) {
      // Long ones reach the end of a page soon.
      String label = in.line().repeat(1 + in.below(200));
      int slot = index.add(label);
      Integer known = slots.get(label);
      boolean tooMany = known == null && slots.size() == MOST;
      boolean tooLong = label.getBytes(StandardCharsets.UTF_8).length > 65_535;
      if (known != null ? slot != known : !tooMany && !tooLong && slot != slots.size()) {
        throw new AssertionError("slot " + slot + " of '" + label + "'");
      }
      if (slot != LabelIndex.NONE && known == null) {
        slots.put(label, slot);
        texts.add(label);
      }
    }
    for (int slot = 0; slot < texts.size(); slot++) {
      if (!index.text(slot).equals(texts.get(slot))) {
        throw new AssertionError("'" + index.text(slot) + "' for '" + texts.get(slot) + "'");
      }
      if (Integer.signum(index.compare(slot, 0)) != -Integer.signum(index.compare(0, slot))) {
        throw new AssertionError("two orders of '" + texts.get(slot) + "'");
      }
    }
  }
}
