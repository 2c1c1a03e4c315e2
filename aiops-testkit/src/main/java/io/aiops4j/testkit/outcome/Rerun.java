package io.aiops4j.testkit.outcome;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The one command that shows a failure again: the module, the test and the seed. Stateless.
 *
 * <p>The module is where the tests run ({@code basedir} as Surefire sets it, else the working
 * directory), seen from the nearest folder above that holds a Maven wrapper.
 */
public final class Rerun {
  /** The system property that overrides the seeds of a test: {@value}. */
  public static final String SEED_PROPERTY = "aiops.seed";

  private Rerun() {}

  /**
   * {@return the command that runs one test with one seed}
   *
   * @param test the class of the test
   * @param method the name of the test method
   * @param seed the seed that failed
   */
  public static String command(Class<?> test, String method, long seed) {
    requireNonNull(method, "method");
    Path module =
        Path.of(System.getProperty("basedir", System.getProperty("user.dir", "")))
            .toAbsolutePath()
            .normalize();
    String maven = "mvn";
    String place = "";
    for (Path above = module; above != null; above = above.getParent()) {
      if (Files.exists(above.resolve("mvnw"))) {
        maven = "./mvnw";
        place = above.equals(module) ? "" : " -pl " + slashed(above.relativize(module)) + " -am";
        break;
      }
    }
    return maven
        + place
        + " test -Dtest='"
        + test.getName().substring(test.getName().lastIndexOf('.') + 1)
        + "#"
        + method
        + "' -D"
        + SEED_PROPERTY
        + "="
        + seed
        + (place.isEmpty() ? "" : " -Dsurefire.failIfNoSpecifiedTests=false");
  }

  /**
   * {@return the command for the test that is running on this thread; empty if none is}
   *
   * @param seed the seed that failed
   */
  public static Optional<String> ofRunningTest(long seed) {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .filter(Rerun::isTest)
                    .findFirst()
                    .map(frame -> command(frame.getDeclaringClass(), frame.getMethodName(), seed)));
  }

  private static boolean isTest(StackWalker.StackFrame frame) {
    try {
      Method method =
          frame
              .getDeclaringClass()
              .getDeclaredMethod(frame.getMethodName(), frame.getMethodType().parameterArray());
      return AnnotationSupport.isAnnotated(method, Testable.class);
    } catch (NoSuchMethodException | LinkageError e) {
      return false; // a constructor, or a class that cannot be looked into
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
