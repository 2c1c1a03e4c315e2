/** Hands and people for tests: an actuator and an approval desk that do what a test tells them. */
@NullMarked
package io.aiops4j.testkit.safety;

import org.jspecify.annotations.NullMarked;
