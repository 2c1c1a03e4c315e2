package io.aiops4j.fuzz;

import io.aiops4j.compaction.mining.TemplateMatcher;

/** Any text is a template: it matches or not, and its own text is the same template again. */
public final class TemplateMatcherFuzz {
  private TemplateMatcherFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    TemplateMatcher any = TemplateMatcher.of(in.line());
    TemplateMatcher again = TemplateMatcher.of(any.template());
    if (!again.equals(any) || !again.words().equals(any.words())) {
      throw new AssertionError("another template is made of '" + any.template() + "'");
    }
    for (int i = 0; !in.isEmpty() && i < 200; i++) {
      String line = in.line();
      if (any.matches(line) != again.matches(line)) {
        throw new AssertionError("one template, two answers about '" + line + "'");
      }
    }
  }
}
