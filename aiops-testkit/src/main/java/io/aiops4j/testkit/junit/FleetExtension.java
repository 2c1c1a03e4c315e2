package io.aiops4j.testkit.junit;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.outcome.Rerun;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.time.ManualClock;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/**
 * What is behind {@link FleetTest} and {@link Seeds}; ask for those. Thread-safe: what belongs to a
 * test is in its store.
 */
public final class FleetExtension
    implements ParameterResolver,
        TestTemplateInvocationContextProvider,
        TestExecutionExceptionHandler {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FleetExtension.class);
  private static final List<Class<?>> TYPES =
      List.of(FleetRun.class, SimCluster.class, ManualClock.class);

  private final @Nullable Long seed;

  /** For JUnit: the seed is the default, or that of each invocation. */
  public FleetExtension() {
    this(null);
  }

  private FleetExtension(@Nullable Long seed) {
    this.seed = seed;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    boolean mine = seed != null || !isSeeded(context);
    return mine
        && parameter.getDeclaringExecutable() instanceof Method
        && context.getTestMethod().isPresent()
        && TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    FleetRun run = run(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == SimCluster.class) {
      return run.fleet();
    }
    return type == ManualClock.class ? clock(context, run) : run;
  }

  private static ManualClock clock(ExtensionContext context, FleetRun run) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            ManualClock.class, key -> new ManualClock(run.fleet().start()), ManualClock.class);
  }

  private FleetRun run(ExtensionContext context) {
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    FleetRun known = store.get(FleetRun.class, FleetRun.class);
    if (known != null) {
      return known;
    }
    SimCluster.Builder fleet = SimCluster.builder();
    ReflectionSupport.newInstance(recipe(context)).prepare(fleet);
    FleetRun run = FleetRun.on(fleet, seed == null ? ordered().orElse(1L) : seed);
    store.put(FleetRun.class, run);
    return run;
  }

  private static Class<? extends FleetRecipe> recipe(ExtensionContext context) {
    return findAnnotation(context.getRequiredTestMethod(), FleetTest.class)
        .or(
            () ->
                findAnnotation(
                    context.getRequiredTestClass(),
                    FleetTest.class,
                    context.getEnclosingTestClasses()))
        .<Class<? extends FleetRecipe>>map(FleetTest::value)
        .orElse(FleetRecipe.Standard.class);
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return isSeeded(context);
  }

  private static boolean isSeeded(ExtensionContext context) {
    return findAnnotation(context.getTestMethod(), Seeds.class).isPresent();
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Seeds seeds = findAnnotation(context.getTestMethod(), Seeds.class).orElseThrow();
    if (seeds.value() < 1) {
      throw new ExtensionConfigurationException(
          "@Seeds(" + seeds.value() + ") runs nothing; give at least 1");
    }
    LongStream all =
        ordered()
            .map(LongStream::of)
            .orElseGet(() -> LongStream.range(seeds.first(), seeds.first() + seeds.value()));
    return all.mapToObj(Invocation::new);
  }

  /** The seed that the command of a failure orders. */
  private static Optional<Long> ordered() {
    String text = System.getProperty(Rerun.SEED_PROPERTY, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new ExtensionConfigurationException(
          "-D" + Rerun.SEED_PROPERTY + "=" + text + " is no seed; write a whole number", e);
    }
  }

  private record Invocation(long seed) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new FleetExtension(seed));
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    FleetRun run = store.get(FleetRun.class, FleetRun.class);
    if (run != null
        && !(failure instanceof TestAbortedException)
        && store.get(FleetReport.class) == null) {
      store.put(FleetReport.class, true);
      String again =
          Rerun.command(
              context.getRequiredTestClass(),
              context.getRequiredTestMethod().getName(),
              run.seed());
      failure.addSuppressed(new FleetReport(run.outcome().report(again)));
    }
    throw failure;
  }
}
