package io.aiops4j.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test once for each of several seeds, in the place of {@code @Test}. Parameters are those
 * of {@link FleetTest}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(FleetExtension.class)
public @interface Seeds {
  /** {@return how many seeds, at least 1} */
  int value();

  /** {@return the first seed; the others follow} */
  long first() default 1;
}
