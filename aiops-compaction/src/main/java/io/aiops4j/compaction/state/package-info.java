/**
 * The one form in which summaries are kept: versioned, checksummed, and read without making any
 * object that the bytes name.
 *
 * <p>{@link io.aiops4j.compaction.state.StateWriter} and {@link
 * io.aiops4j.compaction.state.StateReader}; {@link io.aiops4j.compaction.state.WindowState} ties a
 * state to the window it was collected for; what stands between the header and the checksum is the
 * business of each summary.
 */
@NullMarked
package io.aiops4j.compaction.state;

import org.jspecify.annotations.NullMarked;
