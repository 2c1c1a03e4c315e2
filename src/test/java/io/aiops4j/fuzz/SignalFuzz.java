package io.aiops4j.fuzz;

import io.aiops4j.compaction.signals.SignalCodec;
import io.aiops4j.compaction.state.InvalidStateException;
import java.util.Base64;
import java.util.function.Supplier;

/** Any text and any bytes for a signal: refused as invalid, or read and written back the same. */
public final class SignalFuzz {
  private SignalFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new FuzzInput(input).restAsText();
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(input);
    refusedOrRead(() -> SignalCodec.text(SignalCodec.signal(text)), text);
    refusedOrRead(() -> SignalCodec.text(SignalCodec.signal("signal:" + text)), "signal:" + text);
    refusedOrRead(
        () -> SignalCodec.text(SignalCodec.signal("signal:" + encoded)), "signal:" + encoded);
    refusedOrRead(() -> SignalCodec.text(SignalCodec.signal(input)), "signal:" + encoded);
  }

  private static void refusedOrRead(Supplier<String> readAndWritten, String text) {
    try {
      if (!readAndWritten.get().equals(text)) {
        throw new AssertionError("has two forms: " + text);
      }
    } catch (InvalidStateException refused) {
      // In words, as it should be.
    }
  }
}
