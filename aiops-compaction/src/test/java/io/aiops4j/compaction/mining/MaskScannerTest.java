package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskScannerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "took 12 ms or 12.5ms of -3          | took <NUM> ms or <NUM> of <NUM>",
        "80% of 1,234,567 and 1.5e-9         | <NUM>% of <NUM> and <NUM>",
        "rgb(1,2,3) of [10, 20]              | rgb(<NUM>,<NUM>,<NUM>) of [<NUM>, <NUM>]",
        "at 0x7f41_a260 ptr deadbeef01 is 003a90fc | at <HEX> ptr <HEX> is <HEX>",
        "mask=ffffffff, deadline faced a decade | mask=<HEX>, deadline faced a decade",
        "from 10.0.0.7:8080 to fe80::1:2     | from <IP> to <IP>",
        "net 10.0.0.0/8 via /10.0.0.9:50010: | net <IP> via <IP>:",
        "mac 5c:50:15:4c:18:13 up            | mac <MAC> up",
        "id 2a6e4c1f-0b1d-4e55-9f6a-1c2d3e4f5a6b done | id <UUID> done",
        "2026-01-05T10:00:00.123Z up 10:00:01 | <TIME> up <TIME>",
        "2026-01-05 10:00:00,123 x 17/Jun/2005:07:07:00 +0200 | <TIME> x <TIME>",
        "at Fri Jun 17 07:07:00 2005 or Jun  7 07:07:00 | at <TIME> or <TIME>",
        "open /var/lib/x.d/y-1 failed.       | open <PATH> failed.",
        "load C:\\Program\\x.dll, lib/a/b     | load <PATH>, <PATH>",
        "get http://a.b/c?d=1, ok            | get <URL>, ok",
        "said \"a b 1\" twice, tag=\"ab\"    | said \"<STR>\" twice, tag=\"ab\"",
        "\"GET /a/b?c=1 HTTP/1.1\" 200       | \"GET <STR>\" <NUM>",
        "mail ops@example.org now            | mail <EMAIL> now",
        "peer db-7.example.org:5432 and node-41:9000 | peer <HOST> and <HOST>",
        "at Main.java:12 of com.acme.Main@1a2b3c | at Main.java:<NUM> of <ID>",
        "blk_38865049064139660 is in part-00590. | <ID> is in <ID>.",
        "wrote core.2275 with ssh2, jk2_init() and sha1 | wrote core.<NUM> with ssh2, jk2_init() and sha1",
        "ready=true,last=null                | ready=<BOOL>,last=<BOOL>",
        "a=1,b=2 <memory:10, vCores:-17>     | a=<NUM>,b=<NUM> <memory:<NUM>, vCores:<NUM>>",
        "1514##6993##54                      | <NUM>##<NUM>##<NUM>",
        "mlx5_core 0000:ab:00.0 link down    | mlx5_core <PCI> link down",
        "token=[redacted:secret] sent        | token=[redacted:secret] sent",
        "NVRM: Xid (PCI:0000:4e:00): 79, pid=7 | NVRM: Xid (<PCI>): 79, pid=<NUM>",
        "NVRM: Xid (PCI:0000:4e:00 GPU-I:05): 94 x | NVRM: Xid (<PCI>): 94, x",
      })
  void masksWhatVariesByItsForm(String line, String masked) {
    assertThat(mask(line)).isEqualTo(masked);
  }

  @Test
  void onlyTheFirstErrorCodeOfALineIsOne() {
    assertThat(mask("Xid (PCI:0000:4e:00): 13, name=Xid (PCI:1): 79, x"))
        .isEqualTo("Xid (<PCI>): 13, name=Xid (PCI:<NUM>): <NUM>, x");
  }

  @Test
  void blanksBecomeOneAndThoseAtTheEndsGo() {
    assertThat(mask("  a \t  b  ")).isEqualTo("a b");
    assertThat(mask(" \t ")).isEmpty();
  }

  @Test
  void whatFollowsTooManyPiecesIsOneRest() {
    assertThat(mask("a ".repeat(100_000))).endsWith("a <**>").hasSizeLessThan(300);
    assertThat(mask("(".repeat(100_000))).isEqualTo("(".repeat(512) + "<**>");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyTextIsMaskedInOneWayOnOneLine(long seed) {
    Random random = new Random(seed);
    String[] parts = {
      "12",
      ":",
      "/",
      ".",
      "a",
      "0x1f",
      " ",
      "\"",
      "=",
      "[",
      "]",
      "1.2.3.4",
      "-",
      "Xid (",
      "): 7",
      "::",
      "ff:",
      "GET /",
      "T",
      "<NUM>",
      "<",
      ">",
      "@",
      "~",
      "é",
      "Jun",
      "2026-01-05",
      "07:07",
      ","
    };
    for (int i = 0; i < 3_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        line.append(parts[random.nextInt(parts.length)]);
      }
      String masked = mask(line.toString());
      assertThat(mask(" " + line + " ")).as("seed %s, %s", seed, line).isEqualTo(masked);
      assertThat(masked).doesNotStartWith(" ").doesNotEndWith(" ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "1", ":", "/", "1:", "a.", "0x", "\"", "\" ", "ff:", "[r", "-", "\\"})
  void aMillionCharactersOfAnyKindAreNoReasonToStop(String part) {
    String line = part.repeat(1_000_000 / part.length());
    assertThat(mask(line)).hasSizeLessThanOrEqualTo(line.length() + 8 * 600);
  }

  private static String mask(String line) {
    MaskScanner scanner = new MaskScanner();
    int length = scanner.mask(line.toCharArray(), line.length());
    assertThat(scanner.length()).isEqualTo(length);
    return new String(scanner.text(), 0, length);
  }
}
