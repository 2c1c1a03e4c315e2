package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What an agent holds: a ranking, best first, and one sentence.
 *
 * @param agent who says so
 * @param ranking best first; empty if the agent has no answer
 * @param statement one sentence for a person
 * @param <T> the kind of answer
 */
public record Opinion<T>(String agent, List<Ranked<T>> ranking, String statement) {
  /** Copies the ranking. */
  public Opinion {
    requireNonNull(agent, "agent");
    ranking = List.copyOf(ranking);
    requireNonNull(statement, "statement");
  }

  /**
   * {@return an opinion without an answer}
   *
   * @param agent who says so
   * @param why there is none
   * @param <T> the kind of answer
   */
  public static <T> Opinion<T> none(String agent, String why) {
    return new Opinion<>(agent, List.of(), why);
  }

  /** {@return the best answer, if there is one} */
  public Optional<Ranked<T>> best() {
    return ranking.stream().findFirst();
  }
}
