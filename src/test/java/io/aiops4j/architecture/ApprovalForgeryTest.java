package io.aiops4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops4j.api.safety.ApprovedAction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InaccessibleObjectException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * Law 2 against an attacker: a class that claims to be in the kernel's own package, on the class
 * path and on the module path.
 *
 * <p>Out of reach is who may break the language itself: {@code setAccessible} on the class path,
 * {@code --add-opens}, agents, {@code Unsafe}. Such code could call the cluster without us.
 */
class ApprovalForgeryTest {
  private static final String KERNEL = "io/aiops4j/api/safety/";

  /** Tries everything that the language allows inside the package; returns what succeeded. */
  private static final String FORGER =
      """
      package io.aiops4j.api.safety;

      import io.aiops4j.api.IncidentId;
      import io.aiops4j.api.action.*;
      import io.aiops4j.api.agent.Diagnosis;
      import io.aiops4j.api.compaction.*;
      import io.aiops4j.api.journal.*;
      import io.aiops4j.api.telemetry.*;
      import io.aiops4j.api.topology.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.Callable;

      public final class Forger implements Callable<List<String>>, Actuator, IncidentJournal {
        private final List<String> won = new ArrayList<>();
        private int redeemed;

        @Override public List<String> call() {
          attempt("made one without a seal", () -> new ApprovedAction(null, null, Clock.systemUTC()));
          attempt("made one by reflection", () ->
              ApprovedAction.class.getDeclaredConstructors()[0].newInstance(null, null, null));
          attempt("made a seal", () ->
              ActionGate.Seal.class.getDeclaredConstructors()[0].newInstance((Object) null));
          Dispatch dispatch = dispatch();
          if (redeemed != 1 || !(dispatch instanceof Dispatch.Started)) {
            won.add("nothing: the gate never asked it, so this test shows nothing " + dispatch);
          }
          return won;
        }

        @Override public ActionOutcome start(ApprovedAction action, DispatchContext context) {
          action.redeem();
          redeemed++;
          attempt("redeemed twice", action::redeem);
          attempt("reset the state", () -> {
            var state = ApprovedAction.class.getDeclaredField("state");
            return state.get(action);
          });
          attempt("made another with the intent of a real one", () -> new ApprovedAction(null, intent, Clock.systemUTC()));
          return new ActionOutcome.Done("done");
        }

        private ActionIntended intent;

        private Dispatch dispatch() {
          Instant now = Clock.systemUTC().instant();
          Component node = Component.of(ComponentKind.NODE, "node-1");
          TimeRange range = new TimeRange(now.minusSeconds(60), now);
          TelemetryQuery query = TelemetryQuery.builder(range, now).build();
          Evidence witness = Evidence.builder(Modality.LOGS, node, "log.signature", range)
              .strength(6).trust(TrustClass.KERNEL).statement("hot").query(query).build();
          EvidenceDigest digest =
              new EvidenceDigest(List.of(witness), List.of(), Coverage.complete(query, 1));
          GuardrailPolicy fine = new GuardrailPolicy() {
            @Override public String id() { return "fine"; }
            @Override public Decision judge(PolicyContext context) { return new Decision.Allow("fine"); }
          };
          RemediationPlan plan = new RemediationPlan("cordon",
              List.of(PlanStep.of(0, ActionType.CORDON, node)), List.of(), List.of());
          Diagnosis finding = new Diagnosis.Finding(
              node, FaultType.HARDWARE, "", "hot", List.of(witness.id()));
          return ActionGate.builder(this, at -> Topology.empty(), (onset, at) -> digest, List.of(fine))
              .autonomy(AutonomyLadder.fixed(AutonomyLevel.AUTO)).build()
              .dispatch(ActionRequest.builder(new IncidentId("inc-1"), plan, finding,
                  new Actor(Actor.Kind.SERVICE, "forger")).cited(List.of(witness)).build(), this, 0);
        }

        private void attempt(String what, Callable<?> trick) {
          try {
            trick.call();
            won.add(what);
          } catch (Exception expected) {
            // refused, as it must be
          }
        }

        @Override public Set<String> actions() { return Set.of("cordon"); }
        @Override public ProbeResult probe(String key) { return ProbeResult.UNKNOWN; }
        @Override public AppendResult append(Append append) {
          intent = (ActionIntended) append.events().get(0);
          return new AppendResult.Appended(1);
        }
        @Override public List<JournalEntry> read(IncidentId incident) { return List.of(); }
        @Override public List<JournalEntry> readLedger() { return List.of(); }
        @Override public List<IncidentId> incidents() { return List.of(); }
      }
      """;

  @TempDir Path temp;
  private Path attacker;

