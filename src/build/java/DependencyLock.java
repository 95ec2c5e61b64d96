import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/*
 * Run by the build from source:
 *
 *   java src/build/java/DependencyLock.java check|complete|write LOCK REPOSITORY [POM]...
 *
 * check     every locked file that REPOSITORY has is as locked, and what the POMs name is locked
 * complete  every jar and pom that REPOSITORY has is locked: for a repository that only this build filled
 * write     LOCK is what such a repository has; a checksum that was locked never changes
 */
/**
 * The checksums of everything that Maven resolves for this build: libraries, natives, plugins,
 * their dependencies, annotation processors, and the poms that lead to them.
 *
 * <p>The lock's lines are those of {@code sha256sum}, with paths in a Maven repository, in order.
 * Maven 3.9 and later compare what they resolve with the same file ({@code .mvn/maven.config});
 * this works with every Maven, and without a network.
 */
final class DependencyLock {
  private static final String REWRITE = "sh src/build/lock.sh rewrites the lock";

  private DependencyLock() {}

  public static void main(String[] args) throws Exception {
    Path lock = Path.of(args[1]);
    Path repository = Path.of(args[2]);
    List<String> wrong =
        switch (args[0]) {
          case "check" -> check(read(lock), repository, List.of(args).subList(3, args.length));
          case "complete" -> complete(read(lock), repository);
          case "write" -> write(lock, repository);
          default -> throw new IllegalArgumentException("check, complete or write: " + args[0]);
        };
    if (!wrong.isEmpty()) {
      wrong.forEach(w -> System.err.println("DependencyLock: " + w));
      System.exit(1);
    }
  }

  private static List<String> check(Map<String, String> lock, Path repository, List<String> poms)
      throws Exception {
    List<String> wrong = new ArrayList<>(changed(lock, repository));
    for (String pom : poms) {
      wrong.addAll(unlocked(lock, Path.of(pom)));
    }
    return wrong;
  }

  private static List<String> changed(Map<String, String> lock, Path repository) {
    return lock.entrySet().parallelStream()
        .filter(e -> Files.isRegularFile(repository.resolve(e.getKey())))
        .flatMap(
            e -> {
              Path file = repository.resolve(e.getKey());
              String found = sha256(file);
              return found.equals(e.getValue())
                  ? Stream.empty()
                  : Stream.of(
                      artifact(e.getKey())
                          + " is not what was locked: "
                          + file
                          + " has SHA-256 "
                          + found
                          + ", expected "
                          + e.getValue()
                          + "; delete it, and Maven gets it again");
            })
        .sorted()
        .toList();
  }

