package io.aiops4j.compaction.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String AWS = "AKIA" + "IOSFODNN7EXAMPLE";
  private static final String HEX20 = "abcdefghij0123456789";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "key AKIAIOSFODNN7EXAMPLE used        | AKIAIOSFODNN7EXAMPLE | key [redacted:cloud-key] used",
        "\"AKIAIOSF\" + \"ODNN7EXAMPLE\"      | ODNN7EXAMPLE         | \"[redacted:cloud-key]\"",
        "AKIAIOSF''ODNN7EXAMPLE               | ODNN7EXAMPLE         | [redacted:cloud-key]",
        "export HF_TOKEN=hf_abcdefghij0123456 | abcdefghij           | export HF_TOKEN=[redacted:hf-token]",
        "use ghp_abcdefghij0123456789 now     | abcdefghij           | use [redacted:github-token] now",
        "xoxb-1234567890-abcdef               | 1234567890           | [redacted:slack-token]",
        "Authorization: Bearer abc.def-123456 | abc.def              | Authorization: Bearer [redacted:bearer]",
        "Authorization: Basic dXNlcjpwYXNz    | dXNlcjpwYXNz         | Authorization: Basic [redacted:basic]",
        "postgres://bob:pa@ss@db:5432/x       | pa@ss                | postgres://bob:[redacted:password]@db:5432/x",
        "password=hunter2 next                | hunter2              | password=[redacted:secret] next",
        "password = 'hun ter2' next           | hun ter2             | password = '[redacted:secret]' next",
        "password='hun'\"ter2\"x end          | ter2                 | password=[redacted:secret] end",
        "{\"token\": \"s3cr3t\", \"n\": 1}    | s3cr3t               | {\"token\": \"[redacted:secret]\", \"n\": 1}",
        "db.password: s3cr3t                  | s3cr3t               | db.password: [redacted:secret]",
        "run --api-key s3cr3t --n 1           | s3cr3t               | run --api-key [redacted:secret] --n 1",
        "AWS_SECRET_ACCESS_KEY=abc/def+gh     | abc/def              | AWS_SECRET_ACCESS_KEY=[redacted:secret]",
      })
  void takesSecretsOut(String text, String secret, String shown) {
    String redacted = Redactor.redact(text);
    assertThat(redacted).doesNotContain(secret).isEqualTo(shown);
    assertThat(Redactor.redact(redacted)).isEqualTo(redacted);
  }

  @Test
  void takesJsonWebTokensAndKeyBlocksOut() {
    String jwt = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0" + ".c2lnbmF0dXJl";
    assertThat(Redactor.redact("cookie " + jwt + ";")).isEqualTo("cookie [redacted:jwt];");
    String begin = "-----BEGIN RSA " + "PRIVATE KEY-----";
    assertThat(Redactor.redact(begin + "\nMIIE\n-----END RSA PRIVATE KEY----- x"))
        .isEqualTo("[redacted:pem] x");
    assertThat(Redactor.redact("a " + begin + "\nMIIE")).isEqualTo("a [redacted:pem]");
  }

  @Test
  void looksThroughCharactersThatNobodySees() {
    String hidden = AWS.substring(0, 8) + "\u200b\u202e" + AWS.substring(8);
    assertThat(Redactor.redact("k " + hidden)).isEqualTo("k [redacted:cloud-key]");
    assertThat(Redactor.redact("pass\u200bword=x" + HEX20)).isEqualTo("password=[redacted:secret]");
    assertThat(Redactor.redact("a\u202eb\u0007c\nd")).isEqualTo("abc d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens=4096 took 12 ms",
        "NVRM: Xid (PCI:0000:4e:00): 79, GPU has fallen off the bus.",
        "GET http://host:8080/a?b=c 200",
        "the task-risk-abcdefghijklmnopqrstuvwxyz is fine",
      })
  void leavesOrdinaryLinesAlone(String line) {
    assertThat(Redactor.redact(line)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ-",
        "eyJa.",
        "://a:",
        "password='",
        "\"",
        "bearer ",
        "-----BEGIN ",
        "--a =",
        "cookie: ",
        "cookie: a=",
        "-u ",
        "curl -u ",
        "authorization: ",
        "://a",
        "://hooks.",
        "password=\\\"",
        "<password>",
        "%3D",
        "'' + ''a",
        "1//0",
        "_-.",
        "a8Q~",
        "SG.a.",
        "AKIA"
      })
  void staysLinearOnHostileText(String piece) {
    // 400,000 characters: a quadratic search would take minutes and time this test out.
    String hostile = piece.repeat(400_000 / piece.length());
    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(5), () -> Redactor.redact(hostile));
  }
}
