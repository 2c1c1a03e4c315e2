package io.aiops4j.api.agent;

import io.aiops4j.api.Experimental;
import java.util.List;

/**
 * Challenges what the agents hold, with evidence, before anything is done. Thread-safe.
 *
 * <p>A function of the case file, like the agents.
 */
@Experimental
@FunctionalInterface
public interface Reviewer {
  /**
   * {@return what there is to say of detection, localization and diagnosis}
   *
   * @param caseFile with all three opinions
   */
  List<Review> review(CaseFile caseFile);
}
