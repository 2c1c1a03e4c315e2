package io.aiops4j.evaluation.simulated;

import io.aiops4j.api.Canonical;
import io.aiops4j.evaluation.EvaluationException;
import io.aiops4j.evaluation.files.Unreadable;
import io.aiops4j.testkit.faults.IncidentClass;
import io.aiops4j.testkit.faults.IncidentClasses;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.NoiseLevel;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Plays incidents drawn from seeds on the simulated fleet and writes a JSON line for each. The same
 * options give the same bytes, however many threads play.
 */
public final class SimulatedSuite {
  private static final Set<String> OPTIONS =
      new TreeSet<>(Set.of("noise", "seeds", "first", "by", "class", "mix", "actuator", "threads"));
  private static final long MOST_SEEDS = 1_000_000;

  private final NoiseLevel noise;
  private final Responder responder;
  private final Optional<IncidentClass> wanted;
  private final boolean byRate;
  private final long first;
  private final long seeds;
  private final int threads;

  /** How often the classes come. */
  private enum Mix {
    UNIFORM,
    PUBLISHED
  }

  private SimulatedSuite(Map<String, String> options) {
    for (String option : options.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw new EvaluationException(
            "Unknown option '" + option + "' of suite simulated; it has: " + OPTIONS);
      }
    }
    this.noise = one("noise", options.getOrDefault("noise", "realistic"), NoiseLevel.values());
    ActuatorMode actuator =
        one("actuator", options.getOrDefault("actuator", "honest"), ActuatorMode.values());
    String by = options.getOrDefault("by", "loop");
    this.responder = by.equals("loop") ? new LoopResponder(actuator) : one("by", by, Bots.values());
    this.wanted = Optional.ofNullable(options.get("class")).map(SimulatedSuite::incidentClass);
    this.byRate = one("mix", options.getOrDefault("mix", "uniform"), Mix.values()) == Mix.PUBLISHED;
    this.seeds = number(options, "seeds", 60, 1, MOST_SEEDS);
    this.first = number(options, "first", 1, 0, Long.MAX_VALUE / 2);
    this.threads =
        (int) number(options, "threads", Runtime.getRuntime().availableProcessors(), 1, 256);
  }

  /**
   * Plays and writes.
   *
   * @param out the file to write; its folder must exist
   * @param options {@code noise} (clean, realistic, harsh), {@code seeds} (how many), {@code first}
   *     (the first seed), {@code by} (loop, threshold, random, oracle, nothing), {@code class} (one
   *     incident class instead of all), {@code mix} (uniform, or published: classes as often as
   *     they are published to happen), {@code actuator} (how truthful), {@code threads}
   * @param nanoTime a steady clock, for the speed in the progress only
   * @param progress a line now and then
   * @throws EvaluationException if an option cannot be understood or the file not be written
   */
  public static void evaluate(
      Path out, Map<String, String> options, LongSupplier nanoTime, PrintStream progress) {
    SimulatedSuite suite = new SimulatedSuite(options);
    try (Writer writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
      suite.play(writer, nanoTime, progress);
    } catch (IOException e) {
      throw new EvaluationException(
          "Cannot write '" + out + "' (" + Unreadable.why(e) + "); name a file in a folder", e);
    }
  }

  private void play(Writer writer, LongSupplier nanoTime, PrintStream progress) throws IOException {
    long start = nanoTime.getAsLong();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<String>> playing = new ArrayList<>();
      for (long seed = first; seed < first + seeds; seed++) {
        long drawn = seed;
        playing.add(pool.submit(() -> line(drawn)));
      }
      long done = 0;
      for (Future<String> line : playing) {
        writer.write(get(line));
        writer.write('\n');
        done++;
        if (done % 20 == 0 || done == seeds) {
          double seconds = Math.max(1e-3, (nanoTime.getAsLong() - start) / 1e9);
          progress.println(
              done
                  + " of "
                  + seeds
                  + " incidents, "
                  + Canonical.number(Math.round(10 * done / seconds) / 10.0)
                  + " a second");
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** {@return the line of one seed; the fleet it was played on is not kept} */
  private String line(long seed) {
    try {
      Scene scene = Scene.draw(seed, noise, wanted, byRate);
      return IncidentLine.of(scene, responder.respond(scene)).json();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "Seed "
              + seed
              + " could not be played; again: ./aiops evaluate simulated --out FILE --option first="
              + seed
              + " --option seeds=1 --option noise="
              + noise.name().toLowerCase(Locale.ROOT),
          e);
    }
  }

  private static String get(Future<String> line) {
    try {
      return line.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvaluationException("Interrupted; the lines written so far are whole", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("A seed could not be played", e.getCause());
    }
  }

  private static IncidentClass incidentClass(String id) {
    return IncidentClasses.all().stream()
        .filter(known -> known.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    "There is no incident class '"
                        + id
                        + "'; choose one of "
                        + IncidentClasses.all().stream().map(IncidentClass::id).toList()));
  }

  private static <T extends Enum<?>> T one(String option, String value, T[] values) {
    List<String> names = new ArrayList<>();
    for (T each : values) {
      String name = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(value)) {
        return each;
      }
      names.add(name);
    }
    throw new EvaluationException(
        "Option " + option + " is '" + value + "'; choose one of " + String.join(", ", names));
  }

  private static long number(
      Map<String, String> options, String option, long usual, long least, long most) {
    String given = options.get(option);
    if (given == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for every other value that does not fit.
    }
    throw new EvaluationException(
        "Option "
            + option
            + " is '"
            + given
            + "'; give a whole number from "
            + least
            + " to "
            + most);
  }
}
