package io.aiops4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovedAction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The rules of the modules and of the laws that a class file can show. */
class ArchitectureTest {
  private static final String[] CORE = {
    "io.aiops4j.api..", "io.aiops4j.compaction..", "io.aiops4j.guardrails..", "io.aiops4j.agents.."
  };

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.aiops4j");

  @Test
  void theApiUsesTheJdkSlf4jAndJspecifyAlone() {
    check(
        classes()
            .that()
            .resideInAPackage("io.aiops4j.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.slf4j", "org.jspecify..", "io.aiops4j.api.."));
  }

  @Test
  void coreModulesKnowTheApiAndNotEachOther() {
    for (String module : List.of("compaction", "guardrails", "agents", "testkit")) {
      for (String other : List.of("compaction", "guardrails", "agents", "testkit", "evaluation")) {
        if (!module.equals(other)) {
          check(
              noClasses()
                  .that()
                  .resideInAPackage("io.aiops4j." + module + "..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage("io.aiops4j." + other + ".."));
        }
      }
    }
  }

  @Test
  void packagesFormNoCycles() {
    for (String module : List.of("api", "compaction", "guardrails", "agents", "testkit")) {
      check(
          slices()
              .matching("io.aiops4j." + module + ".(*)..")
              .should()
              .beFreeOfCycles()
              .allowEmptyShould(true));
    }
  }

  @Test
  void noThirdPartyTypeShowsInAPublicSignatureOfTheCore() {
    check(
        methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .arePublic()
            .should(haveSignaturesOf("java.", "io.aiops4j.", "org.jspecify.")));
  }

  @Test
  void timeIsInjected() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests and replays must control time; ask for an InstantSource"));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .and()
            .haveSimpleNameNotEndingWith("Builder")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .because("the public default is chosen in a builder, once"));
  }

  @Test
  void randomnessIsInjected() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .because("the same inputs and seed give the same bytes (law 8)"));
  }

  @Test
  void theHostOwnsTheThreads() {
    check(startNoThread(noClasses().that().resideInAnyPackage(CORE)));
  }

  @Test
  void aClassThatStartsAThreadIsFoundOut() {
    ArchRule rule = startNoThread(noClasses().that().haveSimpleName("Helper"));
    assertThatThrownBy(() -> rule.check(new ClassFileImporter().importClasses(Helper.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("law 10");
  }

  private static ArchRule startNoThread(GivenClassesConjunction classes) {
    return classes
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Executor.class)
        .because("the loop starts no thread (law 10)");
  }

  /** Breaks law 10. */
  private static final class Helper {
    void help(Runnable work) {
      new Thread(work).start();
    }
  }

  @Test
  void nothingPrintsToStandardOutput() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void staticFieldsAreFinal() {
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .and()
            .areStatic()
            .should()
            .beFinal());
  }

  @Test
  void numbersArePrintedInOneWay() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Double.class, "toString", double.class)
            .orShould()
            .callMethod(String.class, "valueOf", double.class)
            .because(
                "Double.toString differs between JDK 17 and 25; use Canonical.number (law 8)"));
  }

  @Test
  void textsAreTheSameInEveryLocale() {
    Set<String> ofTheHost =
        Set.of(
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()");
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .accessTargetWhere(
                describe(
                    "String.format, formatted, toLowerCase or toUpperCase without a locale",
                    access -> ofTheHost.contains(access.getTarget().getFullName())))
            .because("the locale of the host must not show (law 8); pass Locale.ROOT"));
  }

  @Test
  void onlyTheGateMakesPermissionsAndStartsActuators() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ActionGate.class.getName())
            .should()
            .callMethodWhere(
                describe(
                    "Actuator.start",
                    call ->
                        call.getTarget().getName().equals("start")
                            && call.getTargetOwner().isAssignableTo(Actuator.class)
                            && !call.getOriginOwner().isAssignableTo(Actuator.class)))
            .because("nothing is done unjudged (law 2); an actuator may decorate another"));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ActionGate.class.getName())
            .should()
            .callConstructorWhere(
                describe(
                    "new ApprovedAction",
                    call -> call.getTargetOwner().isEquivalentTo(ApprovedAction.class))));
  }

  @Test
  void everyPhaseHasItsPackage() {
    for (Phase phase : Phase.values()) {
      String name = "io.aiops4j.agents." + phase.name().toLowerCase(Locale.ROOT);
      assertThat(ALL.containPackage(name)).as("a package %s for the phase", name).isTrue();
    }
  }

  @Test
  void internalStaysInside() {
    for (String module : List.of("compaction", "guardrails", "agents")) {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackage("io.aiops4j." + module + "..")
              .should()
              .dependOnClassesThat(resideInAPackage("io.aiops4j." + module + "..internal..")));
    }
  }

  private static void check(ArchRule rule) {
    rule.check(ALL);
  }

  private static ArchCondition<JavaMethod> haveSignaturesOf(String... prefixes) {
    return new ArchCondition<>("have signatures of own types and the JDK's") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        if (method.getModifiers().contains(JavaModifier.SYNTHETIC)) {
          return;
        }
        for (JavaClass type : method.getAllInvolvedRawTypes()) {
          JavaClass base = type.getBaseComponentType();
          boolean own = base.isPrimitive();
          for (String prefix : prefixes) {
            own |= base.getName().startsWith(prefix);
          }
          if (!own) {
            events.add(
                SimpleConditionEvent.violated(
                    method, method.getFullName() + " shows " + base.getName()));
          }
        }
      }
    };
  }
}
