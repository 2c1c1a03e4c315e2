package io.aiops4j.testkit.policy;

import java.util.List;

/**
 * How policies judge the steps of recorded incidents.
 *
 * @param steps every step that was judged, in the order of the journal
 */
public record ReplayResult(List<Rejudged> steps) {
  /** Copies the list. */
  public ReplayResult {
    steps = List.copyOf(steps);
  }

  /** {@return the steps that are ruled differently} */
  public List<Rejudged> diff() {
    return steps.stream().filter(Rejudged::isChanged).toList();
  }

  /** {@return the number of changes, and each of them} */
  @Override
  public String toString() {
    List<Rejudged> changed = diff();
    StringBuilder text = new StringBuilder();
    text.append(changed.isEmpty() ? "None" : String.valueOf(changed.size()))
        .append(" of ")
        .append(steps.size())
        .append(changed.size() < 2 ? " decisions changes" : " decisions change");
    changed.forEach(each -> text.append('\n').append(each));
    return text.toString();
  }
}
