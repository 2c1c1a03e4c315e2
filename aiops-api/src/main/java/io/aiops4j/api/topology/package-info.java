/**
 * What the fleet is made of and how it hangs together: {@link io.aiops4j.api.topology.Component}
 * and {@link io.aiops4j.api.topology.Topology}.
 */
@NullMarked
package io.aiops4j.api.topology;

import org.jspecify.annotations.NullMarked;
