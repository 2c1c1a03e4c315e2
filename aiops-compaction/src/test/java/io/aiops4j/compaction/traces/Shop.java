package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A generated shop: web calls cart, ads and pay; cart calls store. Ten minutes of reference in two
 * ranges, then two minutes observed; one request every two seconds, and every third time a search.
 */
public final class Shop {
  public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  public static final Component WEB = Component.service("web");
  public static final Component CART = Component.service("cart");
  public static final Component ADS = Component.service("ads");
  public static final Component PAY = Component.service("pay");
  public static final Component STORE = Component.service("store");
  public static final CompactionWindow WINDOW =
      new CompactionWindow(
          List.of(range(0, 300), range(300, 600)),
          range(720, 840),
          START.plusSeconds(840),
          Topology.empty());

  private static final EvidenceBudget BUDGET = new EvidenceBudget(500, 500_000);

  /** Gaps in ms, by callee and by caller, and what is left out, while observed. */
  public static final class Fault {
    public Component lateCallee = WEB;
    public Component lateCaller = STORE;
    public double lateMillis;
    public boolean cartForgetsStore;
    public boolean cartLogsFailure;
    public double slowSelfMillisOfAds;
    public boolean payFails;
    public boolean nobodySearches;
    public boolean webForgetsPay;
  }

  private final TelemetryBatch batch = new TelemetryBatch();
  private final Random random;
  private final Fault fault = new Fault();
  private boolean failing;

  public Shop(long seed, Consumer<Fault> faulty) {
    this.random = new Random(seed);
    faulty.accept(fault);
    for (int second = 0; second < 840; second += 2) {
      request(second);
    }
  }

  public static TimeRange range(int fromSecond, int toSecond) {
    return new TimeRange(START.plusSeconds(fromSecond), START.plusSeconds(toSecond));
  }

  public TelemetryBatch batch() {
    return batch;
  }

  /** {@return the evidence over everything, strongest first} */
  public List<Evidence> evidence() {
    Accumulator accumulator = new TraceCompactor().accumulator(WINDOW);
    replay(accumulator);
    return digest(accumulator);
  }

  void replay(TelemetrySink sink) {
    batch.spans().forEach(sink::span);
    batch.logs().forEach(sink::log);
  }

  static List<Evidence> digest(Accumulator accumulator) {
    TelemetryQuery query = TelemetryQuery.builder(range(0, 840), START.plusSeconds(840)).build();
    return accumulator.digest(BUDGET, Coverage.complete(query, 0)).items();
  }

  private void request(int second) {
    boolean faulty = second >= 720;
    String trace = "t" + second;
    double pay = 5 + random.nextInt(5);
    double ads = 4 + random.nextInt(4) + (faulty ? fault.slowSelfMillisOfAds : 0);
    double store = 3 + random.nextInt(3);
    boolean callsStore = !(faulty && fault.cartForgetsStore);
    double cartToStore = store + gap(CART, STORE, faulty);
    double cart = 6 + random.nextInt(3) + (callsStore ? cartToStore : 0);
    double webToCart = cart + gap(WEB, CART, faulty);
    double webToAds = ads + gap(WEB, ADS, faulty);
    double webToPay = pay + gap(WEB, PAY, faulty);
    double web = 20 + webToCart + webToAds + webToPay;
    if (!(faulty && fault.nobodySearches) && second % 6 == 0) {
      span("s" + second, "w", "", WEB, "GET /search", second, 5);
    }
    span(trace, "w", "", WEB, "GET /", second, web);
    span(trace, "wc", "w", WEB, "call cart", second, webToCart);
    span(trace, "c", "wc", CART, "Cart/Get", second, cart);
    if (callsStore) {
      span(trace, "cs", "c", CART, "call store", second, cartToStore);
      span(trace, "s", "cs", STORE, "Store/Read", second, store);
    }
    span(trace, "wa", "w", WEB, "call ads", second, webToAds);
    span(trace, "a", "wa", ADS, "Ads/Get", second, ads);
    if (!(faulty && fault.webForgetsPay)) {
      failing = faulty && fault.payFails;
      span(trace, "wp", "w", WEB, "call pay", second, webToPay);
      span(trace, "p", "wp", PAY, "Pay/Charge", second, pay);
      failing = false;
    }
    log(trace, "c", CART, second, "s.CartService#41 got cart " + random.nextInt(1000));
    if (!(faulty && fault.cartLogsFailure)) {
      log(trace, "c", CART, second, "s.CartService#57 cart has 3 items");
    }
  }

  private double gap(Component caller, Component callee, boolean faulty) {
    boolean late = faulty && (callee.equals(fault.lateCallee) || caller.equals(fault.lateCaller));
    return 1 + random.nextInt(2) + (late ? fault.lateMillis : 0);
  }

  private void span(
      String trace,
      String id,
      String parent,
      Component component,
      String operation,
      int second,
      double millis) {
    long start = START.plusSeconds(second).toEpochMilli() * 1_000_000;
    batch.span(
        Span.builder(trace, id, component, operation)
            .parent(parent)
            .status(failing ? SpanStatus.ERROR : SpanStatus.UNSET)
            .times(start, start + (long) (millis * 1e6))
            .build());
  }

  private void log(String trace, String span, Component component, int second, String body) {
    batch.log(
        LogRecord.builder(component, START.plusSeconds(second).plus(Duration.ofMillis(5)), body)
            .span(trace, span)
            .build());
  }
}
