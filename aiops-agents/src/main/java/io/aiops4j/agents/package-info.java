/** The loop engine and the agents of its steps. */
@NullMarked
package io.aiops4j.agents;

import org.jspecify.annotations.NullMarked;
