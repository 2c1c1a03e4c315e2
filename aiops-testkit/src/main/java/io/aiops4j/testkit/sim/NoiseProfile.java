package io.aiops4j.testkit.sim;

/**
 * The parameters of a {@link NoiseLevel}, one group for each thing that can be noisy.
 *
 * <p>Where a group names a source, the numbers are inside the range that it gives; the others are
 * judgements, pinned by the tests of the telemetry's statistics.
 *
 * @param gauges how measurements scatter
 * @param load how much work comes to the services
 * @param scraping how samples are taken and lost
 * @param clocks how far the clocks of machines are apart
 * @param logs what is written that means nothing
 * @param tracing which spans come
 * @param life what happens without being an incident
 */
record NoiseProfile(
    Gauges gauges,
    Load load,
    Scraping scraping,
    Clocks clocks,
    Background logs,
    Tracing tracing,
    Life life) {

  /** What a fleet in a laboratory looks like. */
  static NoiseProfile clean() {
    return new NoiseProfile(
        new Gauges(0.8, 1),
        new Load(0.2, 0, 0),
        new Scraping(32, 0.003, 0.0002, 0.0002, 4, 0, 0),
        new Clocks(0, 0, 0, 0),
        new Background(0.5, 6, 0, false),
        new Tracing(1, 0, 0, 0),
        new Life(0, 0, 0, 0, 0, 0, false));
  }

  /** An ordinary day. */
  static NoiseProfile realistic() {
    return new NoiseProfile(
        new Gauges(0.9, 1.5),
        new Load(0.35, 0.2, 0.5),
        new Scraping(32, 0.003, 0.001, 0.04, 5, 1_500, 20_000),
        new Clocks(50, 20, 0, 0),
        new Background(2, 24, 0.02, true),
        new Tracing(0.5, 0.01, 0.002, 5_000),
        new Life(0.5, 10, 8, 20, 10, 100, true));
  }

  /** A bad day. */
  static NoiseProfile harsh() {
    return new NoiseProfile(
        new Gauges(0.95, 2.5),
        new Load(0.5, 0.35, 0.55),
        new Scraping(256, 0.006, 0.003, 0.08, 8, 4_000, 45_000),
        new Clocks(120, 50, 0.05, 2_500),
        new Background(4, 24, 0.06, true),
        new Tracing(0.25, 0.03, 0.01, 15_000),
        new Life(0.8, 4, 4, 8, 4, 40, true));
  }

  /**
   * First-order autoregressive noise: 0.85 to 0.98 from one sample to the next is what the power
   * and temperature of busy GPUs show [1].
   *
   * <p>[1] Physics of the load, and InternLM/AcmeTrace, data/utilization.
   *
   * @param correlation of a sample with the next one, 15 seconds later
   * @param amplitude in multiples of the least there is
   */
  record Gauges(double correlation, double amplitude) {}

  /**
   * An open loop of requests that follows day and week.
   *
   * @param day by how much the load swings around its mean in a day
   * @param weekend by how much it is lower on Saturday and Sunday
   * @param occupancy the share of the servers' time that a mean load takes: waiting grows with
   *     1/(1-occupancy); 0 to let latency know nothing of load
   */
  record Load(double day, double weekend, double occupancy) {}

  /**
   * How a target is sampled every 15 seconds. Losses come in bursts (Gilbert and Elliott), 0.1 to 2
   * percent of all samples on a healthy target and 20 percent or more on a sick one [1].
   *
   * <p>[1] Prometheus: staleness and failed scrapes; remote write for lateness.
   *
   * @param jitterMs a scrape is up to that much late; a power of two
   * @param lone how likely one sample is lost for itself
   * @param burst how likely a burst of losses begins with a scrape
   * @param sickBurst the same while the node is sick
   * @param burstLength how many samples a burst takes on the average
   * @param lateMs how long a sample is under way on the average
   * @param latestMs how long at most; until then a question may find less than a later one
   */
  record Scraping(
      int jitterMs,
      double lone,
      double burst,
      double sickBurst,
      double burstLength,
      double lateMs,
      long latestMs) {
    Scraping {
      if (Integer.bitCount(jitterMs) != 1) {
        throw new IllegalArgumentException(
            "Jitter of " + jitterMs + " ms; use a power of two, so that each delay is as likely");
      }
    }
  }

  /**
   * Clocks that a time daemon keeps: within 50 milliseconds or so, seconds where it fails [1].
   *
   * <p>[1] Jaeger adjusts for clock skew because of this.
   *
   * @param skewMs the most that a well kept clock is wrong
   * @param driftPerMillion how fast it goes wrong between corrections
   * @param lost the share of machines whose time daemon fails
   * @param lostMs the most that their clock is wrong
   */
  record Clocks(double skewMs, double driftPerMillion, double lost, double lostMs) {}

  /**
   * Lines of machines that mean nothing, by a Zipf law over their templates as in public log
   * collections [1].
   *
   * <p>[1] logpai/loghub.
   *
   * @param perSlot lines of a node in 15 seconds
   * @param templates how many of the known templates are used
   * @param burst how likely a harmless burst of one template begins in a slot of a node
   * @param stackTraces whether failures of services bring many lines
   */
  record Background(double perSlot, int templates, double burst, boolean stackTraces) {}

  /**
   * Head sampling by trace id, and exporters that lose some.
   *
   * @param sampled the share of the requests that leave a trace
   * @param lost the share of the spans that never come
   * @param lostBatch the share of the batches of a machine that never come
   * @param lateMs the most that a batch of spans is under way
   */
  record Tracing(double sampled, double lost, double lostBatch, long lateMs) {}

  /**
   * Harmless events; each is the mean time between two of a part, in hours, and 0 is never.
   *
   * @param batch the share of the nodes without a job that small jobs fill
   * @param podKill of a node's daemons and of a service's replicas
   * @param config of a service's configuration
   * @param powerCap of a node
   * @param delay of the network of a service
   * @param flap of a network card
   * @param bootNoise whether links complain while a node boots
   */
  record Life(
      double batch,
      double podKill,
      double config,
      double powerCap,
      double delay,
      double flap,
      boolean bootNoise) {
    /** {@return whether pods are replaced, so that it matters which one a series is of} */
    boolean replacesPods() {
      return podKill > 0;
    }
  }

  /** {@return the most time between an event and the last record of it} */
  long latestMs() {
    return Math.max(scraping.latestMs, tracing.lateMs);
  }
}