  /**
   * Every version that a pom states is one that the lock has: of dependencies, plugins, processors
   * and unpacked artifacts, with or without a {@code dependency} around it.
   */
  private static List<String> unlocked(Map<String, String> lock, Path pom) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document xml = factory.newDocumentBuilder().parse(pom.toFile());
    Map<String, String> properties = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Element all : elements(xml, "properties")) {
      for (Element property : children(all)) {
        properties.put(property.getTagName(), property.getTextContent().strip());
      }
    }
    // The formatter's version, for example, is not part of coordinates.
    properties.forEach(
        (name, value) -> {
          String version = filled(value, properties);
          boolean own = name.startsWith("project.") || name.startsWith("kp-native.");
          if (name.endsWith(".version")
              && !own
              && lock.keySet().stream().noneMatch(p -> p.contains("/" + version + "/"))) {
            wrong.add(pom + ": " + name + " " + version + " is not locked; " + REWRITE);
          }
        });
    for (Element artifact : elements(xml, "artifactId")) {
      Map<String, String> parts = new HashMap<>(Map.of("groupId", "org.apache.maven.plugins"));
      for (Element sibling : children((Element) artifact.getParentNode())) {
        parts.put(sibling.getTagName(), filled(sibling.getTextContent().strip(), properties));
      }
      String group = parts.get("groupId");
      String version = parts.get("version");
      if (version == null || version.contains("$") || group.equals("org.kpnative")) {
        continue; // managed elsewhere, or ours
      }
      if (artifact.getParentNode() == xml.getDocumentElement()) {
        continue; // the project itself
      }
      String id = parts.get("artifactId");
      String folder = group.replace('.', '/') + "/" + id + "/" + version + "/";
      if (lock.keySet().stream().noneMatch(p -> p.startsWith(folder))) {
        wrong.add(pom + ": " + group + ":" + id + ":" + version + " is not locked; " + REWRITE);
      }
    }
    return wrong;
  }

  private static List<String> complete(Map<String, String> lock, Path repository)
      throws IOException {
    return files(repository).stream()
        .filter(f -> !lock.containsKey(f))
        .map(f -> artifact(f) + " is not locked: " + repository.resolve(f) + "; " + REWRITE)
        .toList();
  }

  private static List<String> write(Path lock, Path repository) throws IOException {
    Map<String, String> before = Files.exists(lock) ? read(lock) : Map.of();
    Map<String, String> now = new TreeMap<>();
    files(repository).parallelStream()
        .map(f -> Map.entry(f, sha256(repository.resolve(f))))
        .toList()
        .forEach(e -> now.put(e.getKey(), e.getValue()));
    List<String> wrong =
        now.entrySet().stream()
            .filter(e -> !before.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()))
            .map(
                e ->
                    artifact(e.getKey())
                        + " was locked with another SHA-256, and what is released doesn't change: "
                        + e.getValue()
                        + ", expected "
                        + before.get(e.getKey()))
            .toList();
    if (wrong.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      now.forEach((file, hash) -> lines.append(hash).append("  ").append(file).append('\n'));
      Files.createDirectories(lock.toAbsolutePath().getParent());
      Files.writeString(lock, lines);
      System.out.println(lock + ": " + now.size() + " files, before " + before.size());
    }
    return wrong;
  }

  /** What Maven got from others: jars, poms and the like, without its own notes beside them. */
  private static List<String> files(Path repository) throws IOException {
    try (Stream<Path> all = Files.walk(repository)) {
      return all.filter(Files::isRegularFile)
          .map(f -> repository.relativize(f).toString().replace('\\', '/'))
          .filter(f -> f.matches(".*\\.(jar|pom|zip|tar\\.gz|exe|asc|xml|signature)"))
          .filter(f -> !f.matches(".*/(maven-metadata|resolver-status)[^/]*"))
          .filter(f -> !f.startsWith("org/kpnative/"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> read(Path lock) throws IOException {
    Map<String, String> all = new TreeMap<>();
    Pattern line = Pattern.compile("([0-9a-f]{64}) [ *](\\S+)");
    int number = 0;
    for (String text : Files.readAllLines(lock)) {
      number++;
      Matcher entry = line.matcher(text);
      if (!entry.matches() || entry.group(2).contains("..")) {
        throw new IOException(
            lock + " line " + number + ": expected SHA-256 and path, got \"" + text + '"');
      }
      all.put(entry.group(2), entry.group(1));
    }
    return all;
  }

  /** {@code a/b/name/1/name-1.jar} as {@code a.b:name:1 (name-1.jar)}. */
  private static String artifact(String path) {
    String[] parts = path.split("/");
    int n = parts.length;
    return n < 4
        ? path
        : String.join(".", List.of(parts).subList(0, n - 3))
            + ":"
            + parts[n - 3]
            + ":"
            + parts[n - 2]
            + " ("
            + parts[n - 1]
            + ")";
  }

  private static String filled(String value, Map<String, String> properties) {
    String filled = value;
    for (int i = 0; i < 5 && filled.contains("${"); i++) {
      for (Map.Entry<String, String> property : properties.entrySet()) {
        filled = filled.replace("${" + property.getKey() + "}", property.getValue());
      }
    }
    return filled;
  }

  private static List<Element> elements(Document xml, String name) {
    NodeList all = xml.getElementsByTagName(name);
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      list.add((Element) all.item(i));
    }
    return list;
  }

  private static List<Element> children(Element of) {
    List<Element> list = new ArrayList<>();
    for (Node n = of.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) {
        list.add(e);
      }
    }
    return list;
  }

  private static String sha256(Path file) {
    try (var in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[1 << 20];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
