/**
 * Time that a test moves by hand: {@link io.aiops4j.testkit.time.ManualClock}.
 *
 * <p>Nothing here reads the wall clock.
 */
@NullMarked
package io.aiops4j.testkit.time;

import org.jspecify.annotations.NullMarked;
