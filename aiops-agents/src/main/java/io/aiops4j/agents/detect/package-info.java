/** Is there an incident, and since when? */
@NullMarked
package io.aiops4j.agents.detect;

import org.jspecify.annotations.NullMarked;
