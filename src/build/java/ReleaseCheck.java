import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/*
 * Run by the build from source: java src/build/java/ReleaseCheck.java shape|publish FOLDER
 *
 * shape    FOLDER has the files that Maven Central asks for; what only publishing needs is printed
 * publish  and nothing is missing for publishing either
 */
/** Checks a release as Maven Central does, before it is uploaded. */
final class ReleaseCheck {
  private static final List<String> HASHES = List.of(".md5", ".sha1", ".sha256", ".sha512");

  private ReleaseCheck() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    String name = folder.getParent().getFileName() + "-" + folder.getFileName();
    List<String> wrong = new ArrayList<>(shape(folder, name));
    List<String> missing = missing(folder, name);
    if (args[0].equals("publish")) {
      wrong.addAll(missing);
    } else {
      missing.forEach(m -> System.out.println("Before publishing: " + m));
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(w -> System.err.println("ReleaseCheck: " + w));
      System.exit(1);
    }
  }

  private static List<String> shape(Path folder, String name) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar", ".pom")) {
      if (!Files.isRegularFile(folder.resolve(name + end))) {
        wrong.add(name + end + " is missing in " + folder);
        continue;
      }
      for (String hash : HASHES) {
        if (!Files.isRegularFile(folder.resolve(name + end + hash))) {
          wrong.add(name + end + hash + " is missing in " + folder);
        }
      }
      if (end.endsWith(".jar")) {
        try (ZipFile jar = new ZipFile(folder.resolve(name + end).toFile())) {
          String holds =
              end.equals(".jar") ? ".class" : end.equals("-sources.jar") ? ".java" : "index.html";
          if (jar.stream().noneMatch(e -> e.getName().endsWith(holds))) {
            wrong.add(name + end + " holds no " + holds);
          }
        }
      }
    }
    Element pom = pom(folder, name);
    for (String path :
        List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/url",
            "scm/connection")) {
      if (text(pom, path).filter(t -> !t.isEmpty()).isEmpty()) {
        wrong.add("pom.xml has no " + path + ", which Maven Central requires");
      }
    }
    return wrong;
  }

  private static List<String> missing(Path folder, String name) throws Exception {
    List<String> missing = new ArrayList<>();
    Element pom = pom(folder, name);
    if (text(pom, "version").orElse("").endsWith("-SNAPSHOT")) {
      missing.add("<version> in pom.xml is a snapshot; Maven Central takes releases only");
    }
    if (text(pom, "properties/project.home").orElse("").contains(".invalid")) {
      missing.add("<project.home> in pom.xml must be the address of the sources");
    }
    for (String end : List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar")) {
      if (!Files.isRegularFile(folder.resolve(name + end + ".asc"))) {
        missing.add(name + end + " is not signed; -Dgpg.keyname=KEY signs with a key of gpg");
      }
    }
    return missing;
  }

  private static Element pom(Path folder, String name) throws Exception {
    Path file = folder.resolve(name + ".pom");
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is missing");
    }
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
  }

  private static Optional<String> text(Element of, String path) {
    Element at = of;
    for (String step : path.split("/")) {
      Element next = null;
      for (Node n = at.getFirstChild(); n != null; n = n.getNextSibling()) {
        if (n instanceof Element e && e.getTagName().equals(step)) {
          next = e;
          break;
        }
      }
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at.getTextContent().strip());
  }
}
