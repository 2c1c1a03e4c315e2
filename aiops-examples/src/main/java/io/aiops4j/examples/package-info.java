/**
 * The {@code ./aiops} command and runnable examples. Start at {@link io.aiops4j.examples.DemoLoop}:
 * it shows how a loop is put together.
 */
@NullMarked
package io.aiops4j.examples;

import org.jspecify.annotations.NullMarked;
