package io.aiops4j.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.topology.ComponentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions as people write them in a spreadsheet. */
class SheetTest {
  private final DecisionTable table =
      DecisionTable.over(
          Rules.night(),
          Domain.builder()
              .vary(
                  "action",
                  List.of(ActionType.CORDON, ActionType.REBOOT),
                  Situation.Builder::action)
              .vary("hour", List.of(0, 6, 23), Situation.Builder::hour)
              .build());

  @Test
  void agreesWithWhatIsSo() {
    Answer answer =
        table.agreesWith(
            """
            # What we decided with the night shift.
            action, hour, decision, reason
            *,      0,    DENY,     night
            cordon, 6|23, allow,

            """);

    answer.check();
    assertThat(answer.rows()).as("rows that some line means").isEqualTo(4);
  }

  @Test
  void namesTheLineThatIsNotBorneOut() {
    Answer answer = table.agreesWith("hour,decision\n0,DENY\n6,ASK\n");

    assertThat(answer.counterexample())
        .contains("action=cordon, hour=6 -> ALLOW: fine\n  but line 3 expects ASK");
    assertThat(answer.against()).isEqualTo(2);
  }

  @Test
  void theReasonIsPartOfTheExpectation() {
    assertThat(table.agreesWith("hour,decision,reason\n0,DENY,too hot\n").counterexample())
        .hasValueSatisfying(row -> assertThat(row).endsWith("DENY because of 'too hot'"));
  }

  @Test
  void readsItsOwnTableBack(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("all.csv"), table.csv());

    Answer answer = table.agreesWith(file);

    answer.check();
    assertThat(answer.rows()).isEqualTo(6);
    assertThat(table.csv()).startsWith("action,hour,decision,reason\ncordon,0,DENY,night 0-6\n");
  }

  @Test
  void readsQuotedCells() {
    DecisionTable quoted =
        DecisionTable.over(
            Rules.night(),
            Domain.builder()
                .vary(
                    "what \"is\", really",
                    List.of("a,b", "say \"x\"", "two\nlines", "#one", "a|b"),
                    Situation.Builder::incidentClass)
                .build());

    Answer answer = quoted.agreesWith(quoted.csv());

    answer.check();
    assertThat(answer.rows()).isEqualTo(5);
  }

  @Test
  void saysWhatIsWrongWithASheet() {
    wrong("", "holds no expectation");
    wrong("hour,decision\n", "holds no expectation");
    wrong("hours,decision\n0,DENY\n", "column 'hours'; write only [action, hour, decision");
    wrong("hour\n0\n", "one is 'decision'");
    wrong("hour,hour,decision\n0,0,DENY\n", "each at most once");
    wrong("hour,decision\n0\n", "Line 2 of the sheet has 1 cells; write 2");
    wrong("hour,decision\n\n7,DENY\n", "Line 3 of the sheet has the hour '7'; write [0, 6, 23]");
    wrong("hour,decision\n0,no\n", "the decision 'no'; write ALLOW, ASK or DENY");
    wrong("hour,decision\n\"0,DENY\n", "begins on line 2 of the sheet never ends");
  }

  @Test
  void aLineThatMeansNothingIsAnError() {
    DecisionTable holes =
        DecisionTable.over(
            Rules.night(),
            Domain.builder()
                .vary(
                    "action",
                    List.of(ActionType.CORDON, ActionType.RESET_GPU),
                    Situation.Builder::action)
                .vary(
                    "kind", List.of(ComponentKind.NODE, ComponentKind.GPU), Situation.Builder::kind)
                .build());

    assertThatThrownBy(() -> holes.agreesWith("action,kind,decision\ncordon,gpu,DENY\n"))
        .hasMessageContaining("Line 2 of the sheet means no row");
  }

  private void wrong(String csv, String words) {
    assertThatThrownBy(() -> table.agreesWith(csv))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
