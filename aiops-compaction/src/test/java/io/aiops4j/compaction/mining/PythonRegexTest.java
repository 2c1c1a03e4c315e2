package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonRegexTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "(?P<q>['\"]).*?(?P=q)~say \"it\" now~say # now",
        "([a-z])[0-9]\\1~a1a b2c~# b2c",
        "\\w+~größe ٣ ½ a\u0301~# # # #\u0301",
        "\\bx\\b~x éx x\u0301~# éx #\u0301",
        "a{,2}b~aab~#",
        "a{x}~a{x}~#",
        "\\Aab\\Z~ab~#",
        "[^\\W\\d]+~ab12~#12",
        "(?i)GPU~gpu~#",
        "(?a:\\d+)~7 ٣~# ٣",
        "a(?#note)b~ab~#",
        "[&&a]+~&a~#",
        "\\x41\\u0042~AB~#"
      })
  void matchesWhatPythonMatches(String pattern, String text, String masked) {
    String result = PythonRegex.compile(pattern).matcher(text).replaceAll("#");

    assertThat(result).isEqualTo(masked);
  }

  @Test
  void aDollarMatchesBeforeTheLastLineEndOnly() {
    assertThat(PythonRegex.compile("a.$").matcher("ab\r").find()).isFalse();
    assertThat(PythonRegex.compile("ab$").matcher("ab\n").find()).isTrue();
    assertThat(PythonRegex.compile("a.b").matcher("a\u2028b").find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "\\q", "(?(1)a|b)", "(?P=none)", "a\\"})
  void refusesWhatPythonRefusesAndWhatJavaCannot(String pattern) {
    assertThatThrownBy(() -> PythonRegex.compile(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(pattern);
  }
}
