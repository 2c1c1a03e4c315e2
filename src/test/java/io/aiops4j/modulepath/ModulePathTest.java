package io.aiops4j.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.guardrails.Guardrails;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The modules that name all their dependencies work on the module path as well. */
class ModulePathTest {
  private static final Set<String> MODULES =
      Set.of("io.aiops4j.api", "io.aiops4j.agents", "io.aiops4j.guardrails");

  @Test
  void theModulesResolveAndLoad() throws ClassNotFoundException {
    ModuleLayer layer = layer();

    Class<?> engine = layer.findLoader("io.aiops4j.agents").loadClass(LoopEngine.class.getName());

    assertThat(engine.getModule().getName()).isEqualTo("io.aiops4j.agents");
    assertThat(engine).as("loaded anew, not from the class path").isNotEqualTo(LoopEngine.class);
  }

  @Test
  void everyPackageOfTheApiIsExportedAndNothingOfTheInternals() {
    ModuleLayer layer = layer();

    Module api = layer.findModule("io.aiops4j.api").orElseThrow();
    assertThat(api.getPackages()).allMatch(api::isExported);
    for (String name : MODULES) {
      Module module = layer.findModule(name).orElseThrow();
      assertThat(module.getPackages())
          .filteredOn(exported -> exported.contains(".internal"))
          .noneMatch(module::isExported);
    }
  }

  private static ModuleLayer layer() {
    ModuleFinder finder =
        ModuleFinder.of(
            Stream.of(
                    ActionGate.class,
                    LoopEngine.class,
                    Guardrails.class,
                    Logger.class,
                    NullMarked.class,
                    JsonFactory.class)
                .map(ModulePathTest::location)
                .toArray(Path[]::new));
    Configuration configuration =
        ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), MODULES);
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("No place of " + type, e);
    }
  }
}
