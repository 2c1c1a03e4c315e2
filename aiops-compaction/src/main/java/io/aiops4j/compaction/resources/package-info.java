/** Use of finite resources to evidence: {@link io.aiops4j.compaction.resources.CpuCompactor}. */
@NullMarked
package io.aiops4j.compaction.resources;

import org.jspecify.annotations.NullMarked;
