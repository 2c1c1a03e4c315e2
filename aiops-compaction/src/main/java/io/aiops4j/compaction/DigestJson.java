package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A digest as JSON, for programs: every field of every item, with the query that shows it again and
 * the signal that would show recovery, then what was left out and what could not be seen.
 *
 * <p>Canonical: fixed order of fields, no blanks, times in ISO 8601 UTC, numbers with six
 * significant digits, names of enums in lower case, what has no value is {@code null}. Equal
 * digests have equal bytes (UTF-8) on every JDK. All texts, names of components and signals too,
 * are redacted; characters that nobody sees are escapes. An open end of a band is {@code null}. The
 * field {@code version} rises when a field changes its meaning; fields may be added without.
 * Stateless and thread-safe.
 */
public final class DigestJson {
  private static final int VERSION = 1;

  private final JsonText json = new JsonText();

  private DigestJson() {}

  /**
   * {@return the digest as one line of JSON}
   *
   * @param digest any
   */
  public static String of(EvidenceDigest digest) {
    DigestJson writer = new DigestJson();
    writer.digest(digest);
    return writer.json.toString();
  }

  private void digest(EvidenceDigest digest) {
    json.open('{');
    json.name("format").text("aiops4j-digest");
    json.name("version").number(VERSION);
    json.name("id").text(digest.id());
    json.name("items").open('[');
    digest.items().forEach(this::item);
    json.close(']');
    json.name("omitted").open('[');
    for (EvidenceDigest.Omission each : digest.omitted()) {
      json.open('{');
      json.name("what").text(each.what());
      json.name("count").number(each.count());
      json.name("why").text(each.why());
      json.close('}');
    }
    json.close(']');
    json.name("coverage");
    coverage(digest.coverage());
    json.close('}');
  }

  private void item(Evidence item) {
    json.open('{');
    json.name("id").text(item.id());
    json.name("modality").text(lower(item.modality()));
    json.name("component");
    component(item.component());
    json.name("kind").text(item.kind());
    json.name("speaksFor").text(item.speaksFor().wireName());
    json.name("range");
    range(item.range());
    json.name("magnitude").number(item.magnitude());
    json.name("unit").text(item.unit());
    json.name("shape").text(lower(item.shape()));
    json.name("strength").number(item.strength());
    json.name("trust").text(lower(item.trust()));
    json.name("statement").text(item.statement());
    json.name("attributes");
    labels(item.attributes());
    json.name("query");
    query(item.query());
    json.name("signal");
    signal(item.signal());
    json.close('}');
  }

  private void query(TelemetryQuery query) {
    json.open('{');
    json.name("range");
    range(query.range());
    json.name("asOf").text(query.asOf().toString());
    json.name("modalities").open('[');
    query.modalities().forEach(each -> json.text(lower(each)));
    json.close(']');
    json.name("components").open('[');
    query.components().forEach(this::component);
    json.close(']');
    json.name("maxRecords").number(query.maxRecords());
    json.close('}');
  }

  private void signal(Optional<PinnedSignal> signal) {
    if (signal.isEmpty()) {
      json.nothing();
      return;
    }
    PinnedSignal pinned = signal.get();
    SignalQuery query = pinned.query();
    json.open('{');
    json.name("id").text(pinned.id());
    json.name("modality").text(lower(query.modality()));
    json.name("component");
    component(query.component());
    json.name("name").text(query.name());
    json.name("attributes");
    labels(query.attributes());
    json.name("reducer").text(pinned.reducer().toString());
    json.name("healthy").open('{');
    json.name("lower");
    end(pinned.healthy().lower());
    json.name("upper");
    end(pinned.healthy().upper());
    json.close('}');
    json.name("baseline");
    baseline(pinned.baseline());
    json.close('}');
  }

  private void end(double value) {
    if (Double.isInfinite(value)) {
      json.nothing();
    } else {
      json.number(value);
    }
  }

  private void baseline(Optional<FrozenBaseline> baseline) {
    if (baseline.isEmpty()) {
      json.nothing();
      return;
    }
    FrozenBaseline frozen = baseline.get();
    json.open('{');
    json.name("mean").number(frozen.mean());
    json.name("sigma").number(frozen.sigma());
    json.name("samples").number(frozen.samples());
    json.name("range");
    range(frozen.range());
    json.close('}');
  }

  private void coverage(Coverage coverage) {
    json.open('{');
    json.name("asked");
    range(coverage.asked());
    json.name("records").number(coverage.records());
    json.name("missing").open('[');
    for (Coverage.Missing gap : coverage.missing()) {
      json.open('{');
      json.name("modality").text(lower(gap.modality()));
      json.name("what").text(gap.what());
      json.name("why").text(gap.why());
      json.close('}');
    }
    json.close(']');
    json.name("completeUntil").text(coverage.completeUntil().toString());
    json.name("clockOffset").text(coverage.clockOffset().toString());
    json.close('}');
  }

  private void component(Component component) {
    json.open('{');
    json.name("kind").text(component.kind().name());
    json.name("scope").text(component.scope());
    json.name("name").text(component.name());
    json.name("incarnation").text(component.incarnation());
    json.close('}');
  }

  private void range(TimeRange range) {
    json.open('{');
    json.name("from").text(range.from().toString());
    json.name("to").text(range.to().toString());
    json.close('}');
  }

  private void labels(Map<String, String> sorted) {
    json.open('{');
    sorted.forEach((name, value) -> json.name(name).text(Redaction.value(name, value)));
    json.close('}');
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
