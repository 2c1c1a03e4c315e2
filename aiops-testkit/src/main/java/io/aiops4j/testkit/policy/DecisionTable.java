package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.Judgement.PolicyDecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a set of policies decides of every combination of a domain: deny wins, then ask, then allow;
 * a policy that throws or returns null denies; no policy at all denies.
 *
 * <pre>{@code
 * DecisionTable table = DecisionTable.over(Guardrails.standard(), domain);
 * table.neverErrors().check();
 * table.neverAllows(row -> row.is("action", "reboot")).check();
 * table.agreesWith(Path.of("decisions.csv")).check();
 * System.err.println(table.diff(DecisionTable.over(stricter, domain)));
 * }</pre>
 *
 * <p>Each question goes through all rows, so that its answer is a proof over the domain and not a
 * sample. Immutable and thread-safe; judged once, when it is made.
 */
public final class DecisionTable {
  private final Domain domain;
  private final List<Column> columns;
  private final List<Row> rows;

  private DecisionTable(Domain domain, List<Column> columns, List<Row> rows) {
    this.domain = domain;
    this.columns = columns;
    this.rows = List.copyOf(rows);
  }

  /**
   * {@return the table of what policies decide, whatever autonomy and the gate itself hold of it}
   *
   * @param policies in the order in which the gate has them
   * @param domain of what they are asked
   */
  public static DecisionTable over(List<GuardrailPolicy> policies, Domain domain) {
    List<Column> columns = columns(policies, domain);
    List<Row> rows = new ArrayList<>(domain.size());
    for (int i = 0; i < domain.size(); i++) {
      rows.add(joined(columns, i, domain.cases().get(i)));
    }
    return new DecisionTable(domain, columns, rows);
  }

  /**
   * {@return the table of what the gate decides, its own rules, autonomy and approvals included;
   * the level of autonomy is that of each situation}
   *
   * @param policies in the order in which the gate has them
   * @param domain of what it is asked
   */
  public static DecisionTable ofGate(List<GuardrailPolicy> policies, Domain domain) {
    return ofGate(policies, domain, situation -> AutonomyLadder.fixed(situation.autonomy()));
  }

  /**
   * {@return the table of what the gate decides, its own rules, autonomy and approvals included}
   *
   * @param policies in the order in which the gate has them
   * @param ladder how much the loop may do by itself
   * @param domain of what it is asked
   */
  public static DecisionTable ofGate(
      List<GuardrailPolicy> policies, AutonomyLadder ladder, Domain domain) {
    requireNonNull(ladder, "ladder");
    return ofGate(policies, domain, situation -> ladder);
  }

  private static DecisionTable ofGate(
      List<GuardrailPolicy> policies, Domain domain, Function<Situation, AutonomyLadder> ladder) {
    List<Row> rows = new ArrayList<>(domain.size());
    for (Domain.Case asked : domain.cases()) {
      rows.add(GateRow.of(asked, policies, ladder.apply(asked.situation())));
    }
    return new DecisionTable(domain, columns(policies, domain), rows);
  }

  private static List<Column> columns(List<GuardrailPolicy> policies, Domain domain) {
    return policies.stream().map(domain::column).toList();
  }

  private static Row joined(List<Column> columns, int row, Domain.Case asked) {
    Column decisive = null;
    for (Column column : columns) {
      if (decisive == null || column.ruling(row).compareTo(decisive.ruling(row)) > 0) {
        decisive = column;
      }
    }
    if (decisive == null) {
      Decision denial =
          new Decision.Deny("No policy speaks for it", "Give the gate at least one policy");
      return new Row(asked, denial, "kernel");
    }
    Decision decision = decisive.decision(row);
    return new Row(asked, decision, decision instanceof Decision.Allow ? "" : decisive.policy);
  }

  /** {@return of what is decided} */
  public Domain domain() {
    return domain;
  }

  /** {@return all rows, the last dimension changing fastest} */
  public List<Row> rows() {
    return rows;
  }

  /**
   * {@return whether all of some rows are denied}
   *
   * @param which the rows that are meant
   * @throws IllegalArgumentException if no row is meant
   */
  public Answer alwaysDenies(Predicate<Row> which) {
    return all("these are always denied", which, row -> row.ruling() == Ruling.DENY);
  }

  /**
   * {@return whether all of some rows are left to a person}
   *
   * @param which the rows that are meant
   * @throws IllegalArgumentException if no row is meant
   */
  public Answer alwaysAsks(Predicate<Row> which) {
    return all("a person is always asked about these", which, row -> row.ruling() == Ruling.ASK);
  }

  /**
   * {@return whether all of some rows are allowed}
   *
   * @param which the rows that are meant
   * @throws IllegalArgumentException if no row is meant
   */
  public Answer alwaysAllows(Predicate<Row> which) {
    return all("these are always allowed", which, row -> row.ruling() == Ruling.ALLOW);
  }

