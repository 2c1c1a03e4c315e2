package io.aiops4j.recovery;

import io.aiops4j.agents.confirm.HoldVerifier;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.testkit.contract.RecoveryVerifierContract;

/** The verifier of the library with the evaluator of the library: the pair that runs. */
class HoldVerifierOverRealSignalsTest extends RecoveryVerifierContract {
  @Override
  protected RecoveryVerifier newVerifier() {
    return HoldVerifier.builder(new StandardSignalEvaluator()).build();
  }
}
