package io.aiops4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page of the documentation, whose code must stand in a test that runs it. */
final class Page {
  private final Path root;
  private final String text;

  private Page(Path root, String text) {
    this.root = root;
    this.text = text;
  }

  static Page named(String name) throws IOException {
    Path root = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (!Files.isDirectory(root.resolve("docs"))) {
      root = root.getParent();
    }
    return new Page(root, Files.readString(root.resolve("docs/" + name + ".md")));
  }

  void showsNoOtherCodeThan(Class<?>... tests) throws IOException {
    StringBuilder sources = new StringBuilder();
    for (Class<?> test : tests) {
      String file = test.getName().replace('.', '/') + ".java";
      sources.append(squeezed(Files.readString(root.resolve("src/test/java").resolve(file))));
    }
    String source = sources.toString();
    String[] blocks = text.split("```java\n");
    assertThat(blocks.length).isGreaterThan(4);
    for (String block : List.of(blocks).subList(1, blocks.length)) {
      String code = block.substring(0, block.indexOf("```"));
      assertThat(source).as(code).contains(squeezed(code));
    }
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
