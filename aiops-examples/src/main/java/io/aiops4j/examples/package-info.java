/** Runnable mains and the {@code ./aiops} command. */
@NullMarked
package io.aiops4j.examples;

import org.jspecify.annotations.NullMarked;
