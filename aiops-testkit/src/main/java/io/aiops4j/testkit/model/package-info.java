/**
 * Language models for tests: without network, the same answer each time.
 *
 * <p>{@link io.aiops4j.testkit.model.ScriptedModel} replies, rambles, breaks off, refuses, times
 * out, is down, or obeys whatever is injected into its prompt.
 */
@NullMarked
package io.aiops4j.testkit.model;

import org.jspecify.annotations.NullMarked;
