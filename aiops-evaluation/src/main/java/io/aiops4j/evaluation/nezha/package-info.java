/**
 * Recorded incidents in the form of the Nezha data set: one folder a day, with metrics by pod, and
 * traces and logs by minute.
 *
 * <p>Start with {@link io.aiops4j.evaluation.nezha.NezhaSuite}. Read are telemetry and the times of
 * {@code windows.csv}; label files are never opened, and neither whether a file exists nor the
 * order of cases is used. Nothing later than the end of a case's third minute is seen by it.
 */
@NullMarked
package io.aiops4j.evaluation.nezha;

import org.jspecify.annotations.NullMarked;
