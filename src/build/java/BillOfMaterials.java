import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/*
 * Compiled and run by the build, with the runtime class path: Jackson is the only library.
 *
 *   java -cp CLASSPATH BillOfMaterials REPOSITORY CLASSES_JAR OUT LIST...
 *
 * REPOSITORY   Maven's local repository, where the class path's jars and their poms are
 * CLASSES_JAR  the runnable jar without its natives
 * OUT          the folder for META-INF/sbom and META-INF/licenses
 * LIST         of native libraries, as in native-config; their files are read from the class path's jars
 */
/**
 * Lists the parts of the runnable jar, as a CycloneDX 1.6 SBOM, and collects their licences beside
 * it. Equal inputs give equal bytes: there is no time, no serial number and no path of this
 * machine.
 *
 * <p>Maven artifacts come from the class path, with the licences of their poms; of these, an
 * artifact is listed if the jar holds a file of it. What no pom tells is in {@code parts.yaml}.
 */
final class BillOfMaterials {
  private static final Path BUILD = Path.of("src/build");
  private static final String LICENCES = "META-INF/licenses/";
  private static final Pattern LICENCE_FILE =
      Pattern.compile("META-INF/([\\w.]+-)?(LICEN[CS]E|NOTICE|COPYING)(\\.\\w+)?");

  /** A jar of the class path; the licence is an SPDX expression. */
  record Artifact(Path jar, String group, String name, String version, String file) {
    String purl() {
      String classifier = file.substring((name + "-" + version).length(), file.length() - 4);
      return "pkg:maven/"
          + group
          + "/"
          + name
          + "@"
          + version
          + (classifier.isEmpty() ? "?" : "?classifier=" + classifier.substring(1) + "&")
          + "type=jar";
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final Path repository;
  private final Path out;
  private final PomLicences licences;
  private final Map<String, String> properties;
  private final List<Part> parts;
  private final List<Map<String, Object>> components = new ArrayList<>();
  private final TreeMap<String, TreeSet<String>> dependencies = new TreeMap<>();

  private BillOfMaterials(Path repository, Path out) throws Exception {
    this.repository = repository.toAbsolutePath().normalize();
    this.licences = new PomLicences(this.repository);
    this.out = out;
    this.properties = PomFile.properties(Path.of("pom.xml"));
    this.parts = Part.read(BUILD.resolve("parts.yaml"));
  }

  public static void main(String[] args) throws Exception {
    BillOfMaterials bill = new BillOfMaterials(Path.of(args[0]), Path.of(args[2]));
    List<String> libraries = new ArrayList<>();
    for (String list : List.of(args).subList(3, args.length)) {
      for (String line : Files.readAllLines(Path.of(list))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          libraries.add(line.strip());
        }
      }
    }
    try (ZipFile classes = new ZipFile(args[1])) {
      bill.make(classes, libraries);
    }
  }

  private void make(ZipFile classes, List<String> libraries) throws Exception {
    String root = "pkg:maven/org.kpnative/kp-native@" + properties.get("project.version");
    text("kp-native", "LICENSE", Files.readAllBytes(Path.of("LICENSE")));
    for (Artifact artifact : classPath()) {
      try (ZipFile jar = new ZipFile(artifact.jar().toFile())) {
        List<String> natives = libraries.stream().filter(l -> jar.getEntry(l) != null).toList();
        boolean shaded =
            jar.stream()
                .map(ZipEntry::getName)
                .anyMatch(
                    n ->
                        n.endsWith(".class")
                            && !n.endsWith("module-info.class")
                            && classes.getEntry(n) != null);
        if (!shaded && natives.isEmpty()) {
          continue;
        }
        artifact(artifact, jar, root);
        for (String library : natives) {
          file(library, jar, artifact.purl(), upstream(artifact.version()), artifact.name());
        }
      }
    }
    List<String> missing =
        libraries.stream().filter(l -> component("file:" + l).isEmpty()).sorted().toList();
    if (!missing.isEmpty()) {
      throw new IOException("on no jar of the class path: " + String.join(", ", missing));
    }
    for (String entry : classes.stream().map(ZipEntry::getName).sorted().toList()) {
      boolean model = entry.endsWith(".safetensors"); // that has terms, so it needs an entry
      if (entry.startsWith("kpnative/") && (model || whole(entry).isPresent())) {
        file(entry, classes, root, properties.get("project.version"), "kp-native");
      }
    }
    write(root);
  }

