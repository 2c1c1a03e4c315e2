/**
 * Incidents on the simulated fleet: drawn from seeds, answered by the loop or by a bot, written a
 * line each, and scored from those lines.
 */
@NullMarked
package io.aiops4j.evaluation.simulated;

import org.jspecify.annotations.NullMarked;
