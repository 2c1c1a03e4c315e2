/**
 * What can be done about an incident: typed actions and plans made of them.
 *
 * <p>Whether something may be done, and who does it, is a matter of {@code safety}.
 */
@NullMarked
package io.aiops4j.api.action;

import org.jspecify.annotations.NullMarked;