  /** In the order of their coordinates, whatever that of the class path. */
  private List<Artifact> classPath() {
    TreeMap<String, Artifact> all = new TreeMap<>();
    for (String element : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      Path jar = Path.of(element).toAbsolutePath().normalize();
      if (jar.startsWith(repository) && element.endsWith(".jar")) {
        Path version = jar.getParent();
        Path name = version.getParent();
        Artifact artifact =
            new Artifact(
                jar,
                repository.relativize(name.getParent()).toString().replaceAll("[/\\\\]", "."),
                name.getFileName().toString(),
                version.getFileName().toString(),
                jar.getFileName().toString());
        all.put(artifact.purl(), artifact);
      }
    }
    return List.copyOf(all.values());
  }

  private void artifact(Artifact artifact, ZipFile jar, String root) throws Exception {
    List<String> texts = new ArrayList<>();
    boolean licensed = false;
    for (String name : jar.stream().map(ZipEntry::getName).sorted().toList()) {
      Matcher file = LICENCE_FILE.matcher(name);
      if (file.matches()) {
        texts.add(text(artifact.name(), name.substring(9), bytes(jar, name)));
        licensed |= file.group(1) == null && file.group(2).startsWith("LICEN");
      }
    }
    List<String> found = licences.of(artifact.group(), artifact.name(), artifact.version());
    if (!licensed) {
      texts.add(common(found.get(0)));
    }
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", "library");
    component.put("bom-ref", artifact.purl());
    component.put("group", artifact.group());
    component.put("name", artifact.name());
    component.put("version", artifact.version());
    component.put("hashes", hashes(Files.readAllBytes(artifact.jar())));
    component.put("licenses", expression(String.join(" OR ", found)));
    component.put("purl", artifact.purl());
    component.put("properties", properties(texts, Optional.empty(), Optional.empty()));
    components.add(component);
    depends(root, artifact.purl());
  }

  /** A file that the jar holds as it is, and what was linked into it. */
  private void file(String entry, ZipFile jar, String owner, String version, String artifact)
      throws Exception {
    Part part =
        whole(entry)
            .orElseThrow(
                () -> new IOException(entry + ": no entry in src/build/parts.yaml has this file"));
    Optional<String> known = version(part, Optional.of(version));
    String ref = "file:" + entry;
    Map<String, Object> component =
        component(
            part,
            entry.endsWith(".safetensors") ? "machine-learning-model" : "file",
            ref,
            known,
            known.isPresent()
                ? Optional.empty()
                : Optional.of("as in " + artifact + " " + version));
    component.put("description", entry);
    component.put("hashes", hashes(bytes(jar, entry)));
    depends(owner, ref);
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    for (Part inner : parts) {
      if (inner.inside().isPresent() && inner.inside().get().matcher(name).matches()) {
        String pinned = part.name() + known.map(v -> " " + v).orElse("");
        Optional<String> innerVersion = version(inner, Optional.empty());
        String innerRef = "part:" + inner.name() + "@" + innerVersion.orElse(pinned);
        if (component(innerRef).isEmpty()) {
          component(
              inner,
              "library",
              innerRef,
              innerVersion,
              innerVersion.isPresent() ? Optional.empty() : Optional.of("as in " + pinned));
        }
        depends(ref, innerRef);
      }
    }
  }

  private Optional<Map<String, Object>> component(String ref) {
    return components.stream().filter(c -> c.get("bom-ref").equals(ref)).findFirst();
  }

  private Map<String, Object> component(
      Part part, String type, String ref, Optional<String> version, Optional<String> unknown)
      throws IOException {
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", type);
    component.put("bom-ref", ref);
    component.put("name", part.name());
    version.ifPresent(v -> component.put("version", v));
    List<String> texts = new ArrayList<>();
    for (String text : part.texts()) {
      texts.add(common(text));
    }
    component.put("licenses", expression(part.licence()));
    if (version.isPresent() && part.project().isPresent()) {
      component.put("purl", "pkg:github/" + part.project().get() + "@" + version.get());
    }
    part.project()
        .ifPresent(
            p ->
                component.put(
                    "externalReferences", List.of(repository("https://github.com/" + p))));
    component.put("properties", properties(texts, part.known(), unknown));
    components.add(component);
    return component;
  }

