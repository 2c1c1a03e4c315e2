/** A simulated fleet, contracts and fakes, to test policies and agents without a cluster. */
@NullMarked
package io.aiops4j.testkit;

import org.jspecify.annotations.NullMarked;
