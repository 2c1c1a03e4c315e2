/** Language models for tests: without network, the same answer each time. */
@NullMarked
package io.aiops4j.testkit.model;

import org.jspecify.annotations.NullMarked;