  private Optional<Part> whole(String entry) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    return parts.stream()
        .filter(p -> p.files().isPresent() && p.files().get().matcher(name).matches())
        .findFirst();
  }

  /** Empty where it is not known. */
  private Optional<String> version(Part part, Optional<String> ofArtifact) {
    return part.version().map(this::filled).or(() -> ofArtifact).filter(v -> !v.isEmpty());
  }

  private String filled(String value) {
    return value.startsWith("${")
        ? properties.get(value.substring(2, value.length() - 1)).replaceFirst("-\\$.*", "")
        : value;
  }

  private static String upstream(String version) {
    return version.replaceFirst("-.*", "");
  }

  /** A text that several parts share; its name in the jar. */
  private String common(String text) throws IOException {
    Path file =
        text.equals("Apache-2.0")
            ? Path.of("LICENSE")
            : BUILD.resolve("licences").resolve(text + ".txt");
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": missing, but parts.yaml or a pom needs this licence text");
    }
    return text("", text + ".txt", Files.readAllBytes(file));
  }

  private String text(String folder, String name, byte[] bytes) throws IOException {
    String entry = LICENCES + (folder.isEmpty() ? "" : folder + "/") + name;
    Path file = out.resolve(entry);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return entry;
  }

  private static List<Map<String, String>> properties(
      List<String> texts, Optional<String> known, Optional<String> unknownVersion) {
    List<Map<String, String>> all = new ArrayList<>();
    texts.forEach(t -> all.add(property("kpnative:licence-text", t)));
    unknownVersion.ifPresent(v -> all.add(property("kpnative:version", v)));
    known.ifPresent(k -> all.add(property("kpnative:known-by", k)));
    return all;
  }

  private static Map<String, String> property(String name, String value) {
    Map<String, String> property = new LinkedHashMap<>();
    property.put("name", name);
    property.put("value", value);
    return property;
  }

  /** In the order of writing: {@code Map.of} with two keys has another in each process. */
  private static Map<String, String> repository(String url) {
    Map<String, String> reference = new LinkedHashMap<>();
    reference.put("type", "vcs");
    reference.put("url", url);
    return reference;
  }

  private static List<Map<String, String>> expression(String licence) {
    return List.of(Map.of("expression", licence));
  }

  private static List<Map<String, String>> hashes(byte[] bytes) throws NoSuchAlgorithmException {
    Map<String, String> hash = new LinkedHashMap<>();
    hash.put("alg", "SHA-256");
    hash.put(
        "content", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    return List.of(hash);
  }

  private void depends(String on, String ref) {
    dependencies.computeIfAbsent(on, k -> new TreeSet<>()).add(ref);
    dependencies.computeIfAbsent(ref, k -> new TreeSet<>());
  }

  private void write(String root) throws IOException {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("type", "application");
    own.put("bom-ref", root);
    own.put("group", "org.kpnative");
    own.put("name", "kp-native");
    own.put("version", properties.get("project.version"));
    own.put("licenses", expression("Apache-2.0"));
    own.put("purl", root);
    own.put(
        "properties",
        properties(List.of(LICENCES + "kp-native/LICENSE"), Optional.empty(), Optional.empty()));
    Map<String, Object> bill = new LinkedHashMap<>();
    bill.put("bomFormat", "CycloneDX");
    bill.put("specVersion", "1.6");
    bill.put("version", 1);
    bill.put("metadata", Map.of("component", own));
    bill.put("components", components);
    List<Map<String, Object>> edges = new ArrayList<>();
    dependencies.forEach(
        (from, to) -> {
          Map<String, Object> edge = new LinkedHashMap<>();
          edge.put("ref", from);
          edge.put("dependsOn", to);
          edges.add(edge);
        });
    bill.put("dependencies", edges);
    Path file = out.resolve("META-INF/sbom/kp-native.cdx.json");
    Files.createDirectories(file.getParent());
    String text = json.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(bill);
    Files.writeString(file, text.replace("\r\n", "\n") + "\n");
  }

  private static byte[] bytes(ZipFile zip, String entry) throws IOException {
    try (var in = zip.getInputStream(zip.getEntry(entry))) {
      return in.readAllBytes();
    }
  }
}
