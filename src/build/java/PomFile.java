import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads poms. */
final class PomFile {
  private PomFile() {}

  /** {@return the properties of a project, and its version as {@code project.version}} */
  static Map<String, String> properties(Path pom) throws Exception {
    Map<String, String> properties = new TreeMap<>();
    Element project = xml(pom);
    child(project, "properties")
        .ifPresent(
            all -> {
              for (Node n = all.getFirstChild(); n != null; n = n.getNextSibling()) {
                if (n instanceof Element e) {
                  properties.put(e.getTagName(), e.getTextContent().strip());
                }
              }
            });
    properties.put("project.version", child(project, "version").orElseThrow().getTextContent());
    return properties;
  }

  static Element xml(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
  }

  static Optional<Element> child(Element of, String name) {
    for (Node n = of.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && e.getTagName().equals(name)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }
}
