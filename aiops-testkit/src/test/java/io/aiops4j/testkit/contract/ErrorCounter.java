package io.aiops4j.testkit.contract;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Counts the error lines of each component, and sins as it is told. */
record ErrorCounter(Sin sin) implements Compactor {
  /** What a compactor may do wrong. */
  enum Sin {
    NONE,
    LOOKS_OUTSIDE,
    FORGETS_WHAT_IT_MERGES,
    BREAKS_THE_BUDGET,
    COUNTS_ITS_DIGESTS,
    HIDES_GAPS,
    KEEPS_NAMES_BUT_NOT_COUNTS,
    REMEMBERS_WHO_CAME_FIRST,
    STARTS_ANEW_WHEN_RESTORED,
    WRITES_DOWN_ITS_DIGESTS,
    BELIEVES_ANY_BYTES,
    BELIEVES_ANY_KIND,
    BELIEVES_ANY_VERSION,
    BELIEVES_ANY_WINDOW
  }

  private static final int MAGIC = 0x41494f53;
  private static final byte[] KIND = "errors".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_BYTES = 1 << 20;

  @Override
  public Set<Modality> modalities() {
    return Set.of(Modality.LOGS);
  }

  @Override
  public Accumulator accumulator(CompactionWindow window) {
    return new Counts(sin, window);
  }

  @Override
  public Accumulator restore(CompactionWindow window, byte[] state) {
    Counts counts = new Counts(sin, window);
    try {
      counts.read(state);
    } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("no state", e);
    }
    return counts;
  }

  private static final class Counts implements Accumulator {
    private final Sin sin;
    private final CompactionWindow window;
    private final SortedMap<Component, Integer> errors = new TreeMap<>();
    private String first = "";
    private boolean restored;
    private int digests;

    Counts(Sin sin, CompactionWindow window) {
      this.sin = sin;
      this.window = window;
    }

    @Override
    public boolean log(LogRecord record) {
      boolean inside = sin == Sin.LOOKS_OUTSIDE || window.observed().contains(record.time());
      if (inside && record.severity() == Severity.ERROR) {
        if (restored && sin == Sin.STARTS_ANEW_WHEN_RESTORED) {
          errors.clear();
          restored = false;
        }
        first = first.isEmpty() ? record.component().name() : first;
        errors.merge(record.component(), 1, Integer::sum);
      }
      return true;
    }

    @Override
    public void merge(Accumulator other) {
      Counts that = (Counts) other;
      require(that.window.equals(window), Sin.BELIEVES_ANY_WINDOW);
      if (sin != Sin.FORGETS_WHAT_IT_MERGES) {
        first = first.isEmpty() ? that.first : first;
        that.errors.forEach((who, count) -> errors.merge(who, count, Integer::sum));
      }
    }

    @Override
    public byte[] state() {
      ByteBuffer out = ByteBuffer.allocate(MOST_BYTES);
      out.putInt(MAGIC).put((byte) KIND.length).put(KIND).put((byte) 1);
      text(out, window.fingerprint());
      out.putInt(errors.size());
      errors.forEach(
          (who, count) -> {
            text(out, who.kind().name());
            text(out, who.scope());
            text(out, who.name());
            text(out, who.incarnation());
            out.putInt(sin == Sin.KEEPS_NAMES_BUT_NOT_COUNTS ? 1 : count);
          });
      text(out, sin == Sin.REMEMBERS_WHO_CAME_FIRST ? first : "");
      out.putInt(sin == Sin.WRITES_DOWN_ITS_DIGESTS ? digests : 0);
      byte[] content = java.util.Arrays.copyOf(out.array(), out.position());
      return ByteBuffer.allocate(content.length + 4).put(content).putInt(crc(content)).array();
    }

    void read(byte[] state) {
      require(state.length > 4, Sin.NONE);
      byte[] content = java.util.Arrays.copyOf(state, state.length - 4);
      boolean whole = crc(content) == ByteBuffer.wrap(state).getInt(content.length);
      require(whole, Sin.BELIEVES_ANY_BYTES);
      ByteBuffer in = ByteBuffer.wrap(content);
      require(in.getInt() == MAGIC, Sin.BELIEVES_ANY_BYTES);
      byte[] kind = new byte[in.get()];
      in.get(kind);
      require(java.util.Arrays.equals(kind, KIND), Sin.BELIEVES_ANY_KIND);
      require(in.get() == 1, Sin.BELIEVES_ANY_VERSION);
      require(text(in).equals(window.fingerprint()), Sin.BELIEVES_ANY_WINDOW);
      int n = in.getInt();
      for (int i = 0; i < n; i++) {
        ComponentKind what = ComponentKind.of(text(in));
        errors.put(new Component(what, text(in), text(in), text(in)), in.getInt());
      }
      first = text(in);
      digests = in.getInt();
      require(!in.hasRemaining(), Sin.BELIEVES_ANY_BYTES);
      restored = true;
    }

    /** Throws unless it holds, or whoever overlooks it is asked. */
    private void require(boolean holds, Sin overlookedBy) {
      if (!holds && (sin != overlookedBy || sin == Sin.NONE)) {
        throw new IllegalArgumentException("not a state of this: " + overlookedBy);
      }
    }

    private static void text(ByteBuffer out, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.putInt(bytes.length).put(bytes);
    }

    private static String text(ByteBuffer in) {
      byte[] bytes = new byte[Math.min(in.remaining(), Math.max(0, in.getInt()))];
      in.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int crc(byte[] content) {
      CRC32C crc = new CRC32C();
      crc.update(content);
      return (int) crc.getValue();
    }

    @Override
    public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
      digests++;
      TelemetryQuery query = TelemetryQuery.builder(window.observed(), window.asOf()).build();
      List<Evidence> found = new ArrayList<>();
      for (Map.Entry<Component, Integer> each : errors.entrySet()) {
        String words = each.getValue() + " errors";
        found.add(
            Evidence.builder(Modality.LOGS, each.getKey(), "log.errors", window.observed())
                .magnitude(each.getValue(), "lines")
                .strength(Math.min(12, each.getValue() / 10.0))
                .statement(words + (sin == Sin.COUNTS_ITS_DIGESTS ? digests : ""))
                .query(query)
                .build());
      }
      found.sort(Evidence.BY_STRENGTH);
      int keep =
          sin == Sin.BREAKS_THE_BUDGET ? found.size() : Math.min(found.size(), budget.maxItems());
      List<EvidenceDigest.Omission> omitted =
          keep == found.size()
              ? List.of()
              : List.of(new EvidenceDigest.Omission("log.errors", found.size() - keep, "budget"));
      Coverage said = sin == Sin.HIDES_GAPS ? Coverage.complete(query, 0) : coverage;
      return new EvidenceDigest(found.subList(0, keep), omitted, said);
    }
  }
}
