package io.aiops4j.testkit.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Makes bad states of good ones: damaged, of another kind, of a newer version.
 *
 * <p>For states in the form of aiops4j's own summaries: four bytes, the length of the kind, the
 * kind, the version (each in one byte while below 128), the content, and a CRC32C of all before it.
 * The checksum of a forged state fits, so that not the checksum alone is what refuses it.
 */
final class StateForgery {
  private static final int MAGIC = 4;
  private static final int CHECKSUM = 4;
  private static final int FLIPS = 64;

  private StateForgery() {}

  static byte[] ofAnotherKind(byte[] state) {
    byte[] forged = state.clone();
    forged[MAGIC + 1] ^= 1; // the first letter of the kind
    return sealed(forged);
  }

  static byte[] ofANewerVersion(byte[] state) {
    byte[] forged = state.clone();
    forged[MAGIC + 1 + forged[MAGIC]] += 1;
    return sealed(forged);
  }

  /**
   * Cut off, prolonged, with single bits turned, with noise under a true checksum, and no state.
   */
  static List<byte[]> damaged(byte[] state, long seed) {
    Random random = new Random(seed);
    List<byte[]> all = new ArrayList<>();
    all.add(new byte[0]);
    all.add("{\"state\": \"none\"}".getBytes(StandardCharsets.UTF_8));
    all.add(Arrays.copyOf(state, state.length - 1));
    all.add(Arrays.copyOf(state, state.length / 2));
    all.add(Arrays.copyOf(state, state.length + 1));
    all.add(sealed(Arrays.copyOf(state, state.length / 2)));
    all.add(sealed(Arrays.copyOf(state, state.length + 3)));
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = state.clone();
      flipped[random.nextInt(state.length)] ^= (byte) (1 << random.nextInt(8));
      all.add(flipped);
    }
    return all;
  }

  private static byte[] sealed(byte[] state) {
    CRC32C crc = new CRC32C();
    crc.update(state, 0, state.length - CHECKSUM);
    ByteBuffer.wrap(state).putInt(state.length - CHECKSUM, (int) crc.getValue());
    return state;
  }
}
