/** Whole incidents through the whole library, one scenario each. */
package io.aiops4j.scenarios;
