package io.aiops4j.api.agent;

/**
 * One diagnostic task of the loop. The four kinds below are the whole list; each is an open
 * interface.
 *
 * <p>An agent is a function of its case file: it reads no clock, asks no source and keeps nothing
 * between calls. It may throw; the loop then goes on with what it has and says so.
 */
public sealed interface TaskAgent permits Detector, Localizer, Diagnoser, Mitigator {
  /** {@return which step of the loop it works for} */
  Phase phase();
}
