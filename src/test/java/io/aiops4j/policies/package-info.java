/**
 * Policies as their authors test them: by tables, by mutants, and over time on a simulated fleet.
 */
package io.aiops4j.policies;
