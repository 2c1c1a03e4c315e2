/**
 * What every package of the API shares: the {@link io.aiops4j.api.Experimental} mark and {@link
 * io.aiops4j.api.Canonical} text.
 *
 * <p>The packages below hold the words (values) and the sockets (interfaces) of the incident loop.
 * Start reading at {@link io.aiops4j.api.incident.IncidentLoop}.
 */
@NullMarked
package io.aiops4j.api;

import org.jspecify.annotations.NullMarked;
