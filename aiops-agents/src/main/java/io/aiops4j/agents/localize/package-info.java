/**
 * Which component holds the cause: {@link io.aiops4j.agents.localize.StrengthLocalizer}.
 *
 * <p>What evidence says of each component is summed up in {@link
 * io.aiops4j.agents.localize.Suspects}, which the diagnosis shares.
 */
@NullMarked
package io.aiops4j.agents.localize;

import org.jspecify.annotations.NullMarked;
