/** Who challenges the agents before anything is done. */
@NullMarked
package io.aiops4j.agents.review;

import org.jspecify.annotations.NullMarked;
