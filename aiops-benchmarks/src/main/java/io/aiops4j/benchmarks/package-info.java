/**
 * Speed, measured with JMH. Start at {@link io.aiops4j.benchmarks.Main}; each {@code *Bench} holds
 * what is measured together with its yardsticks, so that ratios come from one run. Telemetry is
 * generated from a seed in {@code data}. Tests of behaviour live in the modules themselves.
 */
@NullMarked
package io.aiops4j.benchmarks;

import org.jspecify.annotations.NullMarked;
