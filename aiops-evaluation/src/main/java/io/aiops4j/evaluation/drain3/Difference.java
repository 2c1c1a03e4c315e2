package io.aiops4j.evaluation.drain3;

/**
 * A step whose answer is not the recorded one.
 *
 * @param caseId set and case, such as {@code lru/leaves_1}
 * @param step its number from 1; 0 for the making of the miner; the line for a corpus
 * @param op what was asked
 * @param expected the recorded answer
 * @param got the miner's
 */
record Difference(String caseId, int step, String op, String expected, String got) {}
