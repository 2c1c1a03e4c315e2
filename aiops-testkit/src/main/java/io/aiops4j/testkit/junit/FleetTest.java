package io.aiops4j.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the methods of a test a simulated fleet of their own: parameters of the types {@link
 * io.aiops4j.testkit.outcome.FleetRun}, {@link io.aiops4j.testkit.sim.SimCluster}, {@link
 * io.aiops4j.testkit.time.ManualClock} (at the start of the fleet).
 *
 * <p>All parameters of one test, those of its {@code @BeforeEach} methods included, are of the same
 * run and clock; no two tests share one. A {@code @Nested} class has the fleet of the class around
 * it, unless it or a method says otherwise. The seed is 1, unless {@link Seeds} or {@code
 * -Daiops.seed} says otherwise. A failure carries a suppressed report with the seed, the command to
 * run it again and the timeline.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(FleetExtension.class)
public @interface FleetTest {
  /** {@return how the fleet is made; the default fleet by default} */
  Class<? extends FleetRecipe> value() default FleetRecipe.Standard.class;
}
