package io.aiops4j.evaluation.nezha;

import java.nio.file.Path;
import java.util.Map;

/** Runs the suite, or one case, from the test class path: DIR OUT, or DIR --case ID. */
final class NezhaRun {
  private NezhaRun() {}

  public static void main(String[] args) {
    if (args[1].equals("--case")) {
      NezhaDiagnosis.print(Path.of(args[0]), args[2], System.out);
    } else {
      NezhaSuite.evaluate(
          Path.of(args[0]), Path.of(args[1]), Map.of(), System::nanoTime, System.err);
    }
  }
}
