/**
 * What recovery is judged by: the signals that showed the incident, pinned with the baseline that
 * was frozen before it, and the evaluator that reads them again anywhere.
 */
@NullMarked
package io.aiops4j.api.signal;

import org.jspecify.annotations.NullMarked;
