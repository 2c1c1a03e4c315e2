/**
 * Service level objectives: how fast the error budget burns, over several windows at once.
 *
 * <p>Start with {@link io.aiops4j.compaction.slo.SloSpec}; a {@link
 * io.aiops4j.compaction.slo.SloMonitor} counts and evaluates. What to do about a burn does not
 * belong here.
 */
@NullMarked
package io.aiops4j.compaction.slo;

import org.jspecify.annotations.NullMarked;
