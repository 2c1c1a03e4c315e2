/**
 * What kind of fault it is: {@link io.aiops4j.agents.diagnose.StrengthDiagnoser}, which answers
 * "which system" and "what sort of fault" separately and joins them into diagnoses.
 */
@NullMarked
package io.aiops4j.agents.diagnose;

import org.jspecify.annotations.NullMarked;
