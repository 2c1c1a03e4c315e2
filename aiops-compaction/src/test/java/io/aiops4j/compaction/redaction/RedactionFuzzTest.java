package io.aiops4j.compaction.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionFuzzTest {
  private static final List<String> BEFORE =
      List.of("", "key ", "x=", "{\"v\":\"", "[", "user's ", "a\tb: ", "GET /a?b=", "\\\"", "é ");
  private static final List<String> AFTER =
      List.of("", " used", "\"}", "]", ", next", "; n=1", "&c=d", "\n", "' end", ".");

  static long[] seeds() {
    return LongStream.range(0, 30).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aTokenIsFoundWhereverItStands(long seed) {
    Random random = new Random(seed);
    for (String token : SecretKinds.tokens(random)) {
      String before = BEFORE.get(random.nextInt(BEFORE.size()));
      String after = AFTER.get(random.nextInt(AFTER.size()));
      String text = before + token + after;
      String shown = Redactor.redact(text);
      String core = token.substring(token.length() / 2);
      assertThat(shown).as("seed %s: %s", seed, text).doesNotContain(core).contains("[redacted:");
      assertThat(Redactor.redact(shown)).as("twice, seed %s", seed).isEqualTo(shown);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSecretIsFoundByWhatStandsAroundIt(long seed) {
    Random random = new Random(seed);
    for (SecretKinds.Planted planted : SecretKinds.inContext(random)) {
      boolean alone = planted.text().length() <= planted.secret().length() + 5;
      String text = alone ? planted.text() : "12:00 INFO " + planted.text();
      String shown = Redactor.redact(text);
      String core = planted.secret().substring(planted.secret().length() / 2);
      assertThat(shown).as("seed %s: %s", seed, text).doesNotContain(core).contains("[redacted:");
      assertThat(Redactor.redact(shown)).as("twice, seed %s", seed).isEqualTo(shown);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theLookAheadMissesNothingThatTheSearchFinds(long seed) {
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "password",
            "token",
            "=",
            ":",
            " ",
            "\"",
            "'",
            "--",
            "\\",
            "eyJhbGciOiJI.eyJzdWIi",
            "ghp_",
            "abcdefghij0123456789",
            "://",
            "u:p@h",
            "Bearer ",
            "Basic ",
            "Authorization",
            "curl ",
            "-u ",
            "a:b",
            "Cookie: a=1",
            "%3D",
            "<secret>",
            "-----BEGIN X",
            "8Q~",
            "1//0",
            "+",
            "\n",
            "\u200b",
            "é",
            "AKIA",
            "12345678:AA",
            "hooks.slack.com/services/",
            ";",
            "pass",
            "_",
            ".");
    for (int i = 0; i < 8_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(12); k >= 0; k--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String said = text.toString();
      String shown = Redactor.redact(said);
      assertThat(shown).as("seed %s", seed).isEqualTo(Redactor.searched(said));
      assertThat(Redactor.redact(shown)).as("twice: %s", said).isEqualTo(shown);
    }
  }

  @Test
  void ordinaryLinesPassUntouched() {
    for (String line :
        List.of(
            "081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 terminating",
            "NVRM: Xid (PCI:0000:4e:00): 79, pid='<unknown>', GPU has fallen off the bus.",
            "step=1200 loss=2.345 tokens_per_second=12345 lr=1.0e-5 signature: xid-79",
            "session opened for user root by (uid=0) auth=ok",
            "bypass=true compass=north author: bob key-value-store-replication-controller-primary",
            "Unexpected token '}' in JSON at position 4",
            "cookie: expired; authorization: denied for user bob; basic checks done",
            "image sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef pulled",
            "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7 at http://a.b:80/c?d=e",
            "docker run -u 1000:1000 img; class com.example.SecretaryService$Tokenizer loaded")) {
      assertThat(Redactor.redact(line)).isSameAs(line);
    }
  }
}
