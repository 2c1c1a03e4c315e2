/**
 * The Numenta Anomaly Benchmark: writes how unusual each row of its files is, as the library's own
 * detector sees it. Start with {@link io.aiops4j.evaluation.nab.NabSuite}; its labels are not read.
 */
@NullMarked
package io.aiops4j.evaluation.nab;

import org.jspecify.annotations.NullMarked;
