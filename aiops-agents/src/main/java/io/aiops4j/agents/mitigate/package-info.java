/** What shall be done? Runbooks that fit the diagnosis; nothing open-ended yet. */
@NullMarked
package io.aiops4j.agents.mitigate;

import org.jspecify.annotations.NullMarked;
