package io.aiops4j.testkit.faults;

/** Where published rates are from. */
final class Rates {
  /** Rows of its table are shared out over the classes; each class says from which row it takes. */
  static final String LLAMA_3 =
      "Llama 3 Herd of Models, root causes of 419 interruptions in 21.2 million GPU-hours,";

  private Rates() {}
}
