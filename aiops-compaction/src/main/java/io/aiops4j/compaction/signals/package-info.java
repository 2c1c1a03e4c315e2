/**
 * Pinned signals read again: {@link io.aiops4j.compaction.signals.StandardSignalEvaluator}; {@link
 * io.aiops4j.compaction.signals.SignalCodec} keeps them over restarts. What a reading means is
 * judged elsewhere.
 */
@NullMarked
package io.aiops4j.compaction.signals;

import org.jspecify.annotations.NullMarked;
