/**
 * Policies tested without a cluster: every combination of a finite domain is judged, and questions
 * about all of them are answered with a counterexample.
 *
 * <p>Start at {@link io.aiops4j.testkit.policy.Situation} for one question, at {@link
 * io.aiops4j.testkit.policy.Domain} and {@link io.aiops4j.testkit.policy.DecisionTable} for all. To
 * see what policies lead to over time, play an incident on the simulated fleet instead.
 */
@NullMarked
package io.aiops4j.testkit.policy;

import org.jspecify.annotations.NullMarked;
