/**
 * From telemetry to evidence: {@link io.aiops4j.api.compaction.Compactor} turns what was read into
 * an {@link io.aiops4j.api.compaction.EvidenceDigest} that fits a budget.
 */
@NullMarked
package io.aiops4j.api.compaction;

import org.jspecify.annotations.NullMarked;
