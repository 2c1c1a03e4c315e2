/**
 * The faults that come with the testkit, one file a family, written against the public side of
 * {@code io.aiops4j.testkit.sim} alone: what these can do, a fault of your own can do.
 */
@NullMarked
package io.aiops4j.testkit.faults;

import org.jspecify.annotations.NullMarked;
