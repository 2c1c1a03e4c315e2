/** Recorded incidents as problems, and scores for the answers. */
@NullMarked
package io.aiops4j.evaluation;

import org.jspecify.annotations.NullMarked;
