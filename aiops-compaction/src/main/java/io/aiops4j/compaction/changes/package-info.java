/** Changes to evidence: {@link io.aiops4j.compaction.changes.ChangeCompactor}. */
@NullMarked
package io.aiops4j.compaction.changes;

import org.jspecify.annotations.NullMarked;
