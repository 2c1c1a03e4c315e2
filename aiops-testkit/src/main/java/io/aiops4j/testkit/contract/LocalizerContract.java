package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Localizer;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.topology.Component;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Localizer} must hold. Extend it to test yours. */
public abstract class LocalizerContract {
  /** For subclasses. */
  protected LocalizerContract() {}

  /** {@return a new localizer, with the same settings each time} */
  protected abstract Localizer newLocalizer();

  /** {@return a case file with a detection and evidence; a hot GPU by default} */
  protected CaseFile caseFile() {
    return CaseFixtures.detected(CaseFixtures.seen());
  }

  /** The same file gives the same opinion, also from another instance. */
  @Test
  public void answersTheSameForTheSameFile() {
    Localizer localizer = newLocalizer();
    Opinion<Component> opinion = localizer.localize(caseFile());
    assertThat(localizer.localize(caseFile())).as("asked again").isEqualTo(opinion);
    assertThat(newLocalizer().localize(caseFile())).as("asked of another one").isEqualTo(opinion);
  }

  /** What it cites is in the digest, and its answers are ranked, each once. */
  @Test
  public void citesOnlyWhatExists() {
    Opinion<Component> opinion = newLocalizer().localize(caseFile());
    CaseFixtures.assertCitesWhatExists(caseFile(), opinion);
    CaseFixtures.assertRanked(opinion);
    assertThat(opinion.ranking().stream().map(Ranked::answer)).doesNotHaveDuplicates();
  }

  /** It suspects nobody that neither the topology nor the evidence knows. */
  @Test
  public void inventsNoComponent() {
    CaseFile file = caseFile();
    Set<Component> known = new HashSet<>(file.topology().components());
    file.digest().items().stream().map(Evidence::component).forEach(known::add);
    known.addAll(file.reported());
    assertThat(newLocalizer().localize(file).ranking())
        .allSatisfy(ranked -> assertThat(known).contains(ranked.answer()));
  }

  /** Without evidence there may be guesses from the topology, but nothing that looks shown. */
  @Test
  public void showsNothingWhenItSeesNothing() {
    CaseFile blind = CaseFixtures.detected(CaseFixtures.blind());
    assertThat(newLocalizer().localize(blind).ranking())
        .allSatisfy(ranked -> assertThat(ranked.evidenceIds()).isEmpty());
  }
}
