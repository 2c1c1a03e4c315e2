/**
 * What every package of the API shares: the {@link io.aiops4j.api.Experimental} mark, {@link
 * io.aiops4j.api.Canonical} text and the {@link io.aiops4j.api.IncidentId}.
 *
 * <p>The packages below hold the words (values) and the sockets (interfaces) of the incident loop.
 */
@NullMarked
package io.aiops4j.api;

import org.jspecify.annotations.NullMarked;
