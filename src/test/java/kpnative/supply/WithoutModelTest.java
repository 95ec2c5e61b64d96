package kpnative.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What {@code -Pwithout-model} leaves out of the jars, and what it does not. */
class WithoutModelTest {
  /** Where the files of {@code src} are in a jar. */
  private static final Map<String, Path> FOLDERS =
      Map.of(
          "kpnative/model/", Path.of("src/main/resources/kpnative/model"),
          "META-INF/licenses/", Path.of("src/build/licences"));

  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private final Document pom;

  WithoutModelTest() throws Exception {
    pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
  }

  private List<String> texts(String path) throws Exception {
    NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }

  /** What the jar's plugin excludes, of the files that would be in the jar, by some properties. */
  private List<String> excluded(String properties) throws Exception {
    String value = texts(properties + "model.excluded").get(0);
    String too = texts(properties + "model.excluded.too").get(0);
    List<String> excluded = new ArrayList<>();
    for (String pattern :
        texts("//plugin[artifactId='maven-jar-plugin']/configuration/excludes/exclude")) {
      PathMatcher matcher =
          FileSystems.getDefault()
              .getPathMatcher(
                  "glob:"
                      + pattern
                          .replace("${model.excluded}", value)
                          .replace("${model.excluded.too}", too));
      for (Map.Entry<String, Path> folder : FOLDERS.entrySet()) {
        names(folder.getValue())
            .map(name -> folder.getKey() + name)
            .filter(name -> matcher.matches(Path.of(name)))
            .forEach(excluded::add);
      }
    }
    return excluded;
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void itLeavesOutTheModelsForResearchAndTheirTextAlone() throws Exception {
    assertThat(excluded("//profile[id='without-model']/properties/"))
        .containsExactlyInAnyOrder(
            "kpnative/model/best.safetensors",
            "kpnative/model/best.md",
            "kpnative/model/research.safetensors",
            "kpnative/model/research.md",
            "META-INF/licenses/research-model.txt");
    assertThat(texts("//resource[directory='src/main/resources']/excludes/exclude"))
        .containsExactly(
            "kpnative/model/${model.excluded}", "kpnative/model/${model.excluded.too}");
  }

  @Test
  void aBuildWithoutTheProfileLeavesOutNothing() throws Exception {
    assertThat(excluded("/project/properties/")).isEmpty();
  }
}
