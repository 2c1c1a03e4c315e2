/**
 * The incident and its loop: {@link io.aiops4j.api.incident.IncidentLoop} opens, advances and
 * explains incidents; their {@link io.aiops4j.api.incident.IncidentState} is the fold of the
 * events.
 */
@NullMarked
package io.aiops4j.api.incident;

import org.jspecify.annotations.NullMarked;
