import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The licences of Maven artifacts, as their poms name them.
 *
 * @param repository Maven's local repository, where the poms are
 */
record PomLicences(Path repository) {
  /** The names that poms give their licences, as SPDX expressions; the first that fits counts. */
  private static final Map<Pattern, String> SPDX = new LinkedHashMap<>();

  static {
    SPDX.put(Pattern.compile("(?i).*classpath.*"), "GPL-2.0-only WITH Classpath-exception-2.0");
    SPDX.put(Pattern.compile("(?i).*(gpl|gnu general).*2.*later.*"), "GPL-2.0-or-later");
    SPDX.put(Pattern.compile("(?i).*apache.*2.*"), "Apache-2.0");
    SPDX.put(Pattern.compile("(?i)(the )?mit( license)?"), "MIT");
  }

  /** The licences that the pom names, or its parent. */
  List<String> of(String group, String name, String version) throws Exception {
    Path folder = repository.resolve(group.replace('.', '/')).resolve(name).resolve(version);
    Element pom = PomFile.xml(folder.resolve(name + "-" + version + ".pom"));
    List<String> found = new ArrayList<>();
    if (PomFile.child(pom, "licenses").isPresent()) {
      Element all = PomFile.child(pom, "licenses").get();
      for (Node n = all.getFirstChild(); n != null; n = n.getNextSibling()) {
        if (n instanceof Element licence) {
          String said = PomFile.child(licence, "name").orElseThrow().getTextContent().strip();
          found.add(
              SPDX.entrySet().stream()
                  .filter(e -> e.getKey().matcher(said).matches())
                  .map(Map.Entry::getValue)
                  .findFirst()
                  .orElseThrow(
                      () -> new IOException(name + ": PomLicences.SPDX lacks \"" + said + '"')));
        }
      }
      return found;
    }
    Element parent =
        PomFile.child(pom, "parent")
            .orElseThrow(() -> new IOException(name + " " + version + ": its pom has no licence"));
    return of(
        PomFile.child(parent, "groupId").orElseThrow().getTextContent().strip(),
        PomFile.child(parent, "artifactId").orElseThrow().getTextContent().strip(),
        PomFile.child(parent, "version").orElseThrow().getTextContent().strip());
  }
}
