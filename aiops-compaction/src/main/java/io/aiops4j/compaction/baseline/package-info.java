/**
 * What is normal for each series of a fleet, over months: baselines that survive restarts, new jobs
 * and replaced pods without learning wrongly from them.
 *
 * <p>Start with {@link io.aiops4j.compaction.baseline.BaselineStore}. It stands in front of the
 * loop: what it opens is the trigger of an incident, and the baseline that it froze is what
 * recovery is measured against. How samples are judged is the matter of {@code streaming}.
 */
@NullMarked
package io.aiops4j.compaction.baseline;

import org.jspecify.annotations.NullMarked;
