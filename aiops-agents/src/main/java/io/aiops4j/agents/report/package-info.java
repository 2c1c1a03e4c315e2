/** An incident in words, for people who follow it: {@link io.aiops4j.agents.report.Trail}. */
@NullMarked
package io.aiops4j.agents.report;

import org.jspecify.annotations.NullMarked;
