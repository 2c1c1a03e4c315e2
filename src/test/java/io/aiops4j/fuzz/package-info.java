/**
 * Fuzz targets of the parsers: what comes from outside as bytes or text must be read or refused in
 * words, never end in an exception that nobody names. {@code FuzzTargetsTest} replays seeds and
 * random input in every build; {@code FuzzingTest} lets Jazzer search, see CONTRIBUTING.md.
 *
 * <p>A target is a class with {@code fuzzerTestOneInput(byte[])}, which Jazzer calls by name.
 */
package io.aiops4j.fuzz;
