package io.aiops4j.fuzz;

import java.util.function.Consumer;

/** All targets. */
enum FuzzTarget implements Consumer<byte[]> {
  REDACTOR(RedactorFuzz.class, RedactorFuzz::fuzzerTestOneInput),
  LOG_LINES(LogLinesFuzz.class, LogLinesFuzz::fuzzerTestOneInput),
  TEMPLATE_MINER(TemplateMinerFuzz.class, TemplateMinerFuzz::fuzzerTestOneInput),
  DRAIN3(Drain3Fuzz.class, Drain3Fuzz::fuzzerTestOneInput),
  TEMPLATE_MATCHER(TemplateMatcherFuzz.class, TemplateMatcherFuzz::fuzzerTestOneInput),
  SIGNAL(SignalFuzz.class, SignalFuzz::fuzzerTestOneInput),
  LABEL_INDEX(LabelIndexFuzz.class, LabelIndexFuzz::fuzzerTestOneInput),
  USER_MASK(UserMaskFuzz.class, UserMaskFuzz::fuzzerTestOneInput),
  STATE(StateFuzz.class, StateFuzz::fuzzerTestOneInput),
  DIGEST_FORMS(DigestFormsFuzz.class, DigestFormsFuzz::fuzzerTestOneInput),
  CSV(CsvFuzz.class, CsvFuzz::fuzzerTestOneInput);

  private final Class<?> type;
  private final Consumer<byte[]> target;

  FuzzTarget(Class<?> type, Consumer<byte[]> target) {
    this.type = type;
    this.target = target;
  }

  String className() {
    return type.getName();
  }

  @Override
  public void accept(byte[] input) {
    target.accept(input);
  }
}
