package io.aiops4j.compaction.mining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the form with wildcards that a masked line fits, by the line's first piece. */
final class Patterns {
  /** Most patterns that are tried for one line. */
  private static final int MOST_TRIED = 64;

  private static final String VARIES = "<";

  private final Map<String, List<LineForm>> byStart = new HashMap<>();

  void add(LineForm form) {
    Pieces pieces = Pieces.of(form.text);
    byStart.computeIfAbsent(start(pieces), key -> new ArrayList<>(2)).add(form);
  }

  boolean isEmpty() {
    return byStart.isEmpty();
  }

  @Nullable LineForm find(Pieces line) {
    if (byStart.isEmpty() || line.size == 0) {
      return null;
    }
    LineForm found = first(byStart.get(start(line)), line);
    return found != null || start(line).equals(VARIES) ? found : first(byStart.get(VARIES), line);
  }

  private static @Nullable LineForm first(@Nullable List<LineForm> forms, Pieces line) {
    if (forms == null) {
      return null;
    }
    int most = Math.min(MOST_TRIED, forms.size());
    for (int i = 0; i < most; i++) {
      if (forms.get(i).matcher().matches(line, true)) {
        return forms.get(i);
      }
    }
    return null;
  }

  private static String start(Pieces pieces) {
    return pieces.varies(0) ? VARIES : pieces.piece(0);
  }
}
