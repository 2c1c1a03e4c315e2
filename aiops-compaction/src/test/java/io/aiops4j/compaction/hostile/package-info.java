/** What nobody means to send and somebody will: run with little memory, see the module's pom. */
@NullMarked
package io.aiops4j.compaction.hostile;

import org.jspecify.annotations.NullMarked;