  /**
   * {@return whether none of some rows is allowed: each is denied or left to a person}
   *
   * @param which the rows that are meant
   * @throws IllegalArgumentException if no row is meant
   */
  public Answer neverAllows(Predicate<Row> which) {
    return all("these are never allowed", which, row -> row.ruling() != Ruling.ALLOW);
  }

  /** {@return whether no policy throws or returns null, even where another one denies anyway} */
  public Answer neverErrors() {
    int errors = 0;
    String first = null;
    for (Column column : columns) {
      if (column.firstError() >= 0) {
        errors++;
        Decision failure = column.decision(column.firstError());
        Row row = new Row(domain.cases().get(column.firstError()), failure, column.policy);
        first = first == null ? row.toString() : first;
      }
    }
    return new Answer("no policy ever fails", rows.size(), errors, Optional.ofNullable(first));
  }

  /**
   * {@return whether this table is as strict as another one or stricter in every row: what it
   * allows, the other allows as well, and what it asks about, the other does not deny}
   *
   * @param looser over the same domain
   * @throws IllegalArgumentException if the domains differ
   */
  public Answer implies(DecisionTable looser) {
    return compare(
        "whatever the first table lets through, the second does too",
        looser,
        (mine, other) -> mine.ruling().compareTo(other.ruling()) >= 0);
  }

  /**
   * {@return whether both tables rule alike in every row, whoever says so for whatever reason}
   *
   * @param other over the same domain
   * @throws IllegalArgumentException if the domains differ
   */
  public Answer equivalent(DecisionTable other) {
    return compare("both tables rule alike", other, (mine, row) -> mine.ruling() == row.ruling());
  }

  /**
   * {@return the rows that are ruled differently after a change}
   *
   * @param after the table of the changed policies, over the same domain
   * @throws IllegalArgumentException if the domains differ
   */
  public DecisionDiff diff(DecisionTable after) {
    List<DecisionDiff.Change> changes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row now = sameDomain(after).rows.get(i);
      if (now.ruling() != rows.get(i).ruling()) {
        changes.add(new DecisionDiff.Change(rows.get(i), now));
      }
    }
    return new DecisionDiff(rows.size(), changes);
  }

  /**
   * {@return whether every line of a sheet is borne out}
   *
   * <p>A sheet is CSV after RFC 4180 with a line of headings: any dimensions of the domain, {@code
   * decision}, and if wanted {@code reason}. A cell of a dimension holds a value as it is printed,
   * several with {@code |} between them, or {@code *} for every value, as a dimension without a
   * column has. The decision is ALLOW, ASK or DENY; the reason is a part of the reason given or of
   * the id of the policy that gives it. Blank lines and those that begin with # are skipped.
   *
   * <pre>{@code
   * action,       witnesses, decision, reason
   * reboot,       0|1,       DENY,     two-witnesses
   * reboot,       2,         ASK,      cannot be taken back
   * cordon|drain, 2,         ALLOW,
   * }</pre>
   *
   * @param csv the text of the sheet
   * @throws IllegalArgumentException if it does not fit, or a line means no row, with the line
   */
  public Answer agreesWith(String csv) {
    return Sheet.parse(csv, domain).check(rows);
  }

  /**
   * {@return whether every line of a sheet is borne out; see {@link #agreesWith(String)}}
   *
   * @param csv a file in UTF-8
   * @throws IllegalArgumentException if it does not fit, or a line means no row, with the line
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Answer agreesWith(Path csv) {
    return agreesWith(Sheet.read(csv));
  }

  /** Shows what each policy says of each combination, the rulings joined or not. */
  void forEach(Consumer<PolicyDecision> seen) {
    for (Column column : columns) {
      for (int i = 0; i < rows.size(); i++) {
        seen.accept(new PolicyDecision(column.policy, column.decision(i)));
      }
    }
  }

  /** {@return the whole table as a sheet, to begin one's own with} */
  public String csv() {
    return Sheet.print(domain, rows);
  }

  private Answer all(String claim, Predicate<Row> which, Predicate<Row> right) {
    List<Row> meant = rows.stream().filter(which).toList();
    if (meant.isEmpty()) {
      throw new IllegalArgumentException(
          "None of "
              + rows.size()
              + " rows is meant, so that the answer would say nothing; look at the condition: "
              + domain);
    }
    List<Row> wrong = meant.stream().filter(right.negate()).toList();
    return new Answer(
        claim, meant.size(), wrong.size(), wrong.stream().findFirst().map(Row::toString));
  }

  private Answer compare(String claim, DecisionTable other, BiPredicate<Row, Row> right) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = sameDomain(other).rows.get(i);
      if (!right.test(rows.get(i), row)) {
        wrong.add(new DecisionDiff.Change(rows.get(i), row).toString());
      }
    }
    return new Answer(claim, rows.size(), wrong.size(), wrong.stream().findFirst());
  }

  private DecisionTable sameDomain(DecisionTable other) {
    if (other.domain != domain) {
      throw new IllegalArgumentException(
          "The tables are about different domains; make both over one Domain object");
    }
    return other;
  }
}