  @BeforeEach
  void compileTheAttacker() throws IOException {
    attacker = Files.createDirectories(temp.resolve("attacker"));
    Path source = Files.createDirectories(temp.resolve("src")).resolve("Forger.java");
    Files.writeString(source, FORGER);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            null,
            OutputStream.nullOutputStream(),
            null,
            "-proc:none",
            "-nowarn",
            "-cp",
            location(ApprovedAction.class).toString(),
            "-d",
            attacker.toString(),
            source.toString());
    assertThat(status).as("exit status of the compiler").isZero();
  }

  @Test
  void inItsOwnPackageNobodyCanMakeAPermissionOrUseOneTwice() throws Exception {
    try (URLClassLoader loader = classPath(explodedApi(), attacker)) {
      assertThat(forge(loader)).isEmpty();
    }
  }

  @Test
  void theSealedJarLetsNobodyIntoItsPackage() throws Exception {
    try (URLClassLoader loader = classPath(sealedApi(), attacker)) {
      loader.loadClass(ApprovedAction.class.getName());

      assertThatThrownBy(() -> forge(loader))
          .isInstanceOf(SecurityException.class)
          .hasMessageContaining("sealing violation");
    }
  }

  @Test
  void theSealedJarDoesNotLoadIntoAPackageThatSomebodyElseOpened() throws Exception {
    try (URLClassLoader loader = classPath(attacker, sealedApi())) {
      assertThatThrownBy(() -> forge(loader))
          .isInstanceOfAny(SecurityException.class, LinkageError.class);
    }
  }

  @Test
  void theModulePathRefusesASecondHolderOfThePackage() throws Exception {
    ModuleFinder finder =
        ModuleFinder.of(
            location(ApprovedAction.class),
            location(Logger.class),
            jar(temp.resolve("attacker.jar"), attacker, new Manifest()));

    assertThatThrownBy(() -> resolve(finder, "io.aiops4j.api", "attacker"))
        .isInstanceOf(ResolutionException.class)
        .hasMessageContaining("io.aiops4j.api.safety");
  }

  @Test
  void theModuleOpensNothingToReflection() throws Exception {
    ModuleFinder finder = ModuleFinder.of(location(ApprovedAction.class), location(Logger.class));
    ModuleLayer layer =
        ModuleLayer.defineModulesWithOneLoader(
                resolve(finder, "io.aiops4j.api"),
                List.of(ModuleLayer.boot()),
                ClassLoader.getPlatformClassLoader())
            .layer();
    ClassLoader loader = layer.findLoader("io.aiops4j.api");
    Class<?> permission = loader.loadClass("io.aiops4j.api.safety.ApprovedAction");
    Class<?> seal = loader.loadClass("io.aiops4j.api.safety.ActionGate$Seal");

    List<AccessibleObject> inside = new ArrayList<>();
    inside.addAll(List.of(permission.getDeclaredConstructors()));
    inside.addAll(List.of(permission.getDeclaredFields()));
    inside.addAll(List.of(seal.getDeclaredConstructors()));
    inside.addAll(List.of(seal.getDeclaredFields()));
    assertThat(inside)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            member ->
                assertThatThrownBy(() -> member.setAccessible(true))
                    .isInstanceOf(InaccessibleObjectException.class));
  }

  @Test
  void aPermissionCannotBeStoredCopiedOrExtended() {
    assertThat(Serializable.class.isAssignableFrom(ApprovedAction.class)).isFalse();
    assertThat(Cloneable.class.isAssignableFrom(ApprovedAction.class)).isFalse();
    assertThat(ApprovedAction.class).isFinal();
    assertThat(ApprovedAction.class.getConstructors()).isEmpty();
  }

  @Test
  void aBuiltJarIsSealed() throws Exception {
    Path api = location(ApprovedAction.class);
    assumeTrue(Files.isRegularFile(api), "the API is not a jar yet: run verify");
    try (JarFile jar = new JarFile(api.toFile())) {
      Attributes section = jar.getManifest().getAttributes(KERNEL);
      assertThat(section).as("manifest section of the kernel").isNotNull();
      assertThat(section.getValue(Attributes.Name.SEALED)).isEqualTo("true");
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> forge(ClassLoader loader) throws Exception {
    Class<?> forger = loader.loadClass("io.aiops4j.api.safety.Forger");
    return ((Callable<List<String>>) forger.getDeclaredConstructor().newInstance()).call();
  }

  private static Configuration resolve(ModuleFinder finder, String... roots) {
    return ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), List.of(roots));
  }

  private static URLClassLoader classPath(Path... elements) throws IOException {
    URL[] urls = new URL[elements.length + 1];
    for (int i = 0; i < elements.length; i++) {
      urls[i] = elements[i].toUri().toURL();
    }
    urls[elements.length] = location(Logger.class).toUri().toURL();
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  /** The API as classes in a folder, without any seal. */
  private Path explodedApi() throws IOException {
    Path api = location(ApprovedAction.class);
    if (Files.isDirectory(api)) {
      return api;
    }
    Path folder = temp.resolve("exploded");
    try (JarFile jar = new JarFile(api.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (!entry.isDirectory() && entry.getName().endsWith(".class")) {
          Path file = folder.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
          }
        }
      }
    }
    return folder;
  }

  /** The API as the jar that is built, or one with the same manifest section. */
  private Path sealedApi() throws IOException {
    Path api = location(ApprovedAction.class);
    if (Files.isRegularFile(api)) {
      return api;
    }
    Manifest manifest = new Manifest();
    manifest
        .getEntries()
        .computeIfAbsent(KERNEL, key -> new Attributes())
        .put(Attributes.Name.SEALED, "true");
    return jar(temp.resolve("api.jar"), api, manifest);
  }

  private static Path jar(Path jar, Path classes, Manifest manifest) throws IOException {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".class")) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
    return jar;
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
