/**
 * What every implementation of an SPI must hold, one abstract class each. Extend it in the test of
 * yours: the tests come along. They can also be called directly.
 */
@NullMarked
package io.aiops4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
